// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

constexpr const char* agentVersion = "1.0.0"; // of this plane: ECS's own agent does not run here

Json integerResource(const char* name, int value) {
    return Json::object({{"name", name},
                         {"type", "INTEGER"},
                         {"doubleValue", 0.0},
                         {"longValue", 0},
                         {"integerValue", value}});
}

Json portsResource(const char* name, const std::vector<std::string>& ports) {
    return Json::object({{"name", name},
                         {"type", "STRINGSET"},
                         {"doubleValue", 0.0},
                         {"longValue", 0},
                         {"integerValue", 0},
                         {"stringSetValue", Json::strings(ports)}});
}

Json resources(int cpu, int memory, const std::vector<std::string>& tcp,
               const std::vector<std::string>& udp) {
    return Json::array({integerResource("CPU", cpu), integerResource("MEMORY", memory),
                        portsResource("PORTS", tcp), portsResource("PORTS_UDP", udp)});
}

std::vector<std::string> reserved() {
    std::vector<std::string> all;
    for (int port : reservedPorts())
        all.push_back(std::to_string(port));
    return all;
}

Json attributesOf(const InstanceRow& row) {
    Json all = Json::array();
    for (auto& [name, value] : row.attributes)
        all.push(value.empty() ? Json::object({{"name", name}})
                               : Json::object({{"name", name}, {"value", value}}));
    return all;
}

/// The engine's version in ECS's form, "DockerVersion: 20.10.24".
Json versionsOf(const InstanceRow& row) {
    Json versions = Json::object({{"agentVersion", agentVersion}});
    const std::string docker = "docker ";
    for (auto& [name, value] : row.attributes)
        if (name == "pilothouse.engine")
            versions.set("dockerVersion",
                         value.starts_with(docker) ? "DockerVersion: " + value.substr(docker.size()) : value);
    return versions;
}

Json healthOf(const InstanceRow& row) {
    const char* status = row.connected ? "OK" : "IMPAIRED";
    return Json::object(
        {{"overallStatus", status},
         {"details", Json::array({Json::object({{"type", "CONTAINER_RUNTIME"}, {"status", status}})})}});
}

struct Asked {
    std::vector<Ptr<InstanceRow>> rows;
    Json failures = Json::array();
};

Expected<Asked> askedFor(const Draft& view, const std::string& cluster, const Json& input, std::size_t most) {
    auto& items = input.at("containerInstances").items();
    if (items.empty()) return invalid("Container instances cannot be empty.");
    if (items.size() > most)
        return invalid("instanceIds can have at most " + std::to_string(most) + " items.");
    Asked asked;
    for (auto& item : items) {
        auto id = nameIn(view, "container-instance", cluster, item.asString());
        auto row = id ? view.get<InstanceRow>({cluster, *id}) : nullptr;
        if (row)
            asked.rows.push_back(row);
        else
            asked.failures.push(failure(id ? view.arns().containerInstance(cluster, *id) : item.asString()));
    }
    return asked;
}

} // namespace

Json instanceJson(const Draft& view, const InstanceRow& row, const Json& input) {
    auto usage = view.usageOf(row.key);
    auto tcp = reserved();
    std::vector<std::string> udp;
    for (auto& [port, holders] : usage.ports)
        (port < 0 ? udp : tcp).push_back(std::to_string(std::abs(port)));
    int running = 0, pending = 0;
    for (auto& task : view.tasksOfInstance(row.key)) {
        running += task->lastStatus == ecs::TaskStatus::running;
        pending += task->lastStatus < ecs::TaskStatus::running;
    }
    Json json =
        Json::object({{"containerInstanceArn", view.arns().containerInstance(row.key.cluster, row.key.name)},
                      {"ec2InstanceId", row.ec2InstanceId},
                      {"version", row.version},
                      {"versionInfo", versionsOf(row)}});
    json.set("remainingResources", resources(row.cpu - usage.cpu, row.memory - usage.memory, tcp, udp));
    json.set("registeredResources", resources(row.cpu, row.memory, reserved(), {}));
    json.set("status", ecs::text(row.status));
    json.set("agentConnected", row.connected);
    json.set("runningTasksCount", running);
    json.set("pendingTasksCount", pending);
    json.set("attributes", attributesOf(row));
    setTime(json, "registeredAt", row.registeredAt);
    json.set("attachments", Json::array());
    json.set("tags", includes(input, "TAGS") ? tagsOf(row.tags) : Json::array());
    if (includes(input, "CONTAINER_INSTANCE_HEALTH")) json.set("healthStatus", healthOf(row));
    return json;
}

Reply describeContainerInstances(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto asked = askedFor(view, *cluster, input, 100);
    if (!asked) return tl::unexpected<ApiError>(asked.error());
    Json instances = Json::array();
    for (auto& row : asked->rows)
        instances.push(instanceJson(view, *row, input));
    return Json::object(
        {{"containerInstances", std::move(instances)}, {"failures", std::move(asked->failures)}});
}

Reply listContainerInstances(const Draft& view, const Json& input) {
    auto cluster = activeCluster(view, input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto status = input.str("status");
    Pages pages("ListContainerInstances", input);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    auto& all = view.base().instances;
    auto it = all.upper_bound({*cluster, pages.after()});
    for (; it != all.end() && it->first.cluster == *cluster; ++it) {
        bool wanted = status.empty() ? it->second->status != ecs::InstanceStatus::inactive
                                     : ecs::text(it->second->status) == status;
        if (wanted && !pages.add(it->first.name, view.arns().containerInstance(*cluster, it->first.name)))
            break;
    }
    return pages.answer("containerInstanceArns");
}

Reply updateContainerInstancesState(Draft& draft, const Command& command) {
    auto cluster = activeCluster(draft, command.input);
    if (!cluster) return tl::unexpected<ApiError>(cluster.error());
    auto status = ecs::parse<ecs::InstanceStatus>(command.input.str("status"));
    if (!status) return invalid("Container instances can be set to ACTIVE or DRAINING: status.");
    auto asked = askedFor(draft, *cluster, command.input, 10);
    if (!asked) return tl::unexpected<ApiError>(asked.error());
    Json instances = Json::array();
    for (auto& row : asked->rows) {
        setInstanceStatus(draft, row->key, *status);
        instances.push(instanceJson(draft, *draft.get<InstanceRow>(row->key), {}));
    }
    return Json::object(
        {{"containerInstances", std::move(instances)}, {"failures", std::move(asked->failures)}});
}

} // namespace pilothouse::control::op
