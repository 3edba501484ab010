// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

namespace pilothouse::tests {

// A program that links this has one moment for its clock instead of the system's, and figures in the status
// bar that do not depend on the machine: pictures of it are the same at each run.

/// The moment of the world and of look.md's mock-ups: 25 November 2026, 14:32:08 in Tokyo.
constexpr Millis worldMoment = 1'795'584'728'000;

void setNow(Millis now);
/// The time zone of the world, before anything asks for one.
void enterTokyo();

} // namespace pilothouse::tests
