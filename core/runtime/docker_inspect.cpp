// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_inspect.h"

#include <cstdio>
#include <ctime>

namespace pilothouse::runtime {

using control::ObservedContainer;

Millis timeOf(const std::string& text) {
    std::tm parts{};
    double seconds = 0;
    int read = 0;
    if (std::sscanf(text.c_str(), "%d-%d-%dT%d:%d:%lf%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                    &parts.tm_hour, &parts.tm_min, &seconds, &read) != 6 ||
        parts.tm_year < 1970)
        return 0;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    int hours = 0, minutes = 0; // Podman writes local time with its offset
    char sign = '+';
    std::sscanf(text.c_str() + read, "%c%d:%d", &sign, &hours, &minutes);
    Millis offset = sign == 'Z' ? 0 : (hours * 60 + minutes) * Millis{60'000} * (sign == '-' ? -1 : 1);
    return static_cast<Millis>(timegm(&parts)) * 1000 + static_cast<Millis>(seconds * 1000 + 0.5) - offset;
}

Inspected inspectedOf(const Json& json) {
    auto& labels = json.at("Config").at("Labels");
    auto& state = json.at("State");
    Inspected seen;
    seen.id = json.str("Id");
    seen.plane = labels.str("pilothouse.plane");
    seen.task = labels.str("pilothouse.task");
    seen.attempt = std::atoi(labels.str("pilothouse.attempt").c_str());
    seen.running = state.boolean("Running");
    seen.started = timeOf(state.str("StartedAt")) != 0;
    return seen;
}

control::ContainerObservation observationOf(const Json& json) {
    auto& state = json.at("State");
    control::ContainerObservation seen;
    seen.runtimeId = json.str("Id");
    seen.imageDigest = json.str("Image");
    seen.startedAt = timeOf(state.str("StartedAt"));
    if (state.boolean("Running")) {
        seen.state = ObservedContainer::running;
        auto health = state.at("Health").str("Status");
        if (health == "healthy") seen.health = ecs::HealthStatus::healthy;
        if (health == "unhealthy") seen.health = ecs::HealthStatus::unhealthy;
        return seen;
    }
    if (!seen.startedAt) {
        seen.state = ObservedContainer::created;
        return seen;
    }
    seen.state = ObservedContainer::exited;
    seen.finishedAt = timeOf(state.str("FinishedAt"));
    seen.exitCode = static_cast<int>(state.integer("ExitCode"));
    if (state.boolean("OOMKilled")) seen.reason = "OutOfMemoryError: Container killed due to memory usage";
    return seen;
}

void readNetwork(const Json& pause, const control::TaskPlan& plan, control::TaskObservation& seen) {
    auto& settings = pause.at("NetworkSettings");
    if (plan.definition->networkMode == ecs::NetworkMode::awsvpc)
        for (auto& [name, network] : settings.at("Networks").members()) {
            seen.address = network.str("IPAddress");
            seen.macAddress = network.str("MacAddress");
        }
    for (auto& [key, bindings] : settings.at("Ports").members()) {
        auto slash = key.find('/');
        for (auto& binding : bindings.items())
            seen.bindings.push_back({binding.str("HostIp"), std::atoi(key.c_str()),
                                     std::atoi(binding.str("HostPort").c_str()),
                                     slash == std::string::npos ? "tcp" : key.substr(slash + 1)});
    }
    if (plan.definition->networkMode == ecs::NetworkMode::host)
        for (auto& container : plan.definition->containers)
            for (auto& port : container.portMappings)
                seen.bindings.push_back({"0.0.0.0", port.containerPort, port.containerPort, port.protocol});
}

} // namespace pilothouse::runtime
