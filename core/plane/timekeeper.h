// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <atomic>

namespace pilothouse::plane {

/// The plane's Now, made of a wall clock that anybody may set. It never runs backwards and never stands still
/// for long: after the wall was set back it goes on from where it was, a little slower than the wall until
/// both agree again. A forward jump is told, so that deadlines can move with it.
class Timekeeper {
public:
    /// A wall that moved further than this between two looks has jumped: the computer slept, or was set.
    static constexpr Millis jump = 30'000;

    Timekeeper(const Clock& clock, Millis lastNow);

    /// Any thread.
    Millis now() const;
    /// The plane's thread, at least every `jump / 2` while a deadline waits: how far the wall jumped forward
    /// since the last look, or 0. (With nothing waiting, a long rest looks the same and means nothing.)
    Millis look();

private:
    const Clock& m_clock;
    Millis m_lastWall;
    std::atomic<Millis> m_ahead; ///< of the wall
};

} // namespace pilothouse::plane
