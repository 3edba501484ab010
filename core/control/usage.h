// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/state.h"

namespace pilothouse::control {

// How a task counts for its instance and its engine: one definition for the State's indices and a Draft's.

/// Holds room: until it has STOPPED.
inline bool isLive(const TaskRow& task) {
    return task.lastStatus != ecs::TaskStatus::stopped;
}
/// Wanted: nobody has decided to stop it.
inline bool isWanted(const TaskRow& task) {
    return isLive(task) && task.desiredStatus == ecs::DesiredStatus::running;
}

/// Adds (sign 1) or takes away (sign -1) what one task holds.
void take(Usage& usage, const TaskRow& task, int sign);
void takePorts(EnginePorts& ports, const TaskRow& task, int sign);
void takePorts(std::map<std::string, EnginePorts>& engines, const TaskRow& task, int sign);

} // namespace pilothouse::control
