// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

namespace pilothouse::control::op {

namespace {

constexpr std::size_t mostClusters = 100;

/// What CreateCluster and DeleteCluster tell of their cluster.
Json everything() {
    return Json::object({{"include", Json::strings({"TAGS", "SETTINGS", "CONFIGURATIONS"})}});
}

struct Counts {
    int running = 0, pending = 0;
    void add(const TaskRow& task) {
        running += task.lastStatus == ecs::TaskStatus::running;
        pending += task.lastStatus < ecs::TaskStatus::running;
    }
};

/// Of a cluster's tasks that have not STOPPED: EC2, Fargate.
struct TaskCounts {
    Counts ec2, fargate;
    void add(const TaskRow& task) { (task.launchType == ecs::LaunchType::fargate ? fargate : ec2).add(task); }
};

/// A State with nothing laid over it is counted in place: a cluster may have a hundred thousand tasks.
TaskCounts countTasks(const Draft& view, const std::string& cluster) {
    TaskCounts counts;
    if (!view.changes().tasks.empty()) {
        for (auto& task : view.liveTasksOfCluster(cluster))
            counts.add(*task);
        return counts;
    }
    auto& index = view.base().liveTasksOfCluster;
    if (auto it = index.find(cluster); it != index.end())
        for (auto& [id, task] : it->second)
            counts.add(*task);
    return counts;
}

void addStatistics(const Draft& view, const ClusterRow& row, const TaskCounts& tasks, Json& json) {
    auto& [ec2, fargate] = tasks;
    int active[2] = {}, draining[2] = {};
    for (auto& service : view.servicesOfCluster(row.name)) {
        bool far = service->launchType == ecs::LaunchType::fargate;
        active[far] += service->status == ecs::ServiceStatus::active;
        draining[far] += service->status == ecs::ServiceStatus::draining;
    }
    Json all = Json::array();
    auto add = [&](const char* name, int value) {
        all.push(Json::object({{"name", name}, {"value", std::to_string(value)}}));
    };
    add("runningEC2TasksCount", ec2.running);
    add("runningFargateTasksCount", fargate.running);
    add("pendingEC2TasksCount", ec2.pending);
    add("pendingFargateTasksCount", fargate.pending);
    add("activeEC2ServiceCount", active[0]);
    add("activeFargateServiceCount", active[1]);
    add("drainingEC2ServiceCount", draining[0]);
    add("drainingFargateServiceCount", draining[1]);
    json.set("statistics", std::move(all));
}

} // namespace

Json clusterJson(const Draft& view, const ClusterRow& row, const Json& input) {
    auto tasks = countTasks(view, row.name);
    int services = 0;
    for (auto& service : view.servicesOfCluster(row.name))
        services += service->status == ecs::ServiceStatus::active;
    Json json = Json::object({{"clusterArn", view.arns().cluster(row.name)},
                              {"clusterName", row.name},
                              {"status", row.active ? "ACTIVE" : "INACTIVE"},
                              {"registeredContainerInstancesCount",
                               static_cast<std::int64_t>(view.instancesOfCluster(row.name).size())},
                              {"runningTasksCount", tasks.ec2.running + tasks.fargate.running},
                              {"pendingTasksCount", tasks.ec2.pending + tasks.fargate.pending},
                              {"activeServicesCount", services}});
    json.set("statistics", Json::array());
    if (includes(input, "STATISTICS")) addStatistics(view, row, tasks, json);
    json.set("tags", includes(input, "TAGS") ? tagsOf(row.tags) : Json::array());
    json.set("settings", Json::array());
    auto document = parsed(row.document);
    for (auto& [member, value] : document.members()) {
        bool setting = member == "settings", configuration = member == "configuration";
        if (setting && !includes(input, "SETTINGS")) continue;
        if (configuration && !includes(input, "CONFIGURATIONS")) continue;
        json.set(member, value);
    }
    json.set("capacityProviders", Json::array());
    json.set("defaultCapacityProviderStrategy", Json::array());
    return json;
}

Reply createCluster(Draft& draft, const Command& command) {
    auto name = command.input.str("clusterName", "default");
    if (!isName(name))
        return invalid("Invalid clusterName: it should only contain up to 255 letters, numbers, hyphens, and "
                       "underscores.");
    auto tags = readTags(command.input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());
    auto present = draft.get<ClusterRow>(name);
    if (!present || !present->active) {
        Json document = command.input;
        for (auto* member : {"clusterName", "tags", "capacityProviders", "defaultCapacityProviderStrategy"})
            document.erase(member);
        if (document.at("settings").size() == 0)
            document.set("settings",
                         Json::array({Json::object({{"name", "containerInsights"}, {"value", "disabled"}})}));
        draft.put(ClusterRow{name, true, document.dump(), *tags});
        present = draft.get<ClusterRow>(name);
    }
    return Json::object({{"cluster", clusterJson(draft, *present, everything())}});
}

Reply deleteCluster(Draft& draft, const Command& command) {
    auto name = activeCluster(draft, command.input);
    if (!name) return tl::unexpected<ApiError>(name.error());
    for (auto& service : draft.servicesOfCluster(*name))
        if (service->status != ecs::ServiceStatus::inactive)
            return refuse("ClusterContainsServicesException",
                          "The Cluster cannot be deleted while Services are active.");
    if (hasInstances(draft, *name))
        return refuse("ClusterContainsContainerInstancesException",
                      "The Cluster cannot be deleted while Container Instances are active or draining.");
    if (!draft.liveTasksOfCluster(*name).empty())
        return refuse("ClusterContainsTasksException",
                      "The Cluster cannot be deleted while Tasks are active.");
    draft.edit<ClusterRow>(*name, [](ClusterRow& row) { row.active = false; });
    return Json::object({{"cluster", clusterJson(draft, *draft.get<ClusterRow>(*name), everything())}});
}

Reply describeClusters(const Draft& view, const Json& input) {
    if (input.at("clusters").size() > mostClusters) return invalid("clusters can have at most 100 items.");
    Json clusters = Json::array(), failures = Json::array();
    auto asked = input.at("clusters").size() ? input.at("clusters").items() : Json::Array{Json("default")};
    for (auto& item : asked) {
        auto name = clusterName(view, item.asString());
        if (auto row = view.get<ClusterRow>(name))
            clusters.push(clusterJson(view, *row, input));
        else
            failures.push(failure(name.empty() ? item.asString() : view.arns().cluster(name)));
    }
    return Json::object({{"clusters", std::move(clusters)}, {"failures", std::move(failures)}});
}

Reply listClusters(const Draft& view, const Json& input) {
    Pages pages("ListClusters", input);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    auto& all = view.base().clusters;
    for (auto it = all.upper_bound(pages.after()); it != all.end(); ++it)
        if (it->second->active && !pages.add(it->first, view.arns().cluster(it->first))) break;
    return pages.answer("clusterArns");
}

} // namespace pilothouse::control::op
