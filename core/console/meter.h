// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <deque>

namespace pilothouse::console {

/// What the status bar tells of the calls: how long the last one took, how many there are a second. Its owner
/// guards it.
class Meter {
public:
    void count(Millis took, int attempts);
    Millis latency() const { return m_latency; }
    double callsPerSecond() const; ///< over the last ten seconds

private:
    Millis m_latency = 0;
    std::deque<Millis> m_calls; ///< times of attempts
};

} // namespace pilothouse::console
