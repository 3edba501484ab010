// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/control/goal.h"

namespace pilothouse::runtime {

// What GET /containers/ID/json says, as observations. Members that an engine leaves out read as unknown.

struct Inspected {
    std::string id, plane, task;
    int attempt = 0;
    bool running = false, started = false; ///< started: it ran at some time
};
Inspected inspectedOf(const Json& json);
control::ContainerObservation observationOf(const Json& json);
/// Address, MAC and port bindings of a pause container; read from its networks alone (API 1.52 has no
/// others).
void readNetwork(const Json& pause, const control::TaskPlan& plan, control::TaskObservation& seen);

/// RFC 3339 with nanoseconds to milliseconds; 0 for the engine's "never" (year 1).
Millis timeOf(const std::string& text);

} // namespace pilothouse::runtime
