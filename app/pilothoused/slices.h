// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <string>

namespace pilothouse::app {

/// The instances that an engine is cut into on first start: three, each a third of its CPU and of 75% of its
/// memory; fewer where one would have under 256 units or 512 MiB, at least one.
control::AddInstances cutSlices(const control::EngineObservation& engine, const std::string& planeId,
                                const std::string& region);

} // namespace pilothouse::app
