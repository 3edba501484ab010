// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"

#include <string>

namespace pilothouse::control {

// The life of a task: PROVISIONING PENDING ACTIVATING RUNNING DEACTIVATING STOPPING DEPROVISIONING STOPPED,
// forward only. These functions work on a copy of the row; commitTask() puts it if it changed.

/// A task on its way through one step, with its definition (overrides do not change what is decided here).
struct TaskInHand {
    TaskRow row;
    Ptr<TaskRow> before;
    Ptr<DefinitionRow> definition;
    bool gone = false; ///< the runtime says that nothing of it is left

    const ecs::TaskDefinition& typed() const { return definition->typed; }
    ClusterKey service() const { return {row.key.cluster, row.service}; }
};

/// Nothing if there is no such task, it has STOPPED, or its containers do not fit its definition.
std::optional<TaskInHand> takeTask(const Draft& draft, const ClusterKey& key);

/// Decides to stop; the first cause wins. advance() does the rest.
void decideStop(Draft& draft, TaskInHand& task, ecs::StopCode code, const std::string& reason);
/// Moves status and container goals on as far as the facts in the row allow.
void advance(Draft& draft, TaskInHand& task);
/// Puts the row if it changed, bumps its version, marks its service.
void commitTask(Draft& draft, TaskInHand task);

/// A report of a runtime.
void observe(Draft& draft, const TaskObservation& seen);

} // namespace pilothouse::control
