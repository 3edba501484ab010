// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/fit.h"

#include <map>

namespace pilothouse::console {

namespace {

void add(Capacity& sum, const Instance& instance) {
    ++sum.instances;
    sum.tasks += instance.running + instance.pending;
    if (!takesTasks(instance)) return;
    ++sum.active;
    sum.cpu += instance.cpu;
    sum.cpuFree += instance.cpuFree;
    sum.memory += instance.memory;
    sum.memoryFree += instance.memoryFree;
}

} // namespace

bool takesTasks(const Instance& instance) {
    return instance.status == "ACTIVE" && instance.connected;
}

Capacity capacityOf(const Rows<Instance>& instances) {
    Capacity sum;
    for (const auto& row : instances)
        add(sum, *row);
    return sum;
}

std::vector<Capacity> capacityByZone(const Rows<Instance>& instances) {
    std::map<std::string, Capacity> zones;
    for (const auto& row : instances)
        add(zones[row->zone], *row);
    std::vector<Capacity> all;
    for (auto& [zone, sum] : zones) {
        sum.zone = zone;
        all.push_back(std::move(sum));
    }
    return all;
}

LargestFit largestFit(const Rows<Instance>& instances) {
    LargestFit largest;
    for (const auto& row : instances) {
        if (!takesTasks(*row) || row->cpuFree <= 0 || row->memoryFree <= 0) continue;
        const auto room = std::int64_t{row->cpuFree} * row->memoryFree;
        if (room <= std::int64_t{largest.cpu} * largest.memory) continue;
        largest = {row->cpuFree, row->memoryFree, row};
    }
    return largest;
}

} // namespace pilothouse::console
