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

template <typename Key>
void dropTask(std::map<Key, TaskIndex>& index, const Key& key, const Ptr<TaskRow>& task) {
    auto it = index.find(key);
    if (it == index.end()) return;
    it->second.erase(task->key.name);
    if (it->second.empty()) index.erase(it);
}

void forget(State& state, const Ptr<TaskRow>& task) {
    auto& cluster = task->key.cluster;
    ClusterKey service{cluster, task->service}, instance{cluster, task->instance};
    state.tasksById.erase(task->key.name);
    dropTask(state.tasksOfService, service, task);
    if (!isLive(*task)) return;
    dropTask(state.liveTasksOfService, service, task);
    dropTask(state.liveTasksOfCluster, cluster, task);
    dropTask(state.tasksOfInstance, instance, task);
    takePorts(state.enginePorts, *task, -1);
    auto used = state.usage.find(instance);
    if (used == state.usage.end()) return;
    take(used->second, *task, -1);
    if (used->second.tasks == 0) state.usage.erase(used);
}

void remember(State& state, const Ptr<TaskRow>& task) {
    auto& id = task->key.name;
    auto& cluster = task->key.cluster;
    ClusterKey service{cluster, task->service}, instance{cluster, task->instance};
    state.tasksById.emplace(id, task);
    if (!task->service.empty()) state.tasksOfService[service].emplace(id, task);
    if (!isLive(*task)) return;
    if (!task->service.empty()) state.liveTasksOfService[service].emplace(id, task);
    state.liveTasksOfCluster[cluster].emplace(id, task);
    takePorts(state.enginePorts, *task, 1);
    if (task->instance.empty()) return;
    state.tasksOfInstance[instance].emplace(id, task);
    take(state.usage[instance], *task, 1);
}

void reindex(State& state, const ClusterKey&, const Ptr<TaskRow>& from, const Ptr<TaskRow>& to) {
    if (from) forget(state, from);
    if (to) remember(state, to);
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
