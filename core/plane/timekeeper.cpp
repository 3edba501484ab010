// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/timekeeper.h"

#include <algorithm>

namespace pilothouse::plane {

Timekeeper::Timekeeper(const Clock& clock, Millis lastNow)
    : m_clock(clock), m_lastWall(clock.now()), m_ahead(std::max<Millis>(0, lastNow - m_lastWall)) {}

Millis Timekeeper::now() const {
    return m_clock.now() + m_ahead;
}

Millis Timekeeper::look() {
    Millis wall = m_clock.now();
    Millis passed = wall - m_lastWall;
    m_lastWall = wall;
    if (passed < 0) {
        m_ahead -= passed;
        return 0;
    }
    bool jumped = passed > jump;
    Millis given = std::min(m_ahead.load(), jumped ? passed : passed / 10);
    m_ahead -= given;
    return jumped && passed - given > jump ? passed - given : 0;
}

} // namespace pilothouse::plane
