// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/defaults.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pilothouse::ecs {

namespace {

/// Members of DescribeTaskDefinition's answer that are no part of a request.
constexpr std::array addedByDescribe = {
    "taskDefinitionArn",  "revision",     "status", "compatibilities", "registeredAt",
    "requiresAttributes", "registeredBy", "tags",   "deregisteredAt",  "deleteRequestedAt"};
constexpr double most = 1e7;

std::optional<int> sizeOf(std::string_view from, std::string_view unit, double scale) {
    std::string text;
    for (char c : from)
        if (c != ' ') text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    bool scaled = text.size() > unit.size() && text.ends_with(unit);
    if (scaled) text.resize(text.size() - unit.size());
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    double result = scaled ? value * scale : value;
    if (!(result > 0 && result < most) || std::floor(result) != result) return {};
    return static_cast<int>(result);
}

void dropNulls(Json& json) {
    if (json.isArray()) {
        for (auto& item : json.mutableItems())
            dropNulls(item);
    } else if (json.isObject()) {
        auto& members = json.mutableMembers();
        std::erase_if(members, [](auto& member) { return member.second.isNull(); });
        for (auto& [key, value] : members)
            dropNulls(value);
    }
}

void fillPort(Json& port, bool sharesAddress) {
    port.setDefault("protocol", "tcp");
    if (!port.has("containerPortRange"))
        port.setDefault("hostPort", sharesAddress ? port.integer("containerPort") : std::int64_t{0});
}

void fillContainer(Json& container, bool sharesAddress) {
    container.setDefault("cpu", 0);
    for (auto& port : container.setDefault("portMappings", Json::array()).mutableItems())
        fillPort(port, sharesAddress);
    container.setDefault("essential", true);
    for (auto* list : {"environment", "mountPoints", "volumesFrom", "systemControls"})
        container.setDefault(list, Json::array());
    if (auto* health = container.find("healthCheck"); health && health->isObject()) {
        health->setDefault("interval", 30);
        health->setDefault("timeout", 5);
        health->setDefault("retries", 3);
    }
}

} // namespace

std::optional<int> cpuUnits(std::string_view text) {
    return sizeOf(text, "vcpu", 1024);
}

std::optional<int> memoryMiB(std::string_view text) {
    return sizeOf(text, "gb", 1024);
}

Json withDefaults(const Json& definition) {
    Json document = definition;
    dropNulls(document);
    for (auto* member : addedByDescribe)
        document.erase(member);
    if (auto size = cpuUnits(document.str("cpu"))) document.set("cpu", std::to_string(*size));
    if (auto size = memoryMiB(document.str("memory"))) document.set("memory", std::to_string(*size));
    auto mode = document.str("networkMode");
    for (auto& container : document.setDefault("containerDefinitions", Json::array()).mutableItems())
        fillContainer(container, mode == "awsvpc" || mode == "host");
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

} // namespace pilothouse::ecs
