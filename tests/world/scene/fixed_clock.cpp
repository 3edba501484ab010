// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/fixed_clock.h"

#include "core/console/meter.h"

#include <atomic>
#include <cstdlib>
#include <ctime>

namespace pilothouse {

namespace {
std::atomic<Millis> stopped{tests::worldMoment};
}

Millis SystemClock::now() const {
    return stopped;
}

void tests::setNow(Millis now) {
    stopped = now;
}

void tests::enterTokyo() {
    ::setenv("TZ", "Asia/Tokyo", 1);
    ::tzset();
}

namespace console {

void Meter::count(Millis, int) {
    m_latency = 38;
}

double Meter::callsPerSecond() const {
    return 2.4;
}

} // namespace console

} // namespace pilothouse
