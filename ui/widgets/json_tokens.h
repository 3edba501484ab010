// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QString>
#include <QVector>

namespace pilothouse::ui {

/// A piece of a line of JSON text, in UTF-16 units. Strings of JSON never reach over the end of a line.
struct JsonToken {
    enum class Kind { key, string, number, punctuation };
    Kind kind;
    int from, length;
    bool operator==(const JsonToken&) const = default;
};

QVector<JsonToken> jsonTokens(QStringView line);
/// By the theme of the moment.
QColor colourOf(JsonToken::Kind kind);

} // namespace pilothouse::ui
