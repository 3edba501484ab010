// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/sentence.h"

namespace pilothouse::ui {

/// The sentence of a Reason of core/console, its names as links.
Sentence sayReason(const console::Reason& reason);
/// A few words for a table cell, no full stop, no links.
QString shortReason(const console::Reason& reason);
/// Several Reasons as one paragraph.
Sentence sayReasons(const std::vector<console::Reason>& reasons);

Shape shapeOf(console::Status status);
Tone toneOf(console::Status status);

/// "task/ID", "service/NAME" ...: what a link of this argument leads to; empty if nothing.
QString linkOf(const console::Arg& arg);

} // namespace pilothouse::ui
