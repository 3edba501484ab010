// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <array>
#include <string_view>

namespace pilothouse::control {

/// Faults that tests/mutants switches into the rules by number (Rules::mutant), to prove that the simulation
/// would notice them. Each is one line at the place where the rule stands.
enum class Mutant {
    none,
    healthyLowerBoundOffByOne, ///< a deployment may go one healthy task under its lower bound
    upperBoundOffByOne,        ///< a deployment may hold one task over its upper bound
    portFreedEarly,            ///< a fixed host port is free again when its task begins to stop
    lostStopReport,            ///< the report that nothing of a stopped task is left is dropped
    doublePlacement,           ///< a service starts each missing task twice
    missingStopReason,         ///< an essential container's end leaves stopCode and stoppedReason empty
    rollbackToWrongRevision,   ///< the breaker goes back to the oldest completed deployment, not the newest
    delayNotReset,             ///< a new deployment keeps the delay that the older one's failures earned
    breakerNeverTriggers,      ///< failures are counted, the threshold is never met
    usageIgnoresPending,       ///< CPU and memory of tasks that do not run yet are not counted
    deadTaskNotReplaced,       ///< a task whose network was lost stays RUNNING
    staleAttemptAccepted,      ///< reports of older attempts change the task
    drainingStillPlaces,       ///< a DRAINING instance takes tasks
    disconnectedStillPlaces,   ///< an instance whose engine does not answer takes tasks
    stoppedTooEarly,           ///< STOPPED is said while containers still run
    dependencyIgnored,         ///< containers start without waiting for those they depend on
    unhealthyKept,             ///< a service's task that fails its health check is not replaced
    oldTasksForgotten,         ///< a deployment completes while older tasks still run
    abortRollsBack,            ///< a deployment that is only to stop goes back to the one before
    count_
};

/// Names by number, for tests/mutants and its output.
inline constexpr std::array<std::string_view, static_cast<std::size_t>(Mutant::count_)> mutantNames = {
    "none",
    "healthyLowerBoundOffByOne",
    "upperBoundOffByOne",
    "portFreedEarly",
    "lostStopReport",
    "doublePlacement",
    "missingStopReason",
    "rollbackToWrongRevision",
    "delayNotReset",
    "breakerNeverTriggers",
    "usageIgnoresPending",
    "deadTaskNotReplaced",
    "staleAttemptAccepted",
    "drainingStillPlaces",
    "disconnectedStillPlaces",
    "stoppedTooEarly",
    "dependencyIgnored",
    "unhealthyKept",
    "oldTasksForgotten",
    "abortRollsBack",
};

inline bool mutant(const Rules& rules, Mutant fault) {
    return rules.mutant == static_cast<int>(fault);
}

} // namespace pilothouse::control
