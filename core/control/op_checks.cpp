// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What RunTask, CreateService and UpdateService ask before anything starts. Texts: as clients of ECS quote
// them.
#include "core/control/op_common.h"

#include "core/ecs/capabilities.h"
#include "core/ecs/shapes.h"

#include <algorithm>
#include <array>

namespace pilothouse::control::op {

namespace {

constexpr std::array knownPlatforms = {"LATEST", "1.4.0", "1.3.0", "1.2.0", "1.1.0", "1.0.0"};

ApiError bad(std::string message) {
    return {"InvalidParameterException", std::move(message), {}};
}

std::string unmetText(const ecs::Unmet& unmet) {
    return unmet.pointer + (unmet.value.empty() ? "" : " with the value " + unmet.value);
}

std::optional<ApiError> strategyProblem(const Json& strategies) {
    for (auto& item : strategies.items()) {
        auto type = item.str("type"), field = item.str("field");
        bool size = field == "CPU" || field == "MEMORY" || field == "cpu" || field == "memory";
        bool spread = field == "instanceId" || field == "host" || field.starts_with("attribute:");
        if (type == "spread" && !spread)
            return bad("placementStrategy: spread needs a field: instanceId, host or attribute:NAME.");
        if (type == "binpack" && !size)
            return bad("placementStrategy: binpack needs a field: cpu or memory.");
        if (type.empty()) return bad("placementStrategy: an item has no type.");
    }
    return {};
}

std::optional<ApiError> networkProblem(const ecs::TaskDefinition& definition, const Json& request) {
    bool awsvpc = definition.networkMode == ecs::NetworkMode::awsvpc;
    bool given = request.at("networkConfiguration").at("awsvpcConfiguration").isObject();
    if (awsvpc && !given)
        return bad("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
    if (!awsvpc && given)
        return bad("Network Configuration is not valid for the given networkMode of this task definition.");
    return {};
}

std::optional<ApiError> fargateProblem(const ecs::TaskDefinition& definition, const Json& request) {
    if (!ecs::fitsFargate(definition)) return bad("Task definition does not support launch_type FARGATE.");
    if (request.at("placementConstraints").size() > 0)
        return bad("Placement constraints are not supported with FARGATE launch type.");
    if (request.at("placementStrategy").size() > 0)
        return bad("Placement strategies are not supported with FARGATE launch type.");
    auto version = request.str("platformVersion", "LATEST");
    if (std::find(knownPlatforms.begin(), knownPlatforms.end(), version) == knownPlatforms.end())
        return ApiError{"PlatformUnknownException", "The specified platform version does not exist.", {}};
    return {};
}

} // namespace

std::optional<ApiError> launchProblem(const DefinitionRow& definition, ecs::LaunchType launchType,
                                      const Json& request) {
    if (auto problem = networkProblem(definition.typed, request)) return problem;
    if (launchType == ecs::LaunchType::fargate) return fargateProblem(definition.typed, request);
    if (request.has("platformVersion"))
        return bad("The platform version must be null when specifying an EC2 launch type.");
    for (auto& item : request.at("placementConstraints").items())
        if (item.str("type").empty()) return bad("placementConstraints: an item has no type.");
    return strategyProblem(request.at("placementStrategy"));
}

Expected<Ptr<DefinitionRow>> runnableDefinition(const Draft& view, std::string_view reference) {
    auto row = findDefinition(view, reference);
    if (!row) return client("TaskDefinition not found.");
    if (!row->active) return client("TaskDefinition is inactive");
    if (auto unmet = ecs::firstUnrunnable(parsed(row->document)))
        return client("Task definition " + row->key.text() +
                      " cannot be run by this control plane: it does not support " + unmetText(*unmet) + ".");
    return row;
}

std::optional<ApiError> refusedMember(std::string_view operation, const Json& input) {
    auto unmet = ecs::firstRefused(operation, input);
    if (!unmet) return {};
    return bad("This control plane does not support " + unmetText(*unmet) + ".");
}

} // namespace pilothouse::control::op
