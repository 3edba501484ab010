// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <atomic>
#include <string>
#include <vector>

namespace pilothouse::app {

/// What a program said until it was ready.
struct Started {
    int pid = 0;
    std::string line; ///< the first line of its output
};

/// Starts a program in a session of its own, so that it outlives us, and waits for the first line on its
/// output. Errors: plane.cannotStart (errno's words), plane.ended (it ended first; args "exit" its code,
/// cause what it wrote to its error output), plane.notReady (no line in time; it is left running),
/// plane.cancelled. Thread: a worker's.
Result<Started> startDetached(const std::vector<std::string>& command, Millis patience,
                              const std::atomic<bool>& cancelled);

} // namespace pilothouse::app
