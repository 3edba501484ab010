// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/meter.h"

#include <algorithm>
#include <chrono>

namespace pilothouse::console {

namespace {

constexpr Millis window = 10'000;

Millis steadyNow() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

void Meter::count(Millis took, int attempts) {
    m_latency = took;
    const Millis now = steadyNow();
    m_calls.insert(m_calls.end(), static_cast<std::size_t>(std::max(1, attempts)), now);
    while (m_calls.front() < now - window)
        m_calls.pop_front();
}

double Meter::callsPerSecond() const {
    const Millis since = steadyNow() - window;
    const auto count = std::count_if(m_calls.begin(), m_calls.end(), [&](Millis at) { return at >= since; });
    return static_cast<double>(count) * 1000.0 / static_cast<double>(window);
}

} // namespace pilothouse::console
