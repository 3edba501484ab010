// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <fstream>
#include <memory>
#include <string>

namespace pilothouse::plane {

// A record is a text file: a line {"seed":..} first, then a line of JSON an Event: {"now":..,"kind":..,...}.
// Replaying its events from the same seed and an empty State gives the same State.

Json toJson(const control::Event& event);
/// Error: record.event, for a line that is none.
Result<control::Event> eventFromJson(const Json& json);

class Recorder {
public:
    /// Error: record.open.
    static Result<std::unique_ptr<Recorder>> open(const std::string& path, std::uint64_t seed);
    void write(const control::Event& event, Millis now);

private:
    std::ofstream m_out;
};

} // namespace pilothouse::plane
