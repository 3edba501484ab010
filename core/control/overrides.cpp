// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/overrides.h"

#include "core/base/json.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::control {

namespace {

/// Task sizes are strings on the wire ("256"); a number is taken too. None that is no size of a machine.
std::optional<int> size(const Json& value) {
    constexpr int most = 100'000'000;
    if (value.isInt()) {
        auto whole = value.asInt();
        return whole > 0 && whole <= most ? std::optional(static_cast<int>(whole)) : std::nullopt;
    }
    auto& text = value.asString();
    int number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    if (number <= 0 || number > most) return {};
    return number;
}

void mergeEnvironment(ecs::Pairs& environment, const Json& over) {
    for (auto& item : over.items()) {
        auto name = item.str("name");
        auto it = std::find_if(environment.begin(), environment.end(),
                               [&](auto& pair) { return pair.first == name; });
        if (it == environment.end())
            environment.emplace_back(name, item.str("value"));
        else
            it->second = item.str("value");
    }
}

void overrideContainer(ecs::ContainerDefinition& container, const Json& over) {
    if (auto* command = over.find("command")) {
        container.command.clear();
        for (auto& word : command->items())
            container.command.push_back(word.asString());
    }
    mergeEnvironment(container.environment, over.at("environment"));
    if (over.at("cpu").isInt()) container.cpu = static_cast<int>(over.integer("cpu"));
    if (over.at("memory").isInt()) container.memory = static_cast<int>(over.integer("memory"));
    if (over.at("memoryReservation").isInt())
        container.memoryReservation = static_cast<int>(over.integer("memoryReservation"));
}

} // namespace

ecs::TaskDefinition withOverrides(const ecs::TaskDefinition& definition, const std::string& overrides) {
    auto result = definition;
    if (overrides.empty()) return result;
    auto json = Json::parse(overrides);
    if (!json) return result;
    if (auto cpu = size(json->at("cpu"))) result.cpu = cpu;
    if (auto memory = size(json->at("memory"))) result.memory = memory;
    for (auto& over : json->at("containerOverrides").items())
        for (auto& container : result.containers)
            if (container.name == over.str("name")) overrideContainer(container, over);
    return result;
}

} // namespace pilothouse::control
