// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

/// An Error of a lower room for a person.
struct Explanation {
    Sentence why;  ///< what stood in the way
    Sentence next; ///< what to do about it
    QString raw;   ///< the words of whoever refused, unchanged; may be empty
};
Explanation explainError(const Error& error);

/// Denied is not failed: the list shows another face and the remedy is a permission.
bool isDenied(const Error& error);

} // namespace pilothouse::ui
