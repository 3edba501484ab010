// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <fstream>
#include <memory>
#include <string>

namespace pilothouse::plane {

// A record is a text file: first a line with the seed, the rules, account and region, then a line of JSON an
// Event ({"now":..,"kind":..,...}), or {"undone":N}: the last N events came to nothing, their commit failed.
// Beside it stands FILE.db, the database that the plane started from.

Json toJson(const control::Event& event);
/// Error: record.event, for a line that is none.
Result<control::Event> eventFromJson(const Json& json);

class Recorder {
public:
    /// Replaces what was recorded there. Error: record.open.
    static Result<std::unique_ptr<Recorder>> open(const std::string& path, std::uint64_t seed,
                                                  const control::Rules& rules, const control::State& start);
    void write(const control::Event& event, Millis now);
    void undone(std::size_t events);

private:
    std::ofstream m_out;
};

/// Takes a record's steps again, from its first State: gives the last. Errors: record.open, record.event,
/// those of the store. A last line that was cut short by a crash is left out.
Result<control::State> replay(const std::string& path);

} // namespace pilothouse::plane
