// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/oracle.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace pilothouse::simulation {

using ecs::NetworkMode;

bool isLive(const TaskRow& task) {
    return task.lastStatus != ecs::TaskStatus::stopped;
}

bool isWanted(const TaskRow& task) {
    return isLive(task) && task.desiredStatus == ecs::DesiredStatus::running;
}

bool healthChecked(const ecs::ContainerDefinition& container) {
    auto& check = container.healthCheck;
    return check && !check->command.empty() && check->command.front() != "NONE";
}

std::vector<int> fixedPorts(const ecs::TaskDefinition& definition) {
    std::vector<int> ports;
    if (definition.networkMode != NetworkMode::bridge && definition.networkMode != NetworkMode::host)
        return ports;
    for (auto& container : definition.containers)
        for (auto& mapping : container.portMappings) {
            int port = mapping.hostPort;
            if (port == 0 && definition.networkMode == NetworkMode::host) port = mapping.containerPort;
            if (port != 0) ports.push_back(mapping.protocol == "udp" ? -port : port);
        }
    return ports;
}

int thresholdOf(const ServiceRow& service) {
    double share = service.desiredCount * service.breakerThreshold / 100.0;
    int percent = static_cast<int>(std::ceil(share - 1e-9));
    if (service.breakerThresholdType == "COUNT") return service.breakerThreshold;
    if (service.breakerThresholdType == "UNBOUNDED_PERCENT") return std::max(1, percent);
    return std::min(200, std::max(3, percent));
}

Millis waitAfter(int failures) {
    static constexpr std::array<int, 10> seconds = {0, 0, 0, 10, 20, 40, 80, 160, 320, 640};
    if (failures < static_cast<int>(seconds.size()))
        return 1000 * Millis{seconds[static_cast<std::size_t>(failures)]};
    return failures == 10 ? 1'280'000 : 1'620'000;
}

const ecs::TaskDefinition* Oracle::definition(const DefinitionKey& key) const {
    auto it = m_state.definitions.find(key);
    return it == m_state.definitions.end() ? nullptr : &it->second->typed;
}

bool Oracle::healthy(const TaskRow& task) const {
    if (!isWanted(task) || task.lastStatus != ecs::TaskStatus::running) return false;
    auto* typed = definition(task.definition);
    bool checked =
        typed && std::any_of(typed->containers.begin(), typed->containers.end(),
                             [](auto& container) { return container.essential && healthChecked(container); });
    if (checked) return task.health == ecs::HealthStatus::healthy;
    return m_rules.settle <= 0 || task.healthyCounted;
}

bool Oracle::onDraining(const TaskRow& task) const {
    auto it = m_state.instances.find({task.key.cluster, task.instance});
    return it != m_state.instances.end() && it->second->status == ecs::InstanceStatus::draining;
}

Sight Oracle::sight(const Ptr<ServiceRow>& service, const std::vector<Ptr<TaskRow>>& tasks) const {
    Sight sight;
    sight.service = service;
    auto primary = m_state.deployments.find(service->primary);
    if (primary != m_state.deployments.end()) sight.primary = primary->second;
    double desired = service->desiredCount;
    sight.lower = static_cast<int>(std::ceil(desired * service->minimumHealthyPercent / 100 - 1e-9));
    sight.upper = static_cast<int>(std::floor(desired * service->maximumPercent / 100 + 1e-9));
    for (auto& task : tasks) {
        sight.live.push_back(task);
        if (!isWanted(*task)) continue;
        bool fresh = task->deployment == service->primary && !onDraining(*task);
        (fresh ? sight.fresh : sight.old).push_back(task);
        if (!healthy(*task)) continue;
        ++sight.healthy;
        if (fresh)
            ++sight.healthyFresh;
        else
            sight.oldHealthy.push_back(task);
    }
    return sight;
}

std::vector<Sight> Oracle::services() const {
    std::map<ClusterKey, std::vector<Ptr<TaskRow>>> tasks;
    for (auto& [key, row] : m_state.tasks)
        if (isLive(*row) && !row->service.empty()) tasks[{key.cluster, row->service}].push_back(row);
    std::vector<Sight> all;
    for (auto& [key, row] : m_state.services)
        all.push_back(sight(row, tasks[key]));
    return all;
}

Oracle::Holdings Oracle::holdings() const {
    Holdings all;
    for (auto& [key, task] : m_state.tasks) {
        if (!isLive(*task)) continue;
        auto* typed = definition(task->definition);
        auto ports = typed ? fixedPorts(*typed) : std::vector<int>();
        auto& engine = all.engines[task->engine];
        for (int port : ports) {
            ++engine.any[port];
            if (typed->networkMode == NetworkMode::host) ++engine.host[port];
        }
        if (task->instance.empty()) continue;
        auto& taken = all.instances[{key.cluster, task->instance}];
        taken.cpu += typed ? typed->reservedCpu() : 0;
        taken.memory += typed ? typed->reservedMemory() : 0;
        for (int port : ports)
            ++taken.ports[port];
    }
    return all;
}

std::string Oracle::overfull() const {
    auto all = holdings();
    for (auto& [key, taken] : all.instances) {
        auto it = m_state.instances.find(key);
        if (it == m_state.instances.end()) return "tasks on an instance that is not there: " + key.name;
        auto& instance = *it->second;
        if (taken.cpu > instance.cpu) return "instance " + key.name + " has more CPU taken than it has";
        if (taken.memory > instance.memory)
            return "instance " + key.name + " has more memory taken than it has";
        for (auto& [port, holders] : taken.ports)
            if (holders > 1)
                return "instance " + key.name + " has port " + std::to_string(port) + " taken twice";
    }
    for (auto& [engine, ports] : all.engines)
        for (auto& [port, holders] : ports.host)
            if (ports.any.at(port) > 1)
                return "engine " + engine + " has the host-mode port " + std::to_string(port) +
                       " taken twice";
    return "";
}

bool Oracle::fits(const InstanceRow& instance, const Sight& sight, const Holdings& holdings) const {
    auto& typed = *definition(sight.primary->definition);
    if (instance.status != ecs::InstanceStatus::active || !instance.connected) return false;
    auto it = holdings.instances.find(instance.key);
    auto taken = it == holdings.instances.end() ? Taken{} : it->second;
    if (taken.cpu + typed.reservedCpu() > instance.cpu) return false;
    if (taken.memory + typed.reservedMemory() > instance.memory) return false;
    auto engine = holdings.engines.find(instance.engine);
    for (int port : fixedPorts(typed)) {
        if (taken.ports.contains(port)) return false;
        if (engine == holdings.engines.end()) continue;
        if (engine->second.host.contains(port)) return false;
        if (typed.networkMode == NetworkMode::host && engine->second.any.contains(port)) return false;
    }
    auto distinct = [](auto& constraint) { return constraint.type == "distinctInstance"; };
    auto& constraints = sight.service->constraints;
    bool alone = std::any_of(constraints.begin(), constraints.end(), distinct);
    return !alone || std::none_of(sight.live.begin(), sight.live.end(),
                                  [&](auto& task) { return task->instance == instance.key.name; });
}

bool Oracle::hasRoom(const Sight& sight) const {
    if (!sight.primary || !definition(sight.primary->definition)) return false;
    bool fargate = sight.service->launchType == ecs::LaunchType::fargate;
    auto all = holdings();
    return std::any_of(m_state.instances.begin(), m_state.instances.end(), [&](auto& item) {
        if (fargate) return item.second->connected;
        return item.first.cluster == sight.service->key.cluster && fits(*item.second, sight, all);
    });
}

} // namespace pilothouse::simulation
