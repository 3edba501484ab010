// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ecs/task_definition.h"

#include <string>

namespace pilothouse::control {

/// RunTask's `overrides` laid over a definition: task size, and per container command, environment (by name),
/// cpu, memory, memoryReservation. "" gives the definition unchanged.
ecs::TaskDefinition withOverrides(const ecs::TaskDefinition& definition, const std::string& overrides);

} // namespace pilothouse::control
