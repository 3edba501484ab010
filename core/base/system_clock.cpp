// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <chrono>

// Alone in its file: a program that stops the clock for its pictures (tests/world) links its own in place of
// it.
namespace pilothouse {

Millis SystemClock::now() const {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace pilothouse
