// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pilothouse::console {

/// Where a problem or a change is looked into.
struct PlaceOf {
    enum class Kind { none, service, services, tasks, instance, instances, topology };
    Kind kind = Kind::none;
    std::string name; ///< of the service, id of the instance, filter of the tasks
    bool operator==(const PlaceOf&) const = default;
};

/// How far a deployment is, against its bounds: a bar of tasks.
struct Roll {
    int fresh = 0, old = 0,
        starting = 0; ///< tasks of the new and of the older deployments that run; on their way
    int lower = 0, desired = 0, upper = 0;
    bool operator==(const Roll&) const = default;
};

/// Something that needs a person, waits, or goes on, told as a person would: what, since when, why, what
/// happens next, and where to go or what to do about it.
struct Problem {
    std::string id; ///< stays from one snapshot to the next
    Status status = Status::unknown;
    Reason what;                   ///< a clause without a full stop: the title
    std::optional<Reason> cause;   ///< a clause that says why in a few words, after the title
    std::vector<Reason> why, next; ///< sentences
    Millis since = 0;              ///< 0: not known
    PlaceOf place;
    std::string act;                  ///< of the catalogue of acts; "": none
    std::vector<std::string> targets; ///< ARNs that it acts on
    std::optional<Roll> roll;
    int count = 1;  ///< how many of one kind it stands for
    int weight = 0; ///< tasks that lack: the heavier first
    bool operator==(const Problem&) const = default;
};

using VerdictOf = std::function<Verdict(const Service&, const TaskSummary*)>;

/// Trouble, then at risk, then under way; the heavier first, then by name. More than a few of one kind are
/// one problem that counts them.
std::vector<Problem> problemsOf(const Snapshot& snapshot, const VerdictOf& verdictOf = {});

/// Failed starts at which ECS's circuit breaker ends a deployment.
int breakerThreshold(int desired);

/// Size of a task of that service: of one that waits, else of any of its newest definition.
struct TaskSize {
    std::int64_t cpu = 0, memory = 0; ///< units, MiB; 0: not said
    bool operator==(const TaskSize&) const = default;
};
std::optional<TaskSize> sizeOfTask(const Snapshot& snapshot, const Service& service);

namespace detail {
/// Of one service; nothing if it is well. problem_service.cpp
std::optional<Problem> problemOf(const Snapshot& snapshot, const Service& service, const TaskSummary* tasks,
                                 const Verdict& verdict);
} // namespace detail

} // namespace pilothouse::console
