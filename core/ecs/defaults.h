// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace pilothouse::ecs {

/// A definition as ECS keeps it: sizes as plain numbers, defaults filled in where nothing was said, what
/// Describe adds left out, nulls left out; members that nobody knows stay. A size that cannot be read stays
/// as it is: check() finds it. Source: ECS API reference, RegisterTaskDefinition.
Json withDefaults(const Json& definition);

/// "256", "0.25 vCPU", "1vcpu": CPU units. "512", "0.5 GB", "1gb": MiB. Nothing if it is no such size.
std::optional<int> cpuUnits(std::string_view text);
std::optional<int> memoryMiB(std::string_view text);

/// Whether Fargate offers a task of this size. Source: ECS developer guide, "Task CPU and memory".
bool isFargateSize(int cpu, int memory);

} // namespace pilothouse::ecs
