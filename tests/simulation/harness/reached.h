// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/harness/machine.h"

#include <map>
#include <string>

namespace pilothouse::simulation {

/// How often a situation came up: a simulation that never gets anywhere proves nothing.
using Reached = std::map<std::string, int>;

void countReached(const Transition& t, Reached& reached);
/// What a run of all seeds must have reached.
const std::vector<std::string>& mustReach();

} // namespace pilothouse::simulation
