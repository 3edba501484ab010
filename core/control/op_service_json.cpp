// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include <algorithm>
#include <map>

namespace pilothouse::control::op {

namespace {

constexpr const char* latestPlatform = "1.4.0";

struct Counts {
    int running = 0, pending = 0;
};

std::map<std::string, Counts> countsByDeployment(const Draft& view, const ClusterKey& service) {
    std::map<std::string, Counts> counts;
    for (auto& task : view.liveTasksOfService(service)) {
        auto& one = counts[task->deployment];
        one.running += task->lastStatus == ecs::TaskStatus::running;
        one.pending += task->lastStatus < ecs::TaskStatus::running;
    }
    return counts;
}

Json definitionArn(const Draft& view, const DefinitionKey& key) {
    return view.arns().taskDefinition(key.family, key.revision);
}

/// A deployment tells what its revision froze, not what the service wants by now.
Json deploymentJson(const Draft& view, const DeploymentRow& row, const Counts& counts) {
    auto frozen = parsed(row.revision);
    Json json = Json::object({{"id", "ecs-svc/" + row.digits},
                              {"status", ecs::text(row.role)},
                              {"taskDefinition", definitionArn(view, row.definition)},
                              {"desiredCount", row.desiredCount},
                              {"pendingCount", counts.pending},
                              {"runningCount", counts.running},
                              {"failedTasks", row.failedTasks}});
    setTime(json, "createdAt", row.createdAt);
    setTime(json, "updatedAt", row.updatedAt);
    for (auto* member : {"launchType", "platformVersion", "platformFamily", "networkConfiguration"})
        if (auto* value = frozen.find(member)) json.set(member, *value);
    if (json.str("platformVersion") == "LATEST") json.set("platformVersion", latestPlatform);
    json.set("rolloutState", ecs::text(row.rollout));
    json.set("rolloutStateReason", row.rolloutReason);
    json.set("volumeConfigurations", Json::array());
    json.set("vpcLatticeConfigurations", Json::array());
    return json;
}

Json eventsJson(const Draft& view, const ClusterKey& service) {
    Json events = Json::array();
    auto rows = view.eventsOfService(service);
    for (auto it = rows.rbegin(); it != rows.rend(); ++it)
        events.push(Json::object({{"id", (*it)->id},
                                  {"createdAt", Json::seconds((*it)->createdAt)},
                                  {"message", (*it)->message}}));
    return events;
}

std::string revisionArn(const Draft& view, const ClusterKey& service, const std::string& digits) {
    return view.arns().serviceRevision(service.cluster, service.name, digits);
}

Json revisionSummary(const Draft& view, const DeploymentRow& row, const Counts& counts) {
    return Json::object({{"arn", revisionArn(view, row.service, row.digits)},
                         {"requestedTaskCount", row.desiredCount},
                         {"runningTaskCount", counts.running},
                         {"pendingTaskCount", counts.pending}});
}

/// PRIMARY first, then the newest; none of those that are gone.
std::vector<Ptr<DeploymentRow>> currentDeployments(const Draft& view, const ServiceRow& service) {
    auto rows = view.deploymentsOfService(service.key);
    bool gone = service.status == ecs::ServiceStatus::inactive;
    std::erase_if(rows, [&](auto& row) { return gone || row->role == ecs::DeploymentRole::inactive; });
    std::reverse(rows.begin(), rows.end());
    std::stable_partition(rows.begin(), rows.end(),
                          [](auto& row) { return row->role == ecs::DeploymentRole::primary; });
    return rows;
}

/// The service deployment that is under way or was the last: a rollback belongs to the one that failed.
std::string currentServiceDeployment(const Draft& view, const ServiceRow& service) {
    auto primary = view.get<DeploymentRow>(service.primary);
    if (!primary || service.status == ecs::ServiceStatus::inactive) return {};
    auto failed = primary->rollbackOf.empty() ? nullptr : view.get<DeploymentRow>(primary->rollbackOf);
    return view.arns().serviceDeployment(service.key.cluster, service.key.name,
                                         (failed ? failed : primary)->deploymentId);
}

void addDeployments(Json& json, const Draft& view, const ServiceRow& row) {
    auto counts = countsByDeployment(view, row.key);
    int running = 0, pending = 0;
    for (auto& [digits, one] : counts) {
        running += one.running;
        pending += one.pending;
    }
    json.set("runningCount", running);
    json.set("pendingCount", pending);
    Json deployments = Json::array(), revisions = Json::array();
    for (auto& deployment : currentDeployments(view, row)) {
        deployments.push(deploymentJson(view, *deployment, counts[deployment->digits]));
        revisions.push(revisionSummary(view, *deployment, counts[deployment->digits]));
    }
    json.set("deployments", std::move(deployments));
    json.set("currentServiceRevisions", std::move(revisions));
    if (auto arn = currentServiceDeployment(view, row); !arn.empty())
        json.set("currentServiceDeployment", arn);
}

} // namespace

Json serviceJson(const Draft& view, const ServiceRow& row, bool tags) {
    auto document = parsed(row.document);
    Json json = Json::object({{"serviceArn", view.arns().service(row.key.cluster, row.key.name)},
                              {"serviceName", row.key.name},
                              {"clusterArn", view.arns().cluster(row.key.cluster)},
                              {"status", ecs::text(row.status)},
                              {"desiredCount", row.desiredCount},
                              {"taskDefinition", definitionArn(view, row.definition)}});
    for (auto& [member, value] : document.members())
        json.set(member, value);
    addDeployments(json, view, row);
    json.set("events", eventsJson(view, row.key));
    setTime(json, "createdAt", row.createdAt);
    if (!row.createdBy.empty()) json.set("createdBy", row.createdBy);
    json.set("resourceManagementType", "CUSTOMER");
    if (tags) json.set("tags", tagsOf(row.tags));
    return json;
}

std::string revisionOf(const Draft& view, const ServiceRow& service, const DefinitionRow& definition) {
    auto document = parsed(service.document);
    Json images = Json::array();
    for (auto& container : definition.typed.containers)
        images.push(Json::object({{"containerName", container.name}, {"image", container.image}}));
    Json json = Json::object({{"taskDefinition", definitionArn(view, definition.key)}});
    for (auto member : {"launchType", "platformVersion", "platformFamily", "networkConfiguration",
                        "loadBalancers", "serviceRegistries"})
        if (document.has(member)) json.set(member, document.at(member));
    json.set("containerImages", std::move(images));
    json.set("guardDutyEnabled", false);
    json.set("volumeConfigurations", Json::array());
    json.set("vpcLatticeConfigurations", Json::array());
    return json.dump();
}

Json serviceRevisionJson(const Draft& view, const DeploymentRow& row) {
    Json json = Json::object({{"serviceRevisionArn", revisionArn(view, row.service, row.digits)},
                              {"serviceArn", view.arns().service(row.service.cluster, row.service.name)},
                              {"clusterArn", view.arns().cluster(row.service.cluster)}});
    auto frozen = parsed(row.revision);
    for (auto& [member, value] : frozen.members())
        json.set(member, value);
    setTime(json, "createdAt", row.createdAt);
    return json;
}

Json serviceDeploymentJson(const Draft& view, const DeploymentRow& row, bool brief) {
    auto& service = row.service;
    Json json =
        Json::object({{"serviceDeploymentArn",
                       view.arns().serviceDeployment(service.cluster, service.name, row.deploymentId)},
                      {"serviceArn", view.arns().service(service.cluster, service.name)},
                      {"clusterArn", view.arns().cluster(service.cluster)}});
    setTime(json, "createdAt", row.createdAt);
    setTime(json, "startedAt", row.startedAt);
    setTime(json, "finishedAt", row.finishedAt);
    json.set("status", ecs::text(row.status));
    if (!row.statusReason.empty()) json.set("statusReason", row.statusReason);
    if (brief) {
        json.set("targetServiceRevisionArn", revisionArn(view, service, row.digits));
        return json;
    }
    setTime(json, "stoppedAt", row.stoppedAt);
    setTime(json, "updatedAt", row.updatedAt);
    auto counts = countsByDeployment(view, service);
    Json sources = Json::array();
    for (auto& digits : row.sources)
        if (auto source = view.get<DeploymentRow>(digits))
            sources.push(revisionSummary(view, *source, counts[digits]));
    json.set("sourceServiceRevisions", std::move(sources));
    json.set("targetServiceRevision", revisionSummary(view, row, counts[row.digits]));
    json.set("lifecycleHookDetails", Json::array());
    auto owner = view.get<ServiceRow>(service);
    if (!owner) return json;
    json.set("deploymentConfiguration", parsed(owner->document).at("deploymentConfiguration"));
    const char* breaker = !owner->breakerEnabled                         ? "DISABLED"
                          : row.breakerTriggered                         ? "TRIGGERED"
                          : row.rollout == ecs::RolloutState::inProgress ? "MONITORING"
                                                                         : "MONITORING_COMPLETE";
    json.set("deploymentCircuitBreaker", Json::object({{"status", breaker},
                                                       {"failureCount", row.breakerFailures},
                                                       {"threshold", breakerThreshold(*owner)}}));
    json.set("alarms", Json::object({{"status", "DISABLED"},
                                     {"alarmNames", Json::array()},
                                     {"triggeredAlarmNames", Json::array()}}));
    if (!row.rolledBackTo.empty())
        json.set("rollback",
                 Json::object({{"reason", row.statusReason},
                               {"startedAt", Json::seconds(row.rollbackAt)},
                               {"serviceRevisionArn", revisionArn(view, service, row.rolledBackTo)}}));
    return json;
}

} // namespace pilothouse::control::op
