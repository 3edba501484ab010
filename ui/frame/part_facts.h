// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <optional>

namespace pilothouse::ui {

/// State of the list on screen, apart from its rows.
struct PartFacts {
    console::PartState state = console::PartState::loading;
    std::optional<Error> error;
    Millis asOf = 0;

    template <typename Row>
    static PartFacts of(const console::Part<Row>& part) {
        return {part.state, part.error, part.asOf};
    }
    /// It was whole once, and is not what stands there now.
    bool isOld() const { return asOf != 0 && error && state != console::PartState::ok; }
};

} // namespace pilothouse::ui
