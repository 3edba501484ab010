// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/random.h"
#include "core/control/goal.h"
#include "core/control/state.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pilothouse::control {

/// A call of the ECS API whose shape has been checked (core/ecs/shapes.h).
struct Command {
    std::string operation;
    Json input;
    std::string caller; ///< ARN of who signed it: createdBy, registeredBy
};

/// Makes container instances out of an engine: on first start, and whenever slices are added.
struct AddInstances {
    std::string cluster;
    std::vector<InstanceRow> rows; ///< ids, times filled by the heart where empty
};

/// Now is the time that a deadline waited for.
struct Tick {};

/// The wall clock jumped forward by this much: deadlines move with it.
struct TimeJumped {
    Millis by = 0;
};

using Event = std::variant<Command, TaskObservation, EngineObservation, AddInstances, Tick, TimeJumped>;

/// An error answer of the API. Types and texts: the ECS API's own.
struct ApiError {
    std::string type; ///< "ClusterNotFoundException"
    std::string message;
    Json extra; ///< further members (ConflictException's resourceIds), or null
    bool operator==(const ApiError&) const = default;
};

using Reply = tl::expected<Json, ApiError>;
inline tl::unexpected<ApiError> refuse(std::string type, std::string message) {
    return tl::unexpected<ApiError>(ApiError{std::move(type), std::move(message), {}});
}

/// Settings of the rules; part of every step so that a replay has them.
struct Rules {
    Millis settle = 0;              ///< RUNNING for so long counts as healthy where there is no health check
    Millis keepStopped = 3'600'000; ///< STOPPED tasks and INACTIVE services stay visible
    int mutant = 0;                 ///< 0: none. tests/mutants only: a named fault of the rules
};

struct Step {
    Changes changes;
    std::optional<Reply> reply; ///< for a Command
};

/// The heart: pure, deterministic. State is not changed; the caller commits Changes and then applies them.
/// `now` is at least state's lastNow (the plane sees to it).
Step step(const State& state, const Event& event, Millis now, Random& random, const Rules& rules);

/// Operations that only read (Describe*, List*): on a State between steps.
bool isRead(std::string_view operation);
Reply read(const State& state, const std::string& operation, const Json& input, Millis now);

/// Goals that these changes alter; `before` is the State they are not applied to yet. For a task that is
/// removed or has STOPPED: remove = true.
std::vector<TaskGoal> goalsAfter(const State& before, const Changes& changes);
/// Goals of every task that a runtime should know of (all that have not STOPPED): after a start.
std::vector<TaskGoal> allGoals(const State& state);
TaskGoal goalOf(const State& state, const TaskRow& task);

/// When the next Tick is due; nothing if no deadline waits.
std::optional<Millis> nextDue(const State& state);

} // namespace pilothouse::control
