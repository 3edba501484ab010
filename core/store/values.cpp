// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/values.h"

namespace pilothouse::store {

using control::ContainerRow;
using control::PortBinding;

Json toJson(const std::vector<std::string>& values) {
    return Json::strings(values);
}

Json toJson(const std::vector<int>& values) {
    Json all = Json::array();
    for (int value : values)
        all.push(value);
    return all;
}

Json toJson(const std::vector<std::pair<std::string, std::string>>& values) {
    Json all = Json::array();
    for (auto& [key, value] : values)
        all.push(Json::array({key, value}));
    return all;
}

Json toJson(const std::vector<PortBinding>& values) {
    Json all = Json::array();
    for (auto& b : values)
        all.push(Json::array({b.bindIP, b.containerPort, b.hostPort, b.protocol}));
    return all;
}

Json toJson(const std::vector<ContainerRow>& values) {
    Json all = Json::array();
    for (auto& c : values) {
        Json one = Json::object({{"uuid", c.uuid}, {"status", static_cast<int>(c.status)}});
        if (c.goal != control::ContainerGoal::wait) one.set("goal", static_cast<int>(c.goal));
        if (!c.runtimeId.empty()) one.set("runtimeId", c.runtimeId);
        if (!c.imageDigest.empty()) one.set("imageDigest", c.imageDigest);
        if (!c.reason.empty()) one.set("reason", c.reason);
        if (c.exitCode) one.set("exitCode", *c.exitCode);
        if (c.health != ecs::HealthStatus::unknown) one.set("health", static_cast<int>(c.health));
        if (c.startedAt) one.set("startedAt", c.startedAt);
        if (c.finishedAt) one.set("finishedAt", c.finishedAt);
        all.push(std::move(one));
    }
    return all;
}

void fromJson(const Json& json, std::vector<std::string>& values) {
    for (auto& item : json.items())
        values.push_back(item.asString());
}

void fromJson(const Json& json, std::vector<int>& values) {
    for (auto& item : json.items())
        values.push_back(static_cast<int>(item.asInt()));
}

void fromJson(const Json& json, std::vector<std::pair<std::string, std::string>>& values) {
    for (auto& item : json.items())
        values.emplace_back(item.at(0).asString(), item.at(1).asString());
}

void fromJson(const Json& json, std::vector<PortBinding>& values) {
    for (auto& item : json.items())
        values.push_back({item.at(0).asString(), static_cast<int>(item.at(1).asInt()),
                          static_cast<int>(item.at(2).asInt()), item.at(3).asString()});
}

void fromJson(const Json& json, std::vector<ContainerRow>& values) {
    for (auto& item : json.items()) {
        ContainerRow c;
        c.uuid = item.str("uuid");
        c.status = static_cast<ecs::ContainerStatus>(item.integer("status"));
        c.goal = static_cast<control::ContainerGoal>(item.integer("goal"));
        c.runtimeId = item.str("runtimeId");
        c.imageDigest = item.str("imageDigest");
        c.reason = item.str("reason");
        if (item.has("exitCode")) c.exitCode = static_cast<int>(item.integer("exitCode"));
        c.health = static_cast<ecs::HealthStatus>(item.integer("health"));
        c.startedAt = item.integer("startedAt");
        c.finishedAt = item.integer("finishedAt");
        values.push_back(std::move(c));
    }
}

} // namespace pilothouse::store
