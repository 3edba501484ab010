// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <optional>

namespace pilothouse::ui {

struct DrainRoom {
    int tasks = 0;   ///< of services, on the drained instances: they are replaced elsewhere
    int missing = 0; ///< for which there is no room now
};

/// Would the tasks of services that leave these instances find a place on the others? By their sizes, the
/// largest first; nothing where a size or the list of tasks is not known.
std::optional<DrainRoom> roomElsewhere(const console::Snapshot& now,
                                       const console::Rows<console::Instance>& drained);

} // namespace pilothouse::ui
