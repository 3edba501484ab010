// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/document_diff.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

/// One difference of two task definitions (or other documents of the API) in words.
Sentence sayChange(const console::DocumentChange& change);
/// A value as a sentence holds it: short, in one line.
QString valueText(const Json& value);

} // namespace pilothouse::ui
