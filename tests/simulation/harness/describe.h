// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <string>

namespace pilothouse::simulation {

/// One line, for the trace of a failing seed.
std::string describe(const control::Event& event);
/// Services, deployments, tasks and instances, a line each.
std::string describe(const control::State& state);

} // namespace pilothouse::simulation
