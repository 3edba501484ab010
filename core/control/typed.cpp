// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/typed.h"

#include "core/base/json.h"

namespace pilothouse::control {

namespace {

Json parsed(const std::string& document) {
    auto json = Json::parse(document);
    return json ? *json : Json::object();
}

} // namespace

void fillTyped(DefinitionRow& row) {
    row.typed = ecs::readTaskDefinition(parsed(row.document));
    row.typed.family = row.key.family;
    row.typed.revision = row.key.revision;
}

void fillTyped(ServiceRow& row) {
    const ServiceRow defaults;
    auto json = parsed(row.document);
    auto& configuration = json.at("deploymentConfiguration");
    auto& breaker = configuration.at("deploymentCircuitBreaker");
    auto& threshold = breaker.at("thresholdConfiguration");
    auto number = [](const Json& from, std::string_view key, int fallback) {
        return static_cast<int>(from.integer(key, fallback));
    };
    row.minimumHealthyPercent =
        number(configuration, "minimumHealthyPercent", defaults.minimumHealthyPercent);
    row.maximumPercent = number(configuration, "maximumPercent", defaults.maximumPercent);
    row.breakerEnabled = breaker.boolean("enable");
    row.breakerRollback = breaker.boolean("rollback");
    row.breakerResets = breaker.boolean("resetOnHealthyTask", defaults.breakerResets);
    row.breakerThresholdType = threshold.str("type", defaults.breakerThresholdType);
    row.breakerThreshold = number(threshold, "value", defaults.breakerThreshold);
    row.healthCheckGracePeriodSeconds = number(json, "healthCheckGracePeriodSeconds", 0);
    row.launchType = ecs::parse<ecs::LaunchType>(json.str("launchType")).value_or(defaults.launchType);
    row.constraints.clear();
    for (auto& item : json.at("placementConstraints").items())
        row.constraints.push_back({item.str("type"), item.str("expression")});
    row.strategies.clear();
    for (auto& item : json.at("placementStrategy").items())
        if (auto type = ecs::parse<ecs::StrategyType>(item.str("type")))
            row.strategies.push_back({*type, item.str("field")});
}

} // namespace pilothouse::control
