// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/ecs/task_definition.h"

#include <string>
#include <vector>

namespace pilothouse::control {

/// A registered definition as ECS keeps it: sizes in plain numbers, defaults filled in where nothing was
/// said, what Describe adds left out; members that nobody knows stay. The error is ClientException's message.
/// Source: ECS API reference, RegisterTaskDefinition; developer guide, "Task definition parameters".
tl::expected<Json, std::string> withDefaults(const Json& request);

/// EC2 always; FARGATE for awsvpc with a task size that it offers; EXTERNAL where no awsvpc is needed.
std::vector<std::string> compatibilitiesOf(const ecs::TaskDefinition& definition);

/// True for a task size that Fargate offers: CPU units, MiB.
bool isFargateSize(int cpu, int memory);

} // namespace pilothouse::control
