// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/engines.h"

#include "core/runtime/simulated_runtime.h"

namespace pilothouse::app {

Engine makeEngine(const Options&, const std::string&, const Clock& clock) {
    return {runtime::makeSimulatedRuntime(clock), [] { return std::string("accounting"); }};
}

} // namespace pilothouse::app
