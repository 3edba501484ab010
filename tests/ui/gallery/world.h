// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <memory>

namespace pilothouse::ui::gallery {

/// The moment of the mock-ups: 14:32:08, payments in trouble, worker waiting, web moving from 42 to 43.
std::shared_ptr<const console::Snapshot> worldSnapshot();
console::Service worldService();
Millis worldNow();

} // namespace pilothouse::ui::gallery
