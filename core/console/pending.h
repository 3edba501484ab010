// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

namespace pilothouse::console {

/// What a Pending compares with: taken when the act was sent.
struct Before {
    std::string primaryDeployment; ///< of the service it is about
};
Before takeBefore(const Pending& pending, const Snapshot& snapshot);

/// Does the snapshot, read after the endpoint answered the act, show what was asked for?
bool isShown(const Pending& pending, const Before& before, const Snapshot& snapshot);

} // namespace pilothouse::console
