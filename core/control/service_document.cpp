// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/service_document.h"

#include <array>

namespace pilothouse::control {

namespace {

constexpr std::array<std::string_view, 9> keptElsewhere = {
    "cluster", "serviceName",        "service", "taskDefinition", "desiredCount", "clientToken",
    "tags",    "forceNewDeployment", "role"};

/// ECS answers CPU and MEMORY in capitals, and instanceId for host.
void normalisePlacement(Json& document) {
    auto* strategies = document.find("placementStrategy");
    if (!strategies) return;
    for (auto& item : strategies->mutableItems()) {
        auto field = item.str("field");
        if (field == "cpu" || field == "CPU") item.set("field", "CPU");
        if (field == "memory" || field == "MEMORY") item.set("field", "MEMORY");
        if (field == "host") item.set("field", "instanceId");
    }
}

void fillBreaker(Json& configuration) {
    auto& breaker = configuration.setDefault("deploymentCircuitBreaker",
                                             Json::object({{"enable", false}, {"rollback", false}}));
    breaker.setDefault("resetOnHealthyTask", true);
    breaker.setDefault("thresholdConfiguration", Json::object({{"type", "BOUNDED_PERCENT"}, {"value", 50}}));
}

void fillConfiguration(Json& document) {
    auto& configuration = document.setDefault("deploymentConfiguration", Json::object());
    fillBreaker(configuration);
    if (auto* early = configuration.find("earlySuccessCriteria")) {
        early->setDefault("healthyPercent", 100);
        early->setDefault("sourceServiceRevisionCleanup", "BLOCKING");
    }
    configuration.setDefault("maximumPercent", 200);
    configuration.setDefault("minimumHealthyPercent", 100);
    configuration.setDefault("strategy", "ROLLING");
    configuration.setDefault("bakeTimeInMinutes", 0);
}

} // namespace

Json newServiceDocument(const Json& request) {
    Json document = request;
    std::erase_if(document.mutableMembers(), [](auto& member) { return member.second.isNull(); });
    for (auto member : keptElsewhere)
        document.erase(member);
    fillConfiguration(document);
    document.setDefault("launchType", "EC2");
    if (document.str("launchType") == "FARGATE") {
        document.setDefault("platformVersion", "LATEST");
        document.setDefault("platformFamily", "Linux");
    }
    for (auto member : {"loadBalancers", "serviceRegistries", "placementConstraints", "placementStrategy"})
        document.setDefault(member, Json::array());
    document.setDefault("healthCheckGracePeriodSeconds", 0);
    document.setDefault("schedulingStrategy", "REPLICA");
    document.setDefault("deploymentController", Json::object({{"type", "ECS"}}));
    document.setDefault("enableECSManagedTags", false);
    document.setDefault("propagateTags", "NONE");
    document.setDefault("enableExecuteCommand", false);
    document.setDefault("availabilityZoneRebalancing", "DISABLED"); // nothing rebalances here yet
    normalisePlacement(document);
    return document;
}

Json updatedServiceDocument(const Json& before, const Json& request) {
    Json after = before;
    for (auto& [member, value] : request.members()) {
        bool elsewhere = false;
        for (auto name : keptElsewhere)
            elsewhere = elsewhere || name == member;
        if (elsewhere || value.isNull()) continue;
        if (member == "deploymentConfiguration") {
            auto& configuration = after.setDefault("deploymentConfiguration", Json::object());
            for (auto& [key, part] : value.members())
                configuration.set(key, part);
        } else {
            after.set(member, value);
        }
    }
    fillConfiguration(after);
    normalisePlacement(after);
    return after;
}

bool deploymentNeeded(const Json& before, const Json& after) {
    for (auto member : {"networkConfiguration", "platformVersion", "loadBalancers", "serviceRegistries",
                        "serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"})
        if (before.at(member) != after.at(member)) return true;
    return false;
}

std::optional<std::string> serviceProblem(const ServiceRow& service) {
    if (service.maximumPercent == 100 && service.minimumHealthyPercent == 100)
        return "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block deployments.";
    if (service.maximumPercent < service.minimumHealthyPercent)
        return "deploymentConfiguration: maximumPercent cannot be less than minimumHealthyPercent.";
    if (service.maximumPercent < 100)
        return "deploymentConfiguration: maximumPercent cannot be less than 100.";
    return {};
}

} // namespace pilothouse::control
