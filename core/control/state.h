// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/arn.h"
#include "core/control/rows.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace pilothouse::control {

template <typename Row>
using Ptr = std::shared_ptr<const Row>;

using EventKey = std::tuple<ClusterKey, std::uint64_t>;
using TokenKey = std::tuple<std::string, std::string, std::string>; ///< cluster, operation, token
using DeadlineKey =
    std::tuple<DeadlineKind, std::string, std::string, std::string>; ///< kind, cluster, name, detail

inline std::string keyOf(const MetaRow&) {
    return "plane";
}
inline std::string keyOf(const ClusterRow& row) {
    return row.name;
}
inline std::string keyOf(const FamilyRow& row) {
    return row.family;
}
inline DefinitionKey keyOf(const DefinitionRow& row) {
    return row.key;
}
inline ClusterKey keyOf(const InstanceRow& row) {
    return row.key;
}
inline ClusterKey keyOf(const ServiceRow& row) {
    return row.key;
}
inline std::string keyOf(const DeploymentRow& row) {
    return row.digits;
}
inline ClusterKey keyOf(const TaskRow& row) {
    return row.key;
}
inline EventKey keyOf(const EventRow& row) {
    return {row.service, row.sequence};
}
inline TokenKey keyOf(const TokenRow& row) {
    return {row.cluster, row.operation, row.token};
}
inline DeadlineKey keyOf(const DeadlineRow& row) {
    return {row.kind, row.cluster, row.name, row.detail};
}

template <typename Row>
using KeyOf = decltype(keyOf(std::declval<const Row&>()));
template <typename Row>
using Table = std::map<KeyOf<Row>, Ptr<Row>>;

/// Whole rows by table and key; a null pointer removes the row. The result of a step, what the store commits,
/// and what apply() takes.
template <typename Row>
using TableChanges = std::map<KeyOf<Row>, Ptr<Row>>;

/// f(table) for each table, in one fixed order. Works on Tables and on Changes alike.
template <template <typename> class T>
struct AllTables {
    T<MetaRow> meta;
    T<ClusterRow> clusters;
    T<FamilyRow> families;
    T<DefinitionRow> definitions;
    T<InstanceRow> instances;
    T<ServiceRow> services;
    T<DeploymentRow> deployments;
    T<TaskRow> tasks;
    T<EventRow> events;
    T<TokenRow> tokens;
    T<DeadlineRow> deadlines;

    template <typename Self, typename F>
    static void each(Self& self, F&& f) {
        f(self.meta);
        f(self.clusters);
        f(self.families);
        f(self.definitions);
        f(self.instances);
        f(self.services);
        f(self.deployments);
        f(self.tasks);
        f(self.events);
        f(self.tokens);
        f(self.deadlines);
    }
    template <typename Row, typename Self>
    static auto& of(Self& self) {
        if constexpr (std::is_same_v<Row, MetaRow>)
            return self.meta;
        else if constexpr (std::is_same_v<Row, ClusterRow>)
            return self.clusters;
        else if constexpr (std::is_same_v<Row, FamilyRow>)
            return self.families;
        else if constexpr (std::is_same_v<Row, DefinitionRow>)
            return self.definitions;
        else if constexpr (std::is_same_v<Row, InstanceRow>)
            return self.instances;
        else if constexpr (std::is_same_v<Row, ServiceRow>)
            return self.services;
        else if constexpr (std::is_same_v<Row, DeploymentRow>)
            return self.deployments;
        else if constexpr (std::is_same_v<Row, TaskRow>)
            return self.tasks;
        else if constexpr (std::is_same_v<Row, EventRow>)
            return self.events;
        else if constexpr (std::is_same_v<Row, TokenRow>)
            return self.tokens;
        else
            return self.deadlines;
    }
};

struct Changes : AllTables<TableChanges> {
    bool empty() const;
};

/// What is taken of one instance by tasks that have not STOPPED.
struct Usage {
    int cpu = 0, memory = 0, tasks = 0;
    std::map<int, int> ports; ///< fixed host port (udp negative) -> holders
};

/// Tasks by id. The key is a view into the row that it leads to.
using TaskIndex = std::map<std::string_view, Ptr<TaskRow>>;

/// Fixed host ports of one engine over all its instances: a host-mode port takes the number from every
/// address.
struct EnginePorts {
    std::map<int, int> hostMode; ///< port (udp negative) -> host-mode holders
    std::map<int, int> any;      ///< port -> holders of every mode
};

/// All that the plane knows, in ordered containers. Changed by apply() alone; the indices are derived there.
struct State : AllTables<Table> {
    ArnMaker arns;

    // indices
    std::map<ClusterKey, TaskIndex> tasksOfService;      ///< STOPPED ones too
    std::map<ClusterKey, TaskIndex> liveTasksOfService;  ///< not STOPPED
    std::map<ClusterKey, TaskIndex> tasksOfInstance;     ///< not STOPPED
    std::map<std::string, TaskIndex> liveTasksOfCluster; ///< not STOPPED
    TaskIndex tasksById;
    std::map<ClusterKey, std::set<std::string>> deploymentsOfService; ///< service -> digits
    std::set<ClusterKey> drainingInstances;
    std::map<ClusterKey, Usage> usage;              ///< by instance
    std::map<std::string, EnginePorts> enginePorts; ///< by engine
    std::set<std::pair<Millis, DeadlineKey>> due;

    bool sameRows(const State& other) const; ///< compares every row by value
};

/// The only function that changes a State; the store uses it too when it loads. Never fails.
void apply(State& state, const Changes& changes);

} // namespace pilothouse::control
