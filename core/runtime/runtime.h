// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/goal.h"

#include <functional>
#include <string>
#include <vector>

namespace pilothouse::runtime {

/// What runs tasks. It is told how things should be and says how they are, both absolutely; it never decides.
/// Thread: goals come from the plane's thread and return at once; the sink is called from the runtime's own
/// thread. Only what carries the plane's id is ever listed, stopped or removed.
class Runtime {
public:
    struct Sink {
        std::function<void(control::TaskObservation)> task;
        std::function<void(control::EngineObservation)> engine;
    };

    virtual ~Runtime() = default;

    virtual std::string engine() const = 0; ///< "docker", "simulated": InstanceRow::engine
    /// Begins to observe. `goals` are all tasks that the State knows on this engine; what carries our plane's
    /// id and is in none of them is removed. Reports the engine, then one observation for each task it was
    /// given.
    virtual void start(std::vector<control::TaskGoal> goals, Sink sink) = 0;
    /// Newest goal of a task replaces its older one. A goal that is met already costs nothing.
    virtual void want(std::vector<control::TaskGoal> goals) = 0;
    /// Stops observing and acting; containers stay as they are. No sink call after it returns.
    virtual void stop() = 0;
};

} // namespace pilothouse::runtime
