// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/counts.h"
#include "core/console/problems.h"

namespace pilothouse::console {

/// One line of "what changed".
struct Change {
    std::string id;
    Millis at = 0;
    Status status = Status::unknown; ///< its shape
    Arg subject;                     ///< the service
    Reason what;                     ///< a "change." clause that names it, or an "event." that does not
    PlaceOf place;
    std::string raw; ///< as ECS said it; "": it said nothing
    bool operator==(const Change&) const = default;
};

/// Deployments started, completed and failed, scalings (as they were marked), and the events of all services
/// but those that say the same or that nothing happened; newest first, `most` of them. Events of one service
/// and kind that follow each other are one line.
std::vector<Change> changesOf(const Snapshot& snapshot, const std::vector<Mark>& marks, std::size_t most);

/// A mark as a clause: "web 42 → 43", "api scaled from 6 to 8 tasks".
Reason tellMark(const Mark& mark);
Status statusOf(Mark::Kind kind);

} // namespace pilothouse::console
