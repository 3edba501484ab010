// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/drain_room.h"

#include "core/console/fit.h"

#include <algorithm>
#include <map>

namespace pilothouse::ui {

std::optional<DrainRoom> roomElsewhere(const console::Snapshot& now,
                                       const console::Rows<console::Instance>& drained) {
    if (now.tasks.state != console::PartState::ok || now.instances.state != console::PartState::ok)
        return std::nullopt;
    const auto isDrained = [&](const std::string& arn) {
        return std::any_of(drained.begin(), drained.end(), [&](const auto& row) { return row->arn == arn; });
    };
    std::map<std::pair<int, int>, int, std::greater<>> sizes; // memory and CPU, how many
    DrainRoom room;
    for (const auto& task : now.tasks.rows) {
        if (task->service.empty() || task->lastStatus == ecs::TaskStatus::stopped ||
            !isDrained(task->instanceArn))
            continue;
        if (task->memory.empty()) return std::nullopt;
        ++sizes[{std::atoi(task->memory.c_str()), std::atoi(task->cpu.c_str())}];
        ++room.tasks;
    }
    console::Snapshot left; // what others take is taken from it
    left.cluster = now.cluster;
    left.instances.state = console::PartState::ok;
    for (const auto& row : now.instances.rows)
        if (!isDrained(row->arn)) left.instances.rows.push_back(row);
    for (const auto& [size, count] : sizes) {
        const auto [memory, cpu] = size;
        const console::Fit fit = console::fit(left, console::requirementOf(cpu, memory, count));
        room.missing += fit.missing;
        for (std::size_t i = 0; i < fit.instances.size(); ++i) {
            if (fit.instances[i].placed == 0) continue;
            console::Instance taken = *left.instances.rows[i];
            taken.cpuFree -= cpu * fit.instances[i].placed;
            taken.memoryFree -= memory * fit.instances[i].placed;
            left.instances.rows[i] = std::make_shared<const console::Instance>(std::move(taken));
        }
    }
    return room;
}

} // namespace pilothouse::ui
