// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/state.h"

namespace pilothouse::plane {

/// The changes of several steps that share one commit, and what takes them back.
struct Batch {
    control::Changes changes;
    control::Changes undo;

    /// Adds a step's changes; `state` is the one that they are not applied to yet.
    void add(const control::State& state, const control::Changes& more);
};

} // namespace pilothouse::plane
