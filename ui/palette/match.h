// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace pilothouse::ui {

/// How near a text is to what was typed, every word of which it must hold: 0 is the same, then its beginning,
/// the beginning of one of its words, anywhere in it. Letter case does not matter.
std::optional<int> nearness(const QString& text, const QStringList& words);

} // namespace pilothouse::ui
