// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/problems.h"

#include <QString>

namespace pilothouse::ui {

/// The path of a place; where the window has no such page, of the nearest that it has.
QString pathOf(const console::PlaceOf& place);
/// "Open payments", "Show where it fits": what a button that goes there says.
QString goingTo(const console::PlaceOf& place);

} // namespace pilothouse::ui
