// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/task_definition.h"

namespace pilothouse::ecs {

namespace {

std::vector<std::string> strings(const Json& json) {
    std::vector<std::string> all;
    for (auto& item : json.items())
        if (item.isString()) all.push_back(item.asString());
    return all;
}

std::optional<int> number(const Json& json, std::string_view key) {
    auto* value = json.find(key);
    if (!value || !value->isNumber()) return {};
    return static_cast<int>(value->asInt());
}

/// [{"name": .., "value": ..}] with other names of the two members where ECS has other ones.
Pairs pairs(const Json& json, std::string_view first = "name", std::string_view second = "value") {
    Pairs all;
    for (auto& item : json.items())
        all.emplace_back(item.str(first), item.str(second));
    return all;
}

Pairs map(const Json& json) {
    Pairs all;
    for (auto& [key, value] : json.members())
        if (value.isString()) all.emplace_back(key, value.asString());
    return all;
}

HealthCheck readHealthCheck(const Json& json) {
    HealthCheck check;
    check.command = strings(json.at("command"));
    check.interval = number(json, "interval").value_or(check.interval);
    check.timeout = number(json, "timeout").value_or(check.timeout);
    check.retries = number(json, "retries").value_or(check.retries);
    check.startPeriod = number(json, "startPeriod").value_or(check.startPeriod);
    return check;
}

void readLinux(ContainerDefinition& container, const Json& json) {
    container.initProcessEnabled = json.boolean("initProcessEnabled");
    container.capAdd = strings(json.at("capabilities").at("add"));
    container.capDrop = strings(json.at("capabilities").at("drop"));
    container.sharedMemorySize = number(json, "sharedMemorySize");
    container.maxSwap = number(json, "maxSwap");
    container.swappiness = number(json, "swappiness");
    for (auto& item : json.at("tmpfs").items())
        container.tmpfs.emplace_back(item.str("containerPath"), number(item, "size").value_or(0));
}

void readLists(ContainerDefinition& container, const Json& json) {
    for (auto& item : json.at("portMappings").items())
        container.portMappings.push_back({number(item, "containerPort").value_or(0),
                                          number(item, "hostPort").value_or(0), item.str("protocol", "tcp"),
                                          item.str("name")});
    for (auto& item : json.at("dependsOn").items())
        container.dependsOn.push_back(
            {item.str("containerName"), parse<Condition>(item.str("condition")).value_or(Condition::start)});
    for (auto& item : json.at("ulimits").items())
        container.ulimits.push_back({item.str("name"), item.integer("softLimit"), item.integer("hardLimit")});
    for (auto& item : json.at("mountPoints").items())
        container.mountPoints.push_back(
            {item.str("sourceVolume"), item.str("containerPath"), item.boolean("readOnly")});
    for (auto& item : json.at("volumesFrom").items())
        container.volumesFrom.emplace_back(item.str("sourceContainer"), item.boolean("readOnly"));
}

ContainerDefinition readContainer(const Json& json) {
    ContainerDefinition c;
    c.name = json.str("name");
    c.image = json.str("image");
    c.cpu = number(json, "cpu").value_or(0);
    c.memory = number(json, "memory");
    c.memoryReservation = number(json, "memoryReservation");
    c.essential = json.boolean("essential", true);
    c.entryPoint = strings(json.at("entryPoint"));
    c.command = strings(json.at("command"));
    c.environment = pairs(json.at("environment"));
    if (json.at("healthCheck").isObject()) c.healthCheck = readHealthCheck(json.at("healthCheck"));
    c.startTimeout = number(json, "startTimeout");
    c.stopTimeout = number(json, "stopTimeout");
    c.user = json.str("user");
    c.workingDirectory = json.str("workingDirectory");
    c.hostname = json.str("hostname");
    c.privileged = json.boolean("privileged");
    c.readonlyRootFilesystem = json.boolean("readonlyRootFilesystem");
    c.interactive = json.boolean("interactive");
    c.pseudoTerminal = json.boolean("pseudoTerminal");
    c.disableNetworking = json.boolean("disableNetworking");
    c.dockerLabels = map(json.at("dockerLabels"));
    c.dnsServers = strings(json.at("dnsServers"));
    c.dnsSearchDomains = strings(json.at("dnsSearchDomains"));
    c.links = strings(json.at("links"));
    c.dockerSecurityOptions = strings(json.at("dockerSecurityOptions"));
    c.extraHosts = pairs(json.at("extraHosts"), "hostname", "ipAddress");
    c.systemControls = pairs(json.at("systemControls"), "namespace", "value");
    c.logDriver = json.at("logConfiguration").str("logDriver");
    c.logOptions = map(json.at("logConfiguration").at("options"));
    readLinux(c, json.at("linuxParameters"));
    readLists(c, json);
    return c;
}

/// "256" and 256 alike; a definition's size is kept as text once ECS has normalised it.
std::optional<int> size(const Json& json) {
    if (json.isNumber()) return static_cast<int>(json.asInt());
    auto& text = json.asString();
    if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos)
        return {};
    return std::stoi(text);
}

} // namespace

int TaskDefinition::reservedCpu() const {
    if (cpu) return *cpu;
    int sum = 0;
    for (auto& container : containers)
        sum += container.cpu;
    return sum;
}

int TaskDefinition::reservedMemory() const {
    if (memory) return *memory;
    int sum = 0;
    for (auto& container : containers)
        sum += container.memoryReservation.value_or(container.memory.value_or(0));
    return sum;
}

TaskDefinition readTaskDefinition(const Json& json) {
    TaskDefinition d;
    d.family = json.str("family");
    d.revision = static_cast<int>(json.integer("revision"));
    d.networkMode = parse<NetworkMode>(json.str("networkMode")).value_or(NetworkMode::bridge);
    d.cpu = size(json.at("cpu"));
    d.memory = size(json.at("memory"));
    for (auto& item : json.at("containerDefinitions").items())
        d.containers.push_back(readContainer(item));
    for (auto& item : json.at("volumes").items())
        d.volumes.push_back({item.str("name"), item.at("host").str("sourcePath")});
    for (auto& item : json.at("placementConstraints").items())
        d.placementConstraints.push_back({item.str("type"), item.str("expression")});
    d.requiresCompatibilities = strings(json.at("requiresCompatibilities"));
    d.pidMode = json.str("pidMode");
    d.ipcMode = json.str("ipcMode");
    return d;
}

} // namespace pilothouse::ecs
