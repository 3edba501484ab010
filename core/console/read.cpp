// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/read.h"

#include "core/base/arn.h"

#include <algorithm>

namespace pilothouse::console {

namespace {

int integer(const Json& json, std::string_view key, int fallback = 0) {
    return static_cast<int>(json.integer(key, fallback));
}

Millis time(const Json& json, std::string_view key) {
    return json.millis(key).value_or(0);
}

std::map<std::string, std::string> pairs(const Json& list, std::string_view key, std::string_view value) {
    std::map<std::string, std::string> all;
    for (const Json& item : list.items())
        if (std::string name = item.str(key); !name.empty()) all[name] = item.str(value);
    return all;
}

Deployment readDeployment(const Json& json) {
    Deployment row;
    row.id = json.str("id");
    row.status = json.str("status");
    row.taskDefinition = json.str("taskDefinition");
    row.rolloutState = json.str("rolloutState");
    row.rolloutReason = json.str("rolloutStateReason");
    row.desired = integer(json, "desiredCount");
    row.running = integer(json, "runningCount");
    row.pending = integer(json, "pendingCount");
    row.failed = integer(json, "failedTasks");
    row.createdAt = time(json, "createdAt");
    row.updatedAt = time(json, "updatedAt");
    return row;
}

/// Resources of an instance: [{name, integerValue}].
int resource(const Json& list, std::string_view name) {
    for (const Json& item : list.items())
        if (item.str("name") == name) return integer(item, "integerValue");
    return 0;
}

} // namespace

Cluster readCluster(const Json& json) {
    Cluster row;
    row.arn = json.str("clusterArn");
    row.name = json.str("clusterName", lastPart(row.arn));
    row.status = json.str("status");
    row.runningTasks = integer(json, "runningTasksCount");
    row.pendingTasks = integer(json, "pendingTasksCount");
    row.activeServices = integer(json, "activeServicesCount");
    row.instances = integer(json, "registeredContainerInstancesCount");
    return row;
}

Service readService(const Json& json) {
    Service row;
    row.arn = json.str("serviceArn");
    row.name = json.str("serviceName", lastPart(row.arn));
    row.status = json.str("status");
    row.taskDefinition = json.str("taskDefinition");
    row.launchType = json.str("launchType");
    row.schedulingStrategy = json.str("schedulingStrategy");
    row.desired = integer(json, "desiredCount");
    row.running = integer(json, "runningCount");
    row.pending = integer(json, "pendingCount");
    // ECS's defaults of a REPLICA service; a DAEMON's are 0 and 100.
    const bool daemon = row.schedulingStrategy == "DAEMON";
    const Json& configuration = json.at("deploymentConfiguration");
    row.minimumHealthyPercent = integer(configuration, "minimumHealthyPercent", daemon ? 0 : 100);
    row.maximumPercent = integer(configuration, "maximumPercent", daemon ? 100 : 200);
    const Json& breaker = configuration.at("deploymentCircuitBreaker");
    row.breaker = breaker.boolean("enable");
    row.breakerRollback = breaker.boolean("rollback");
    row.createdAt = time(json, "createdAt");
    for (const Json& item : json.at("deployments").items())
        row.deployments.push_back(readDeployment(item));
    std::stable_partition(row.deployments.begin(), row.deployments.end(),
                          [](const Deployment& d) { return d.status == "PRIMARY"; });
    for (const Json& item : json.at("events").items())
        row.events.push_back({item.str("id"), item.str("message"), time(item, "createdAt")});
    std::stable_sort(row.events.begin(), row.events.end(),
                     [](const ServiceEvent& a, const ServiceEvent& b) { return a.createdAt > b.createdAt; });
    row.tags = pairs(json.at("tags"), "key", "value");
    row.raw = json;
    return row;
}

Instance readInstance(const Json& json) {
    Instance row;
    row.arn = json.str("containerInstanceArn");
    row.id = std::string(lastPart(row.arn));
    row.ec2InstanceId = json.str("ec2InstanceId");
    row.status = json.str("status");
    row.connected = json.boolean("agentConnected");
    row.attributes = pairs(json.at("attributes"), "name", "value");
    auto attribute = [&](const char* name) {
        auto it = row.attributes.find(name);
        return it == row.attributes.end() ? std::string() : it->second;
    };
    row.zone = attribute("ecs.availability-zone");
    row.engine = attribute("pilothouse.engine");
    row.limits = attribute("pilothouse.limits");
    row.cpu = resource(json.at("registeredResources"), "CPU");
    row.memory = resource(json.at("registeredResources"), "MEMORY");
    row.cpuFree = resource(json.at("remainingResources"), "CPU");
    row.memoryFree = resource(json.at("remainingResources"), "MEMORY");
    row.running = integer(json, "runningTasksCount");
    row.pending = integer(json, "pendingTasksCount");
    row.raw = json;
    return row;
}

DefinitionFacts readDefinitionFacts(const Json& taskDefinition) {
    DefinitionFacts facts;
    for (const Json& container : taskDefinition.at("containerDefinitions").items()) {
        const bool essential = container.boolean("essential", true);
        facts.essential[container.str("name")] = essential;
        if (essential && container.at("healthCheck").at("command").size() > 0) facts.checked = true;
    }
    return facts;
}

void apply(const DefinitionFacts& facts, Task& task) {
    task.checked = facts.checked;
    for (Container& container : task.containers)
        if (auto it = facts.essential.find(container.name); it != facts.essential.end())
            container.essential = it->second;
}

} // namespace pilothouse::console
