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
};

Counts countsOf(const std::vector<Ptr<TaskRow>>& tasks, ecs::LaunchType type) {
    Counts counts;
    for (auto& task : tasks) {
        if (task->launchType != type) continue;
        counts.running += task->lastStatus == ecs::TaskStatus::running;
        counts.pending += task->lastStatus < ecs::TaskStatus::running;
    }
    return counts;
}

void addStatistics(const Draft& view, const ClusterRow& row, const std::vector<Ptr<TaskRow>>& tasks,
                   Json& json) {
    auto ec2 = countsOf(tasks, ecs::LaunchType::ec2), fargate = countsOf(tasks, ecs::LaunchType::fargate);
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
    auto tasks = view.liveTasksOfCluster(row.name);
    int running = 0, pending = 0, services = 0;
    for (auto& task : tasks) {
        running += task->lastStatus == ecs::TaskStatus::running;
        pending += task->lastStatus < ecs::TaskStatus::running;
    }
    for (auto& service : view.servicesOfCluster(row.name))
        services += service->status == ecs::ServiceStatus::active;
    Json json = Json::object({{"clusterArn", view.arns().cluster(row.name)},
                              {"clusterName", row.name},
                              {"status", row.active ? "ACTIVE" : "INACTIVE"},
                              {"registeredContainerInstancesCount",
                               static_cast<std::int64_t>(view.instancesOfCluster(row.name).size())},
                              {"runningTasksCount", running},
                              {"pendingTasksCount", pending},
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
