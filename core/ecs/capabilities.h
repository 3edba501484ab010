// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/ecs/task_definition.h"

#include <string>
#include <vector>

namespace pilothouse::ecs {

// What DescribeTaskDefinition tells about a definition beside what was registered.

/// Whether Fargate could run it: awsvpc, and a task size that it offers.
bool fitsFargate(const TaskDefinition& definition);

/// "compatibilities": EXTERNAL where it needs no address of its own, EC2, FARGATE and MANAGED_INSTANCES where
/// it could run there.
std::vector<std::string> compatibilitiesOf(const TaskDefinition& definition);

/// "requiresAttributes": what ECS wants of an instance's agent for it. Source: ECS developer guide,
/// "Container instance attributes".
std::vector<std::string> requiredAttributesOf(const TaskDefinition& definition, const Json& document);

} // namespace pilothouse::ecs
