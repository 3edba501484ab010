// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_spec.h"

#include "core/runtime/docker_names.h"
#include "core/runtime/images.h"

#include <algorithm>

namespace pilothouse::runtime {

using control::TaskPlan;
using ecs::ContainerDefinition;
using ecs::NetworkMode;

namespace {

constexpr std::int64_t mebi = 1024 * 1024;
constexpr std::int64_t second = 1'000'000'000; // health checks count in nanoseconds

std::string portKey(const ecs::PortMapping& port) {
    return std::to_string(port.containerPort) + "/" + port.protocol;
}

Json objectOf(const ecs::Pairs& pairs) {
    Json json = Json::object();
    for (auto& [key, value] : pairs)
        json.set(key, value);
    return json;
}

/// Own variables over those of the plan.
Json environmentOf(const TaskPlan& plan, const ContainerDefinition& container) {
    auto all = plan.environment;
    for (auto& [name, value] : container.environment) {
        auto it = std::find_if(all.begin(), all.end(), [&](auto& pair) { return pair.first == name; });
        if (it == all.end())
            all.emplace_back(name, value);
        else
            it->second = value;
    }
    Json lines = Json::array();
    for (auto& [name, value] : all)
        lines.push(name + "=" + value);
    return lines;
}

/// ["CMD-SHELL", "..."], ["CMD", ...]; without either word the command is run as it stands.
Json healthCheckOf(const ecs::HealthCheck& check) {
    auto test = check.command;
    if (!test.empty() && test.front() != "CMD" && test.front() != "CMD-SHELL" && test.front() != "NONE")
        test.insert(test.begin(), test.size() == 1 ? "CMD-SHELL" : "CMD");
    return Json::object({{"Test", Json::strings(test)},
                         {"Interval", check.interval * second},
                         {"Timeout", check.timeout * second},
                         {"Retries", check.retries},
                         {"StartPeriod", check.startPeriod * second}});
}

Json bindsOf(const TaskPlan& plan, const ContainerDefinition& container) {
    Json binds = Json::array();
    for (auto& mount : container.mountPoints) {
        auto& volumes = plan.definition->volumes;
        auto it = std::find_if(volumes.begin(), volumes.end(),
                               [&](auto& v) { return v.name == mount.sourceVolume; });
        bool host = it != volumes.end() && !it->hostPath.empty();
        binds.push((host ? it->hostPath : volumeName(plan, mount.sourceVolume)) + ":" + mount.containerPath +
                   (mount.readOnly ? ":ro" : ""));
    }
    return binds;
}

void setLimits(Json& host, const ContainerDefinition& container) {
    // ECS gives a container of 0 units the least share that Linux has.
    host.set("CpuShares", std::max(2, container.cpu));
    if (container.memory) host.set("Memory", *container.memory * mebi);
    if (container.memoryReservation) host.set("MemoryReservation", *container.memoryReservation * mebi);
    if (container.swappiness) host.set("MemorySwappiness", *container.swappiness);
    if (container.maxSwap && container.memory)
        host.set("MemorySwap", (*container.memory + *container.maxSwap) * mebi);
    if (container.sharedMemorySize) host.set("ShmSize", *container.sharedMemorySize * mebi);
    Json ulimits = Json::array();
    for (auto& limit : container.ulimits)
        ulimits.push(
            Json::object({{"Name", limit.name}, {"Soft", limit.softLimit}, {"Hard", limit.hardLimit}}));
    if (ulimits.size()) host.set("Ulimits", std::move(ulimits));
}

void setRights(Json& host, const ContainerDefinition& container) {
    host.set("Privileged", container.privileged);
    host.set("ReadonlyRootfs", container.readonlyRootFilesystem);
    if (container.initProcessEnabled) host.set("Init", true);
    if (!container.capAdd.empty()) host.set("CapAdd", Json::strings(container.capAdd));
    if (!container.capDrop.empty()) host.set("CapDrop", Json::strings(container.capDrop));
    if (!container.dockerSecurityOptions.empty())
        host.set("SecurityOpt", Json::strings(container.dockerSecurityOptions));
    if (!container.tmpfs.empty()) {
        Json tmpfs = Json::object();
        for (auto& [path, size] : container.tmpfs)
            tmpfs.set(path, "size=" + std::to_string(size) + "m");
        host.set("Tmpfs", std::move(tmpfs));
    }
}

/// Where no cgroup holds the task as a whole, its size bounds each of its containers.
void setTaskSize(Json& host, const TaskPlan& plan, const ContainerDefinition& container, int engineCpus) {
    if (plan.memory && !container.memory) host.set("Memory", plan.memory * mebi);
    if (plan.cpu && plan.cpu < engineCpus * 1024)
        host.set("NanoCpus", std::int64_t{plan.cpu} * 1'000'000'000 / 1024);
}

/// Namespaces that containers share with each other or with the host. Source: ECS, pidMode and ipcMode.
void setShared(Json& host, const TaskPlan& plan, bool pause) {
    auto& definition = *plan.definition;
    std::string ours = "container:" + containerName(plan, pauseName);
    if (definition.pidMode == "host" && !pause) host.set("PidMode", "host");
    if (definition.pidMode == "task" && !pause) host.set("PidMode", ours);
    if (definition.ipcMode == "task") host.set("IpcMode", pause ? "shareable" : ours);
    if (!pause && (definition.ipcMode == "host" || definition.ipcMode == "none"))
        host.set("IpcMode", definition.ipcMode);
}

/// Drivers that need AWS have no other end here: their lines go to the engine's own log.
void setLog(Json& host, const ContainerDefinition& container) {
    if (container.logDriver.empty() || container.logDriver.starts_with("aws")) return;
    host.set("LogConfig",
             Json::object({{"Type", container.logDriver}, {"Config", objectOf(container.logOptions)}}));
}

/// What belongs to the network namespace goes to the pause container: names, resolver, sysctls of net.
void setNamespace(Json& host, const TaskPlan& plan) {
    Json hosts = Json::array(), servers = Json::array(), domains = Json::array(), sysctls = Json::object();
    for (auto& container : plan.definition->containers) {
        for (auto& [name, address] : container.extraHosts)
            hosts.push(name + ":" + address);
        // "name:alias": all containers of a task share one address.
        for (auto& link : container.links)
            hosts.push(link.substr(link.find(':') + 1) + ":127.0.0.1");
        for (auto& server : container.dnsServers)
            servers.push(server);
        for (auto& domain : container.dnsSearchDomains)
            domains.push(domain);
        for (auto& [name, value] : container.systemControls)
            if (name.starts_with("net.")) sysctls.set(name, value);
    }
    if (hosts.size()) host.set("ExtraHosts", std::move(hosts));
    if (servers.size()) host.set("Dns", std::move(servers));
    if (domains.size()) host.set("DnsSearch", std::move(domains));
    if (sysctls.size() && plan.definition->networkMode != NetworkMode::host)
        host.set("Sysctls", std::move(sysctls));
}

/// Bridge: each mapping on the instance's address, 0 meaning a port that the engine chooses. Others publish
/// nothing.
void setPorts(Json& spec, Json& host, const TaskPlan& plan) {
    if (plan.definition->networkMode != NetworkMode::bridge) return;
    Json exposed = Json::object(), bindings = Json::object();
    for (auto& container : plan.definition->containers)
        for (auto& port : container.portMappings) {
            exposed.set(portKey(port), Json::object());
            auto& list = bindings.setDefault(portKey(port), Json::array());
            list.push(Json::object({{"HostIp", plan.hostAddress},
                                    {"HostPort", port.hostPort ? std::to_string(port.hostPort) : ""}}));
        }
    if (!exposed.size()) return;
    spec.set("ExposedPorts", std::move(exposed));
    host.set("PortBindings", std::move(bindings));
}

std::string networkModeOf(const TaskPlan& plan) {
    switch (plan.definition->networkMode) {
    case NetworkMode::awsvpc:
        return networkName(plan.planeId);
    case NetworkMode::host:
        return "host";
    case NetworkMode::none:
        return "none";
    case NetworkMode::bridge:
        break;
    }
    return "bridge";
}

} // namespace

Json pauseSpec(const TaskPlan& plan, const std::string& cgroupParent) {
    Json host =
        Json::object({{"NetworkMode", networkModeOf(plan)}, {"LogConfig", Json::object({{"Type", "none"}})}});
    if (!cgroupParent.empty()) host.set("CgroupParent", cgroupParent);
    setNamespace(host, plan);
    setShared(host, plan, true);
    Json spec = Json::object({{"Image", std::string(pauseImage)}, {"Labels", labelsOf(plan, pauseName)}});
    if (plan.definition->networkMode != NetworkMode::host) {
        std::string name = plan.taskId.substr(0, 12);
        for (auto& container : plan.definition->containers)
            if (!container.hostname.empty()) name = container.hostname;
        spec.set("Hostname", name);
    }
    setPorts(spec, host, plan);
    spec.set("HostConfig", std::move(host));
    return spec;
}

Json containerSpec(const TaskPlan& plan, std::size_t index, const std::string& cgroupParent, int engineCpus) {
    auto& container = plan.definition->containers[index];
    Json labels = objectOf(container.dockerLabels);
    for (auto& [key, value] : labelsOf(plan, container.name).members())
        labels.set(key, value);
    Json spec = Json::object(
        {{"Image", container.image}, {"Env", environmentOf(plan, container)}, {"Labels", std::move(labels)}});
    if (!container.entryPoint.empty()) spec.set("Entrypoint", Json::strings(container.entryPoint));
    if (!container.command.empty()) spec.set("Cmd", Json::strings(container.command));
    if (!container.user.empty()) spec.set("User", container.user);
    if (!container.workingDirectory.empty()) spec.set("WorkingDir", container.workingDirectory);
    if (container.healthCheck) spec.set("Healthcheck", healthCheckOf(*container.healthCheck));
    if (container.interactive) spec.set("OpenStdin", true);
    if (container.pseudoTerminal) spec.set("Tty", true);

    std::string network =
        container.disableNetworking ? "none" : "container:" + containerName(plan, pauseName);
    Json host = Json::object({{"NetworkMode", network}, {"Binds", bindsOf(plan, container)}});
    if (!cgroupParent.empty())
        host.set("CgroupParent", cgroupParent);
    else
        setTaskSize(host, plan, container, engineCpus);
    Json from = Json::array();
    for (auto& [source, readOnly] : container.volumesFrom)
        from.push(containerName(plan, source) + (readOnly ? ":ro" : ""));
    if (from.size()) host.set("VolumesFrom", std::move(from));
    Json sysctls = Json::object();
    for (auto& [name, value] : container.systemControls)
        if (!name.starts_with("net.")) sysctls.set(name, value);
    if (sysctls.size()) host.set("Sysctls", std::move(sysctls));
    setLimits(host, container);
    setRights(host, container);
    setShared(host, plan, false);
    setLog(host, container);
    spec.set("HostConfig", std::move(host));
    return spec;
}

} // namespace pilothouse::runtime
