// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"

namespace pilothouse::console {

/// The rows that a service's event names.
struct EventNames {
    std::vector<std::string> tasks, instances; ///< ids
    std::string deployment;                    ///< ecs-svc/N
    bool operator==(const EventNames&) const = default;
};
EventNames namesIn(const ServiceEvent& event);

/// How an event of this code (explain(event).code) stands.
Status statusOfEvent(std::string_view code);

/// Events of one service, newest first, without those told twice (by id); the same words several times in a
/// row are one run.
struct EventRun {
    ServiceEvent event; ///< the newest of the run
    Millis firstAt = 0;
    int times = 1;
    std::string firstId; ///< of the oldest: it stays as the run grows
    bool operator==(const EventRun&) const = default;
};
std::vector<EventRun> runsOf(const std::vector<ServiceEvent>& events);

} // namespace pilothouse::console
