// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/random.h"

#include <string>

namespace pilothouse::simulation {

/// What a task of a definition comes to, once nothing disturbs it.
enum class Fate {
    runs,
    failsToStart, ///< never RUNNING
    crashes,      ///< RUNNING, then an essential container ends
    sick          ///< RUNNING, then UNHEALTHY
};

struct Kind {
    std::string name;
    Fate fate;
    bool awsvpc;
};

std::size_t kindCount();
const Kind& kindOf(std::size_t kind);
/// A request of RegisterTaskDefinition.
Json definitionOf(std::size_t kind, const std::string& family);
/// A kind that runs, with this network mode.
std::size_t goodKind(Random& random, bool awsvpc);
std::size_t anyKind(Random& random, bool awsvpc);

} // namespace pilothouse::simulation
