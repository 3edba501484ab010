// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/slices.h"

#include <algorithm>
#include <sys/utsname.h>

namespace pilothouse::app {

namespace {

std::string architecture() {
    utsname names{};
    uname(&names);
    std::string machine = names.machine;
    return machine == "aarch64" ? "arm64" : machine;
}

/// 127.<64 + plane byte mod 64>.0.<10 + k>: two planes on one computer rarely share one, and 127.0.0.1 is
/// left alone.
std::string addressOf(const std::string& planeId, int index) {
    int byte = planeId.size() >= 2 ? static_cast<int>(std::stoul(planeId.substr(0, 2), nullptr, 16)) : 0;
    return "127." + std::to_string(64 + byte % 64) + ".0." + std::to_string(10 + index);
}

} // namespace

control::AddInstances cutSlices(const control::EngineObservation& engine, const std::string& planeId,
                                const std::string& region) {
    int cpu = std::max(1, engine.cpus) * 1024;
    int memory = static_cast<int>(engine.memoryBytes / (1024 * 1024) * 3 / 4);
    int count = std::clamp(std::min(cpu / 256, memory / 512), 1, 3);
    control::AddInstances added{"default", {}};
    for (int i = 0; i < count; ++i) {
        control::InstanceRow row;
        row.engine = engine.engine;
        row.zone = region + static_cast<char>('a' + i);
        row.address = addressOf(planeId, i);
        row.cpu = cpu / count;
        row.memory = memory / count;
        row.connected = true;
        row.attributes = {{"ecs.availability-zone", row.zone},       {"ecs.cpu-architecture", architecture()},
                          {"ecs.instance-type", "pilothouse.slice"}, {"ecs.os-type", "linux"},
                          {"pilothouse.engine", engine.version},     {"pilothouse.limits", engine.limits}};
        added.rows.push_back(std::move(row));
    }
    return added;
}

} // namespace pilothouse::app
