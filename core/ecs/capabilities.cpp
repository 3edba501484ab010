// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/capabilities.h"

#include "core/ecs/defaults.h"

#include <algorithm>
#include <functional>
#include <set>

namespace pilothouse::ecs {

namespace {

using Test = std::function<bool(const ContainerDefinition&)>;

struct Capability {
    const char* attribute;
    Test needs;
};

const std::vector<Capability>& ofContainers() {
    static const std::vector<Capability> all = {
        {"com.amazonaws.ecs.capability.privileged-container", [](auto& c) { return c.privileged; }},
        {"com.amazonaws.ecs.capability.docker-remote-api.1.18",
         [](auto& c) { return !c.portMappings.empty() || !c.logDriver.empty(); }},
        {"com.amazonaws.ecs.capability.docker-remote-api.1.21",
         [](auto& c) { return c.memoryReservation.has_value(); }},
        {"com.amazonaws.ecs.capability.docker-remote-api.1.25", [](auto& c) { return c.initProcessEnabled; }},
        {"ecs.capability.container-health-check", [](auto& c) { return c.healthCheck.has_value(); }},
        {"ecs.capability.container-ordering", [](auto& c) { return !c.dependsOn.empty(); }},
    };
    return all;
}

} // namespace

bool fitsFargate(const TaskDefinition& definition) {
    return definition.networkMode == NetworkMode::awsvpc && definition.cpu && definition.memory &&
           isFargateSize(*definition.cpu, *definition.memory) &&
           std::none_of(definition.containers.begin(), definition.containers.end(),
                        [](auto& container) { return container.privileged; });
}

std::vector<std::string> compatibilitiesOf(const TaskDefinition& definition) {
    if (fitsFargate(definition)) return {"EC2", "FARGATE", "MANAGED_INSTANCES"};
    if (definition.networkMode == NetworkMode::awsvpc) return {"EC2"};
    return {"EXTERNAL", "EC2"};
}

std::vector<std::string> requiredAttributesOf(const TaskDefinition& definition, const Json& document) {
    std::set<std::string> all;
    for (auto& container : definition.containers) {
        for (auto& capability : ofContainers())
            if (capability.needs(container)) all.insert(capability.attribute);
        if (!container.logDriver.empty())
            all.insert("com.amazonaws.ecs.capability.logging-driver." + container.logDriver);
    }
    if (definition.networkMode == NetworkMode::awsvpc) all.insert("ecs.capability.task-eni");
    if (definition.cpu || definition.memory) all.insert("ecs.capability.task-cpu-mem-limit");
    if (document.has("taskRoleArn"))
        all.insert(definition.networkMode == NetworkMode::host
                       ? "com.amazonaws.ecs.capability.task-iam-role-network-host"
                       : "com.amazonaws.ecs.capability.task-iam-role");
    return {all.begin(), all.end()};
}

} // namespace pilothouse::ecs
