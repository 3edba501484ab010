// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <vector>

namespace pilothouse::ui {

/// One state on a task's way, reached or not.
struct StateStep {
    ecs::TaskStatus status = ecs::TaskStatus::provisioning;
    bool reached = false;
    bool current = false; ///< the task is in it now (never true of STOPPED)
    bool blamed = false;  ///< the task ended badly out of this one
    Millis since = 0;     ///< 0: the endpoint does not tell
    Millis length = 0;    ///< of a state that ended or goes on, where both ends are told
    bool operator==(const StateStep&) const = default;
};

/// The states of a task in their order, with the times that ECS tells: created (PROVISIONING), pull started
/// (PENDING), pull ended (ACTIVATING), started (RUNNING), stopping, execution stopped (DEPROVISIONING),
/// stopped. Of a living task those ahead of RUNNING are there, those of its end only once it ends.
std::vector<StateStep> stepsOf(const console::Task& task, bool failed, Millis now);

} // namespace pilothouse::ui
