// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/depends.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

bool everStarted(const ContainerRow& row) {
    return row.startedAt != 0;
}

std::string cannotResolve(const std::string& other, const std::string& container, const char* why) {
    return "dependency graph: failed to resolve the container ordering dependency [" + other +
           "] for container [" + container + "] as dependency " + why;
}

} // namespace

std::vector<ecs::Dependency> dependenciesOf(const ecs::ContainerDefinition& container) {
    auto all = container.dependsOn;
    auto imply = [&](const std::string& name) {
        bool known = std::any_of(all.begin(), all.end(), [&](auto& d) { return d.container == name; });
        if (!known && name != container.name) all.push_back({name, ecs::Condition::start});
    };
    for (auto& link : container.links)
        imply(link.substr(0, link.find(':')));
    for (auto& [name, readOnly] : container.volumesFrom)
        imply(name);
    return all;
}

std::optional<std::size_t> indexOf(const ecs::TaskDefinition& definition, const std::string& container) {
    for (std::size_t i = 0; i < definition.containers.size(); ++i)
        if (definition.containers[i].name == container) return i;
    return {};
}

Met met(const ContainerRow& other, ecs::Condition condition) {
    bool stopped = other.status == ecs::ContainerStatus::stopped;
    bool running = other.status == ecs::ContainerStatus::running;
    switch (condition) {
    case ecs::Condition::start:
        if (running || (stopped && everStarted(other))) return Met::yes;
        break;
    case ecs::Condition::complete:
        if (stopped && everStarted(other)) return Met::yes;
        break;
    case ecs::Condition::success:
        if (stopped && other.exitCode == 0) return Met::yes;
        break;
    case ecs::Condition::healthy:
        if (running && other.health == ecs::HealthStatus::healthy) return Met::yes;
        break;
    }
    return stopped ? Met::never : Met::notYet;
}

bool mayStart(const ecs::TaskDefinition& definition, const TaskRow& task, std::size_t index) {
    for (auto& dependency : dependenciesOf(definition.containers[index])) {
        auto other = indexOf(definition, dependency.container);
        if (other && met(task.containers[*other], dependency.condition) != Met::yes) return false;
    }
    return true;
}

std::string neverReason(const ecs::TaskDefinition& definition, const TaskRow& task, std::size_t index) {
    auto& name = definition.containers[index].name;
    for (auto& dependency : dependenciesOf(definition.containers[index])) {
        auto other = indexOf(definition, dependency.container);
        if (!other || met(task.containers[*other], dependency.condition) != Met::never) continue;
        bool exit = dependency.condition == ecs::Condition::success && everStarted(task.containers[*other]);
        bool health = dependency.condition == ecs::Condition::healthy && everStarted(task.containers[*other]);
        return cannotResolve(dependency.container, name,
                             exit     ? "did not exit successfully"
                             : health ? "did not become healthy"
                                      : "did not start");
    }
    return {};
}

std::string timedOutReason(const std::string& other, const std::string& container) {
    return "dependency graph: container ordering dependency [" + other + "] for container [" + container +
           "] has timed out.";
}

bool mayStop(const ecs::TaskDefinition& definition, const TaskRow& task, std::size_t index) {
    for (std::size_t i = 0; i < definition.containers.size(); ++i) {
        if (i == index || task.containers[i].status != ecs::ContainerStatus::running) continue;
        for (auto& dependency : dependenciesOf(definition.containers[i]))
            if (dependency.container == definition.containers[index].name) return false;
    }
    return true;
}

bool hasCheck(const ecs::ContainerDefinition& container) {
    auto& check = container.healthCheck;
    return check && !check->command.empty() && check->command.front() != "NONE";
}

bool hasCheck(const ecs::TaskDefinition& definition) {
    return std::any_of(definition.containers.begin(), definition.containers.end(),
                       [](auto& container) { return container.essential && hasCheck(container); });
}

} // namespace pilothouse::control
