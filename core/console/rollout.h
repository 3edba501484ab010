// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"

#include <algorithm>

namespace pilothouse::console {

/// A service's tasks between the bounds of its deployment: one slot a task, from what serves to the room that
/// is left under the upper bound; and what follows by itself.
struct Rollout {
    bool rolling = false;  ///< a deployment is under way
    std::string to, from;  ///< ARNs of task definitions; `from`: "" if no older tasks are there
    Millis startedAt = 0;  ///< of the newest deployment
    Millis finishedAt = 0; ///< 0: goes on, or not said
    int fresh = 0;         ///< serve, of the newest deployment
    int old = 0;           ///< serve, of older ones
    int unhealthy = 0;     ///< run and fail their check
    int starting = 0;      ///< of the newest deployment
    int missing = 0;       ///< wanted, not there, and no deployment replaces them
    int leaving = 0;       ///< on their way out: they hold no slot
    int lower = 0, desired = 0, upper = 0;
    int failures = 0;        ///< failed starts of the newest deployment
    int failuresAllowed = 0; ///< the breaker's threshold; 0: no breaker
    bool rollsBack = false;  ///< at the threshold
    Millis nextTry = 0;      ///< by when the next task is started after failures; 0: not waited for
    Millis pace = 0;         ///< between two new tasks that came up; 0: not known yet
    Millis doneAbout = 0;    ///< at that pace; 0: not known
    Reason next;             ///< a "rollout." code

    int healthy() const { return fresh + old; }
    int total() const { return fresh + old + unhealthy + starting; }
    int room() const { return std::max(0, upper - total() - missing); }
};

/// `current` may be null: the service's own deployments tell less. `tasks` that were never read count as the
/// service counts them.
Rollout rolloutOf(const Service& service, const Part<Task>& tasks, const ServiceDeployment* current,
                  Millis now);

/// The service deployment that is under way or was the last of this service; null if it is not known.
std::shared_ptr<const ServiceDeployment> currentDeployment(const Service& service,
                                                           const Part<ServiceDeployment>& deployments);

/// All that is known of a service's deployments, newest first. Where their history cannot be read, those that
/// the service tells of itself: `arn` is empty then.
std::vector<std::shared_ptr<const ServiceDeployment>>
deploymentsOf(const Service& service, const Part<ServiceDeployment>& deployments);

} // namespace pilothouse::console
