// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/definition_defaults.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace pilothouse::control {

namespace {

constexpr std::array<std::string_view, 8> addedByDescribe = {
    "taskDefinitionArn", "revision",     "status",       "requiresAttributes",
    "compatibilities",   "registeredAt", "registeredBy", "deregisteredAt"};

/// "256", "0.25 vCPU", "1vcpu", "512", "0.5 GB": in units and MiB.
std::optional<int> sizeOf(std::string text, std::string_view unit, double scale) {
    std::erase(text, ' ');
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    bool scaled = text.size() > unit.size() && text.ends_with(unit);
    if (scaled) text.resize(text.size() - unit.size());
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value <= 0 || value > 1e7) return {};
    double result = scaled ? value * scale : value;
    if (std::floor(result) != result) return {};
    return static_cast<int>(result);
}

void fillContainer(Json& container, const std::string& networkMode) {
    container.setDefault("cpu", 0);
    auto& ports = container.setDefault("portMappings", Json::array());
    bool own = networkMode == "awsvpc" || networkMode == "host";
    for (auto& port : ports.mutableItems()) {
        if (!port.has("containerPortRange"))
            port.setDefault("hostPort", own ? port.integer("containerPort") : 0);
        port.setDefault("protocol", "tcp");
    }
    container.setDefault("essential", true);
    for (auto member : {"environment", "mountPoints", "volumesFrom", "systemControls"})
        container.setDefault(member, Json::array());
    if (auto* check = container.find("healthCheck")) {
        check->setDefault("interval", 30);
        check->setDefault("timeout", 5);
        check->setDefault("retries", 3);
    }
}

void leaveNullsOut(Json& json) {
    if (json.isObject())
        std::erase_if(json.mutableMembers(), [](auto& member) { return member.second.isNull(); });
    if (json.isObject())
        for (auto& [key, value] : json.mutableMembers())
            leaveNullsOut(value);
    else if (json.isArray())
        for (auto& value : json.mutableItems())
            leaveNullsOut(value);
}

} // namespace

tl::expected<Json, std::string> withDefaults(const Json& request) {
    Json document = request;
    leaveNullsOut(document);
    document.erase("tags");
    for (auto member : addedByDescribe)
        document.erase(member);
    for (auto [member, unit, scale] :
         {std::tuple{"cpu", "vcpu", 1024.0}, std::tuple{"memory", "gb", 1024.0}}) {
        auto* value = document.find(member);
        if (!value) continue;
        auto size = sizeOf(value->asString(), unit, scale);
        if (!size) return tl::unexpected(std::string("Invalid '") + member + "' setting for task.");
        document.set(member, std::to_string(*size));
    }
    for (auto& container : document.setDefault("containerDefinitions", Json::array()).mutableItems())
        fillContainer(container, document.str("networkMode"));
    document.setDefault("volumes", Json::array());
    document.setDefault("placementConstraints", Json::array());
    document.setDefault("enableFaultInjection", false);
    return document;
}

bool isFargateSize(int cpu, int memory) {
    struct Row {
        int cpu, least, most, step;
    };
    static constexpr std::array<Row, 6> rows = {{{512, 1024, 4096, 1024},
                                                 {1024, 2048, 8192, 1024},
                                                 {2048, 4096, 16384, 1024},
                                                 {4096, 8192, 30720, 1024},
                                                 {8192, 16384, 61440, 4096},
                                                 {16384, 32768, 122880, 8192}}};
    if (cpu == 256) return memory == 512 || memory == 1024 || memory == 2048;
    return std::any_of(rows.begin(), rows.end(), [&](auto& row) {
        return row.cpu == cpu && memory >= row.least && memory <= row.most &&
               (memory - row.least) % row.step == 0;
    });
}

std::vector<std::string> compatibilitiesOf(const ecs::TaskDefinition& definition) {
    bool awsvpc = definition.networkMode == ecs::NetworkMode::awsvpc;
    if (!awsvpc) return {"EXTERNAL", "EC2"};
    if (definition.cpu && definition.memory && isFargateSize(*definition.cpu, *definition.memory))
        return {"EC2", "FARGATE"};
    return {"EC2"};
}

} // namespace pilothouse::control
