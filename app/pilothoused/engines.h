// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pilothoused/options.h"
#include "core/runtime/runtime.h"

#include <functional>
#include <memory>
#include <string>

namespace pilothouse::app {

struct Engine {
    std::unique_ptr<runtime::Runtime> runtime;
    /// "kernel" or "accounting", once the engine answers.
    std::function<std::string()> limits;
};

Engine makeEngine(const Options& options, const std::string& planeId, const Clock& clock);

} // namespace pilothouse::app
