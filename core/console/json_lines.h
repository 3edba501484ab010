// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace pilothouse::console {

/// One line of a document as screens write it.
struct JsonLine {
    std::string text;
    std::string pointer; ///< RFC 6901: the innermost value that begins on this line; of its end: the same
    bool operator==(const JsonLine&) const = default;
};

/// A document in lines, two spaces a level. A small element of a list ({"name": "A", "value": "1"}) and a
/// list of plain values stay on one line if they fit into 88 signs: so an environment reads as a table.
std::vector<JsonLine> jsonLines(const Json& document);
/// The same as one text, without an end of line after the last.
std::string jsonText(const Json& document);

/// A member's name inside a pointer: ~ and / escaped.
std::string pointerPart(std::string_view name);

} // namespace pilothouse::console
