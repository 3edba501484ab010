// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"
#include "core/control/overrides.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

std::string architectureOf(const Draft& view, const TaskRow& row) {
    if (auto instance = view.get<InstanceRow>({row.key.cluster, row.instance}))
        for (auto& [name, value] : instance->attributes)
            if (name == "ecs.cpu-architecture") return value;
    return "x86_64";
}

Json detail(const char* name, const std::string& value) {
    return Json::object({{"name", name}, {"value", value}});
}

Json networkAttachment(const TaskRow& row, const Json& configuration) {
    bool deleted = row.lastStatus == ecs::TaskStatus::stopped;
    Json details = Json::array();
    auto& own = configuration.at("awsvpcConfiguration");
    for (auto& subnet : own.at("subnets").items()) {
        details.push(detail("subnetId", subnet.asString()));
        break;
    }
    if (!row.address.empty()) {
        details.push(detail("networkInterfaceId", "eni-" + row.attachmentId.substr(0, 8)));
        if (!row.macAddress.empty()) details.push(detail("macAddress", row.macAddress));
        details.push(detail("privateIPv4Address", row.address));
    }
    for (auto& group : own.at("securityGroups").items())
        details.push(detail("securityGroup", group.asString()));
    if (own.has("assignPublicIp")) details.push(detail("assignPublicIp", own.str("assignPublicIp")));
    return Json::object({{"id", row.attachmentId},
                         {"type", "ElasticNetworkInterface"},
                         {"status", deleted               ? "DELETED"
                                    : row.address.empty() ? "PRECREATED"
                                                          : "ATTACHED"},
                         {"details", std::move(details)}});
}

/// How far the image is that is pulled now: a fact that ECS has no member for.
Json pullAttachment(const TaskRow& row) {
    return Json::object({{"id", row.key.name + "-pull"},
                         {"type", "pilothouse.pull"},
                         {"status", "ATTACHING"},
                         {"details", Json::array({detail("percent", std::to_string(row.pullPercent))})}});
}

Json attachmentsOf(const TaskRow& row, const Json& extra) {
    Json all = Json::array();
    if (!row.attachmentId.empty()) all.push(networkAttachment(row, extra.at("networkConfiguration")));
    if (row.pullPercent >= 0) all.push(pullAttachment(row));
    return all;
}

Json bindingsOf(const TaskRow& task, const ecs::ContainerDefinition& definition) {
    Json bindings = Json::array();
    for (auto& binding : task.bindings) {
        bool own =
            std::any_of(definition.portMappings.begin(), definition.portMappings.end(), [&](auto& port) {
                return port.containerPort == binding.containerPort && port.protocol == binding.protocol;
            });
        if (own)
            bindings.push(Json::object({{"bindIP", binding.bindIP},
                                        {"containerPort", binding.containerPort},
                                        {"hostPort", binding.hostPort},
                                        {"protocol", binding.protocol}}));
    }
    return bindings;
}

/// The definition has the task's overrides laid over it.
Json containerJson(const Draft& view, const TaskRow& task, const ecs::ContainerDefinition& definition,
                   const ContainerRow& row) {
    Json json =
        Json::object({{"containerArn", view.arns().container(task.key.cluster, task.key.name, row.uuid)},
                      {"taskArn", view.arns().task(task.key.cluster, task.key.name)},
                      {"name", definition.name},
                      {"image", definition.image}});
    if (!row.imageDigest.empty()) json.set("imageDigest", row.imageDigest);
    if (!row.runtimeId.empty()) json.set("runtimeId", row.runtimeId);
    json.set("lastStatus", ecs::text(row.status));
    if (row.exitCode) json.set("exitCode", *row.exitCode);
    if (!row.reason.empty()) json.set("reason", row.reason);
    Json interfaces = Json::array();
    if (!task.attachmentId.empty() && !task.address.empty())
        interfaces.push(
            Json::object({{"attachmentId", task.attachmentId}, {"privateIpv4Address", task.address}}));
    json.set("networkBindings", bindingsOf(task, definition));
    json.set("networkInterfaces", std::move(interfaces));
    json.set("healthStatus", ecs::text(row.health));
    json.set("managedAgents", Json::array());
    json.set("cpu", std::to_string(definition.cpu));
    if (definition.memory) json.set("memory", std::to_string(*definition.memory));
    if (definition.memoryReservation)
        json.set("memoryReservation", std::to_string(*definition.memoryReservation));
    json.set("gpuIds", Json::array());
    return json;
}

/// Every container is named in a task's overrides, those without any too.
Json overridesOf(const TaskRow& row, const ecs::TaskDefinition& definition) {
    Json overrides = parsed(row.overrides);
    auto& containers = overrides.setDefault("containerOverrides", Json::array());
    for (auto& container : definition.containers) {
        auto& items = containers.items();
        auto same = [&](auto& item) { return item.str("name") == container.name; };
        if (std::none_of(items.begin(), items.end(), same))
            containers.push(Json::object({{"name", container.name}}));
    }
    overrides.setDefault("inferenceAcceleratorOverrides", Json::array());
    return overrides;
}

/// What a lone task was started with stands in its row; a service's task has it from its revision.
Json startedWith(const Draft& view, const TaskRow& row, const ecs::TaskDefinition& definition) {
    if (row.service.empty()) return parsed(row.extra);
    bool needed =
        definition.networkMode == ecs::NetworkMode::awsvpc || row.launchType == ecs::LaunchType::fargate;
    auto deployment = needed ? view.get<DeploymentRow>(row.deployment) : nullptr;
    return deployment ? parsed(deployment->revision) : Json::object();
}

/// Of a Fargate task: 20 GiB unless something else was asked for.
Json storageOf(const TaskRow& row, const DefinitionRow* definition) {
    auto own = parsed(row.overrides), registered = definition ? parsed(definition->document) : Json();
    for (auto* from : {&own, &registered})
        if (auto* storage = from->find("ephemeralStorage")) return *storage;
    return Json::object({{"sizeInGiB", 20}});
}

void setTimes(Json& json, const TaskRow& row) {
    setTime(json, "createdAt", row.createdAt);
    setTime(json, "pullStartedAt", row.pullStartedAt);
    setTime(json, "pullStoppedAt", row.pullStoppedAt);
    setTime(json, "startedAt", row.startedAt);
    setTime(json, "stoppingAt", row.stoppingAt);
    setTime(json, "executionStoppedAt", row.executionStoppedAt);
    setTime(json, "stoppedAt", row.stoppedAt);
}

void setPlace(Json& json, const Draft& view, const TaskRow& row, const Json& extra) {
    if (auto instance = view.get<InstanceRow>({row.key.cluster, row.instance})) {
        json.set("containerInstanceArn", view.arns().containerInstance(row.key.cluster, row.instance));
        json.set("availabilityZone", instance->zone);
    }
    if (row.connectivityAt) {
        json.set("connectivity", row.connected ? "CONNECTED" : "DISCONNECTED");
        setTime(json, "connectivityAt", row.connectivityAt);
    }
    json.set("launchType", ecs::text(row.launchType));
    if (row.launchType == ecs::LaunchType::fargate) {
        auto version = extra.str("platformVersion", "LATEST");
        json.set("platformVersion", version == "LATEST" ? "1.4.0" : version);
        json.set("platformFamily", "Linux");
        json.set("availabilityZone", view.arns().region + "a");
    }
}

} // namespace

Json taskJson(const Draft& view, const TaskRow& row, bool tags) {
    static const ecs::TaskDefinition none;
    auto registered = view.get<DefinitionRow>(row.definition);
    auto& plain = registered ? registered->typed : none;
    auto changed = row.overrides.empty() ? none : withOverrides(plain, row.overrides);
    auto& definition = row.overrides.empty() ? plain : changed;
    auto extra = startedWith(view, row, definition);
    Json json = Json::object(
        {{"taskArn", view.arns().task(row.key.cluster, row.key.name)},
         {"clusterArn", view.arns().cluster(row.key.cluster)},
         {"taskDefinitionArn", view.arns().taskDefinition(row.definition.family, row.definition.revision)}});
    json.set("attachments", attachmentsOf(row, extra));
    json.set("attributes", Json::array({Json::object(
                               {{"name", "ecs.cpu-architecture"}, {"value", architectureOf(view, row)}})}));
    setPlace(json, view, row, extra);
    Json containers = Json::array();
    for (std::size_t i = 0; i < row.containers.size() && i < definition.containers.size(); ++i)
        containers.push(containerJson(view, row, definition.containers[i], row.containers[i]));
    json.set("containers", std::move(containers));
    json.set("cpu", std::to_string(row.cpu));
    json.set("memory", std::to_string(row.memory));
    json.set("desiredStatus", ecs::text(row.desiredStatus));
    json.set("lastStatus", ecs::text(row.lastStatus));
    json.set("healthStatus", ecs::text(row.health));
    json.set("enableExecuteCommand", false);
    if (row.launchType == ecs::LaunchType::fargate)
        json.set("ephemeralStorage", storageOf(row, registered.get()));
    json.set("group", row.group);
    json.set("inferenceAccelerators", Json::array());
    json.set("overrides", overridesOf(row, plain));
    if (!row.startedBy.empty()) json.set("startedBy", row.startedBy);
    if (row.stopCode != ecs::StopCode::none) json.set("stopCode", ecs::text(row.stopCode));
    if (!row.stoppedReason.empty()) json.set("stoppedReason", row.stoppedReason);
    setTimes(json, row);
    json.set("tags", tags ? tagsOf(row.tags) : Json::array());
    json.set("version", row.version);
    return json;
}

} // namespace pilothouse::control::op
