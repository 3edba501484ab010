// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/control/goal.h"

#include <string>

namespace pilothouse::runtime {

// A task's plan as bodies of POST /containers/create. Source: Docker Engine API 1.41; ECS developer guide,
// "Task definition parameters" for what each member means.

/// The container that holds the task's network namespace and carries its port mappings.
/// `cgroupParent`: "" where limits are not ours to set.
Json pauseSpec(const control::TaskPlan& plan, const std::string& cgroupParent);
/// `engineCpus`: an engine refuses more than it has.
Json containerSpec(const control::TaskPlan& plan, std::size_t index, const std::string& cgroupParent,
                   int engineCpus);

} // namespace pilothouse::runtime
