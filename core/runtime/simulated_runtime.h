// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/runtime/runtime.h"

#include <memory>
#include <string>

namespace pilothouse::runtime {

/// What the simulated engine pretends to have.
struct SimulatedSize {
    int cpus = 8;
    std::int64_t memoryBytes = 32LL << 30;
};

/// SimulatedEngine on a thread of its own, in real time. Goals with remove for tasks it does not know are
/// answered as gone.
std::unique_ptr<Runtime> makeSimulatedRuntime(const Clock& clock, SimulatedSize size = {});

} // namespace pilothouse::runtime
