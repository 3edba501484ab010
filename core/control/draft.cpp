// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/draft.h"

#include "core/control/usage.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

constexpr std::size_t keptEvents = 100; // ECS developer guide, "Service event messages"

/// Rows of one cluster in key order: the base's with the changes laid over them. f(Ptr) for each present row.
template <typename Row, typename F>
void eachInCluster(const Table<Row>& base, const TableChanges<Row>& over, const std::string& cluster, F&& f) {
    ClusterKey first{cluster, {}};
    auto b = base.lower_bound(first);
    auto o = over.lower_bound(first);
    auto here = [&](auto& it, auto& table) { return it != table.end() && it->first.cluster == cluster; };
    while (here(b, base) || here(o, over)) {
        if (!here(o, over) || (here(b, base) && b->first < o->first)) {
            f(b->second);
            ++b;
            continue;
        }
        if (here(b, base) && b->first == o->first) ++b;
        if (o->second) f(o->second);
        ++o;
    }
}

} // namespace

Draft::Draft(const State& base, Millis now, Random& random, const Rules& rules)
    : m_base(base), m_now(now), m_random(random), m_rules(rules) {}

/// The base's tasks with the changes laid over them: of those that the base has, and those that came in this
/// step and belong here.
template <typename Key, typename F>
std::vector<Ptr<TaskRow>> Draft::tasksOf(const std::map<Key, TaskIndex>& index, const Key& key,
                                         F&& belongs) const {
    std::vector<Ptr<TaskRow>> rows;
    auto& over = m_changes.tasks;
    if (auto it = index.find(key); it != index.end()) {
        rows.reserve(it->second.size());
        for (auto& [id, row] : it->second) {
            auto changed = over.empty() ? over.end() : over.find(row->key);
            if (changed == over.end())
                rows.push_back(row);
            else if (changed->second)
                rows.push_back(changed->second);
        }
    }
    for (auto& id : m_added)
        if (auto row = get<TaskRow>(id); row && belongs(*row)) rows.push_back(std::move(row));
    return rows;
}

std::vector<Ptr<TaskRow>> Draft::tasksOfService(const ClusterKey& service) const {
    return tasksOf(m_base.tasksOfService, service, [&](const TaskRow& row) {
        return row.key.cluster == service.cluster && row.service == service.name;
    });
}

std::vector<Ptr<TaskRow>> Draft::liveTasksOfService(const ClusterKey& service) const {
    auto rows = tasksOf(m_base.liveTasksOfService, service, [&](const TaskRow& row) {
        return row.key.cluster == service.cluster && row.service == service.name;
    });
    std::erase_if(rows, [](auto& row) { return !isLive(*row); });
    return rows;
}

std::vector<Ptr<TaskRow>> Draft::tasksOfInstance(const ClusterKey& instance) const {
    auto rows = tasksOf(m_base.tasksOfInstance, instance, [&](const TaskRow& row) {
        return row.key.cluster == instance.cluster && row.instance == instance.name;
    });
    std::erase_if(rows, [](auto& row) { return !isLive(*row); });
    return rows;
}

std::vector<Ptr<TaskRow>> Draft::liveTasksOfCluster(const std::string& cluster) const {
    auto rows = tasksOf(m_base.liveTasksOfCluster, cluster,
                        [&](const TaskRow& row) { return row.key.cluster == cluster; });
    std::erase_if(rows, [](auto& row) { return !isLive(*row); });
    return rows;
}

std::vector<Ptr<DeploymentRow>> Draft::deploymentsOfService(const ClusterKey& service) const {
    std::vector<Ptr<DeploymentRow>> rows;
    if (auto it = m_base.deploymentsOfService.find(service); it != m_base.deploymentsOfService.end())
        for (auto& digits : it->second)
            if (auto row = get<DeploymentRow>(digits)) rows.push_back(std::move(row));
    for (auto& [digits, row] : m_changes.deployments)
        if (row && row->service == service && !m_base.deployments.contains(digits)) rows.push_back(row);
    std::sort(rows.begin(), rows.end(), [](auto& a, auto& b) {
        return std::tie(a->createdAt, a->sequence, a->digits) <
               std::tie(b->createdAt, b->sequence, b->digits);
    });
    return rows;
}

std::vector<Ptr<ServiceRow>> Draft::servicesOfCluster(const std::string& cluster) const {
    std::vector<Ptr<ServiceRow>> rows;
    eachInCluster<ServiceRow>(m_base.services, m_changes.services, cluster,
                              [&](auto& row) { rows.push_back(row); });
    return rows;
}

std::vector<Ptr<InstanceRow>> Draft::instancesOfCluster(const std::string& cluster) const {
    std::vector<Ptr<InstanceRow>> rows;
    eachInCluster<InstanceRow>(m_base.instances, m_changes.instances, cluster,
                               [&](auto& row) { rows.push_back(row); });
    return rows;
}

void Draft::eachInstance(const std::string& cluster,
                         const std::function<void(const Ptr<InstanceRow>&, const Usage*)>& f) const {
    auto used = m_base.usage.lower_bound({cluster, {}});
    eachInCluster<InstanceRow>(m_base.instances, m_changes.instances, cluster, [&](auto& row) {
        while (used != m_base.usage.end() && used->first < row->key)
            ++used;
        const Usage* usage = used != m_base.usage.end() && used->first == row->key ? &used->second : nullptr;
        if (!m_usage.empty())
            if (auto it = m_usage.find(row->key); it != m_usage.end()) usage = &it->second;
        f(row, usage);
    });
}

const Usage* Draft::usage(const ClusterKey& instance) const {
    if (auto it = m_usage.find(instance); it != m_usage.end()) return &it->second;
    auto it = m_base.usage.find(instance);
    return it == m_base.usage.end() ? nullptr : &it->second;
}

Usage Draft::usageOf(const ClusterKey& instance) const {
    auto* found = usage(instance);
    return found ? *found : Usage{};
}

EnginePorts Draft::portsOf(const std::string& engine) const {
    if (auto it = m_enginePorts.find(engine); it != m_enginePorts.end()) return it->second;
    auto it = m_base.enginePorts.find(engine);
    return it == m_base.enginePorts.end() ? EnginePorts{} : it->second;
}

bool Draft::isDraining(const ClusterKey& instance) const {
    if (auto it = m_changes.instances.find(instance); it != m_changes.instances.end())
        return it->second && it->second->status == ecs::InstanceStatus::draining;
    return m_base.drainingInstances.contains(instance);
}

Ptr<TaskRow> Draft::taskById(const std::string& id) const {
    if (auto it = m_base.tasksById.find(id); it != m_base.tasksById.end())
        return get<TaskRow>(it->second->key);
    for (auto& [key, row] : m_changes.tasks)
        if (row && key.name == id) return row;
    return nullptr;
}

void Draft::deadline(DeadlineKind kind, const ClusterKey& subject, Millis due, const std::string& detail) {
    DeadlineRow row{kind, subject.cluster, subject.name, detail, due};
    auto present = get<DeadlineRow>(keyOf(row));
    if (!present || present->due != due) put(std::move(row));
}

void Draft::noDeadline(DeadlineKind kind, const ClusterKey& subject, const std::string& detail) {
    DeadlineKey key{kind, subject.cluster, subject.name, detail};
    if (get<DeadlineRow>(key)) erase<DeadlineRow>(key);
}

std::vector<Ptr<EventRow>> Draft::eventsOfService(const ClusterKey& service) const {
    std::vector<Ptr<EventRow>> rows;
    EventKey first{service, 0};
    for (auto it = m_base.events.lower_bound(first);
         it != m_base.events.end() && std::get<0>(it->first) == service; ++it)
        if (!m_changes.events.contains(it->first)) rows.push_back(it->second);
    for (auto it = m_changes.events.lower_bound(first);
         it != m_changes.events.end() && std::get<0>(it->first) == service; ++it)
        if (it->second) rows.push_back(it->second);
    return rows; // an overlay's event is always newer than the base's
}

void Draft::event(const ClusterKey& service, const std::string& message) {
    auto kept = eventsOfService(service);
    EventRow row;
    row.service = service;
    row.sequence = kept.empty() ? 1 : kept.back()->sequence + 1;
    row.id = m_random.uuid();
    row.createdAt = m_now;
    row.message = message;
    put(std::move(row));
    for (std::size_t i = 0; kept.size() - i >= keptEvents; ++i)
        erase<EventRow>(keyOf(*kept[i]));
}

void Draft::account(const ClusterKey& key, const Ptr<TaskRow>& row) {
    auto change = [&](const TaskRow& task, int sign) {
        if (!isLive(task)) return;
        if (!task.instance.empty()) {
            ClusterKey instance{key.cluster, task.instance};
            auto it = m_usage.find(instance);
            if (it == m_usage.end()) it = m_usage.emplace(instance, usageOf(instance)).first;
            control::take(it->second, task, sign);
        }
        if (!task.hostPorts.empty()) {
            auto it = m_enginePorts.find(task.engine);
            if (it == m_enginePorts.end())
                it = m_enginePorts.emplace(task.engine, portsOf(task.engine)).first;
            takePorts(it->second, task, sign);
        }
    };
    if (auto before = get<TaskRow>(key)) change(*before, -1);
    if (!row) return;
    change(*row, 1);
    if (!m_base.tasks.contains(key)) m_added.insert(key);
}

} // namespace pilothouse::control
