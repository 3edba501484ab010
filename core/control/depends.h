// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/rows.h"

#include <optional>
#include <string>
#include <vector>

namespace pilothouse::control {

// Which container waits for which. Source: ECS developer guide, "Container dependency"; the words of the
// reasons are those that ECS's agent writes.

enum class Met { yes, notYet, never };

/// dependsOn, and what is implied: links and volumesFrom need the other container started.
std::vector<ecs::Dependency> dependenciesOf(const ecs::ContainerDefinition& container);
std::optional<std::size_t> indexOf(const ecs::TaskDefinition& definition, const std::string& container);

Met met(const ContainerRow& other, ecs::Condition condition);
/// All dependencies of the container at `index` are met.
bool mayStart(const ecs::TaskDefinition& definition, const TaskRow& task, std::size_t index);
/// Why the container at `index` can never start, or "".
std::string neverReason(const ecs::TaskDefinition& definition, const TaskRow& task, std::size_t index);
std::string timedOutReason(const std::string& other, const std::string& container);
/// No running container depends on the one at `index`: it may be stopped.
bool mayStop(const ecs::TaskDefinition& definition, const TaskRow& task, std::size_t index);

/// A container's check is one that ECS judges by ("NONE" switches the image's own off).
bool hasCheck(const ecs::ContainerDefinition& container);
/// An essential container has a check: the task is healthy when HEALTHY, not when RUNNING.
bool hasCheck(const ecs::TaskDefinition& definition);

} // namespace pilothouse::control
