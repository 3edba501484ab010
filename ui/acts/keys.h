// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acts/act.h"

namespace pilothouse::ui {

enum class KeyScheme {
    usual, ///< Pilothouse's own
    e1s,   ///< the letters that users of e1s know
};

/// The scheme of the moment; the window gives its actions their keys anew when it changes.
KeyScheme keyScheme();
void setKeyScheme(KeyScheme scheme);

/// The key of an act in the scheme of the moment; empty: none.
QKeySequence keyOf(const ActKind& act);

} // namespace pilothouse::ui
