// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/control/goal.h"

#include <string>

namespace pilothouse::runtime {

// The names and labels by which a plane knows its own on an engine (docs/task-life.md).

std::string planePart(const std::string& planeId); ///< first six digits
std::string networkName(const std::string& planeId);
/// "ph-<plane 6>-<task 12>-<container>"; the pause container is "pause.", which no definition can name.
std::string containerName(const control::TaskPlan& plan, const std::string& container);
inline constexpr const char* pauseName = "pause.";
std::string volumeName(const control::TaskPlan& plan, const std::string& volume);
std::string planeLabel(const std::string& planeId); ///< "pilothouse.plane=<id>"
Json labelsOf(const control::TaskPlan& plan, const std::string& container);

} // namespace pilothouse::runtime
