// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/state.h"
#include "core/control/step.h"

#include <functional>
#include <set>

namespace pilothouse::control {

/// A State with changes laid over it: what the functions of one step read and write. Reads see earlier
/// writes. Lives for one step. Rows are replaced whole; iteration is in key order.
class Draft {
public:
    Draft(const State& base, Millis now, Random& random, const Rules& rules);

    template <typename Row>
    Ptr<Row> get(const KeyOf<Row>& key) const {
        auto& over = Changes::of<Row>(m_changes);
        if (auto it = over.find(key); it != over.end()) return it->second;
        auto& table = State::of<Row>(m_base);
        auto it = table.find(key);
        return it == table.end() ? nullptr : it->second;
    }
    template <typename Row>
    void put(Row row) {
        auto key = keyOf(row);
        set<Row>(key, std::make_shared<const Row>(std::move(row)));
    }
    template <typename Row>
    void erase(const KeyOf<Row>& key) {
        set<Row>(key, nullptr);
    }
    /// edit<TaskRow>(key, [](TaskRow& row) {...}): copies, edits, puts; nothing if the row is absent.
    template <typename Row, typename F>
    void edit(const KeyOf<Row>& key, F&& f) {
        auto present = get<Row>(key);
        if (!present) return;
        Row row = *present;
        f(row);
        put(std::move(row));
    }

    std::vector<Ptr<TaskRow>> tasksOfService(const ClusterKey& service) const;     ///< STOPPED ones too
    std::vector<Ptr<TaskRow>> liveTasksOfService(const ClusterKey& service) const; ///< not STOPPED
    std::vector<Ptr<TaskRow>> tasksOfInstance(const ClusterKey& instance) const;   ///< not STOPPED
    std::vector<Ptr<TaskRow>> liveTasksOfCluster(const std::string& cluster) const;
    std::vector<Ptr<DeploymentRow>> deploymentsOfService(const ClusterKey& service) const; ///< oldest first
    std::vector<Ptr<ServiceRow>> servicesOfCluster(const std::string& cluster) const;
    std::vector<Ptr<InstanceRow>> instancesOfCluster(const std::string& cluster) const;
    /// f(instance, what is taken of it or nullptr) for each instance of a cluster, without copies.
    void eachInstance(const std::string& cluster,
                      const std::function<void(const Ptr<InstanceRow>&, const Usage*)>& f) const;
    std::vector<Ptr<EventRow>> eventsOfService(const ClusterKey& service) const; ///< oldest first
    Usage usageOf(const ClusterKey& instance) const;
    EnginePorts portsOf(const std::string& engine) const;
    /// As usageOf, without a copy; nullptr if nothing is taken. Valid until the next put or erase.
    const Usage* usage(const ClusterKey& instance) const;
    bool isDraining(const ClusterKey& instance) const;
    Ptr<TaskRow> taskById(const std::string& id) const;

    void deadline(DeadlineKind kind, const ClusterKey& subject, Millis due, const std::string& detail = {});
    void noDeadline(DeadlineKind kind, const ClusterKey& subject, const std::string& detail = {});
    /// Adds a service event; the oldest over 100 goes.
    void event(const ClusterKey& service, const std::string& message);

    /// Services whose tasks, deployments or wishes changed: reconciled before the step ends.
    std::set<ClusterKey> dirty;
    /// Clusters where room came free: services that wait for room are reconciled before the step ends.
    std::set<std::string> roomIn;

    const State& base() const { return m_base; }
    const ArnMaker& arns() const { return m_base.arns; }
    Millis now() const { return m_now; }
    Random& random() { return m_random; }
    const Rules& rules() const { return m_rules; }
    const Changes& changes() const { return m_changes; }
    Changes take() { return std::move(m_changes); }

private:
    template <typename Row>
    void set(const KeyOf<Row>& key, Ptr<Row> row) {
        if constexpr (std::is_same_v<Row, TaskRow>) account(key, row);
        Changes::of<Row>(m_changes)[key] = std::move(row);
    }
    template <typename Key, typename F>
    std::vector<Ptr<TaskRow>> tasksOf(const std::map<Key, TaskIndex>& index, const Key& key,
                                      F&& belongs) const;
    void account(const ClusterKey& key, const Ptr<TaskRow>& row); ///< keeps m_usage true

    const State& m_base;
    Changes m_changes;
    std::map<ClusterKey, Usage> m_usage;              ///< instances whose usage differs from the base's
    std::map<std::string, EnginePorts> m_enginePorts; ///< engines whose ports differ from the base's
    std::set<ClusterKey> m_added;                     ///< tasks that the base does not have
    Millis m_now;
    Random& m_random;
    const Rules& m_rules;
};

} // namespace pilothouse::control
