// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/state.h"

#include "core/control/step.h"
#include "core/control/usage.h"

namespace pilothouse::control {

namespace {

template <typename Key, typename Value>
void drop(std::map<Key, std::set<Value>>& index, const Key& key, const Value& value) {
    auto it = index.find(key);
    if (it == index.end()) return;
    it->second.erase(value);
    if (it->second.empty()) index.erase(it);
}

// What a row's change means for the indices. `from` and `to` may be null, not both.
template <typename Row>
void reindex(State&, const KeyOf<Row>&, const Ptr<Row>&, const Ptr<Row>&) {}

void reindex(State& state, const ClusterKey& key, const Ptr<TaskRow>& from, const Ptr<TaskRow>& to) {
    auto& id = key.name;
    if (from) {
        ClusterKey service{key.cluster, from->service}, instance{key.cluster, from->instance};
        if (!from->service.empty()) drop(state.tasksOfService, service, id);
        if (isLive(*from)) {
            if (!from->service.empty()) drop(state.liveTasksOfService, service, id);
            drop(state.liveTasksOfCluster, key.cluster, id);
            if (!from->instance.empty()) {
                drop(state.tasksOfInstance, instance, id);
                auto& usage = state.usage[instance];
                take(usage, *from, -1);
                if (usage.tasks == 0) state.usage.erase(instance);
            }
            takePorts(state.enginePorts, *from, -1);
        }
        drop(state.tasksById, id, key);
    }
    if (to) {
        ClusterKey service{key.cluster, to->service}, instance{key.cluster, to->instance};
        if (!to->service.empty()) state.tasksOfService[service].insert(id);
        if (isLive(*to)) {
            if (!to->service.empty()) state.liveTasksOfService[service].insert(id);
            state.liveTasksOfCluster[key.cluster].insert(id);
            if (!to->instance.empty()) {
                state.tasksOfInstance[instance].insert(id);
                take(state.usage[instance], *to, 1);
            }
            takePorts(state.enginePorts, *to, 1);
        }
        state.tasksById[id].insert(key);
    }
}

void reindex(State& state, const std::string& key, const Ptr<DeploymentRow>& from,
             const Ptr<DeploymentRow>& to) {
    if (from) drop(state.deploymentsOfService, from->service, key);
    if (to) state.deploymentsOfService[to->service].insert(key);
}

void reindex(State& state, const DeadlineKey& key, const Ptr<DeadlineRow>& from, const Ptr<DeadlineRow>& to) {
    if (from) state.due.erase({from->due, key});
    if (to) state.due.insert({to->due, key});
}

void reindex(State& state, const ClusterKey& key, const Ptr<InstanceRow>&, const Ptr<InstanceRow>& to) {
    if (to && to->status == ecs::InstanceStatus::draining)
        state.drainingInstances.insert(key);
    else
        state.drainingInstances.erase(key);
}

template <typename Row>
void applyTable(State& state, Table<Row>& table, const TableChanges<Row>& changes) {
    for (auto& [key, row] : changes) {
        auto it = table.find(key);
        Ptr<Row> from = it == table.end() ? nullptr : it->second;
        if (from == row) continue;
        reindex(state, key, from, row);
        if (!row)
            table.erase(it);
        else if (from)
            it->second = row;
        else
            table.emplace(key, row);
    }
}

template <typename Row>
bool sameTable(const Table<Row>& a, const Table<Row>& b) {
    if (a.size() != b.size()) return false;
    for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y)
        if (x->first != y->first || (x->second != y->second && !(*x->second == *y->second))) return false;
    return true;
}

} // namespace

bool Changes::empty() const {
    bool none = true;
    each(*this, [&](auto& table) { none = none && table.empty(); });
    return none;
}

bool State::sameRows(const State& other) const {
    return sameTable(meta, other.meta) && sameTable(clusters, other.clusters) &&
           sameTable(families, other.families) && sameTable(definitions, other.definitions) &&
           sameTable(instances, other.instances) && sameTable(services, other.services) &&
           sameTable(deployments, other.deployments) && sameTable(tasks, other.tasks) &&
           sameTable(events, other.events) && sameTable(tokens, other.tokens) &&
           sameTable(deadlines, other.deadlines);
}

void apply(State& state, const Changes& changes) {
    Changes::each(changes, [&]<typename Key, typename Row>(const std::map<Key, Ptr<Row>>& table) {
        applyTable<Row>(state, State::of<Row>(state), table);
    });
}

std::optional<Millis> nextDue(const State& state) {
    if (state.due.empty()) return {};
    return state.due.begin()->first;
}

} // namespace pilothouse::control
