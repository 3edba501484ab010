// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"

namespace pilothouse::control {

/// Everything that is due by now, in order of time.
void fireDeadlines(Draft& draft);
/// The clock jumped: what waits goes on waiting as long as it still had to.
void moveDeadlines(Draft& draft, Millis by);

} // namespace pilothouse::control
