// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace pilothouse::console {

/// A piece of a line, in bytes.
struct Stretch {
    std::size_t from = 0, length = 0;
    bool operator==(const Stretch&) const = default;
};

/// A row of two texts side by side.
struct DiffRow {
    enum class Kind { same, changed, removed, added };
    Kind kind = Kind::same;
    int left = -1, right = -1;                  ///< numbers of lines from 0; -1: nothing stands there
    std::vector<Stretch> leftWords, rightWords; ///< of a changed row: what differs
    bool operator==(const DiffRow&) const = default;
};

/// The least difference of two JSON texts in lines; a comma at the end of a line is no difference. Lines that
/// replace each other stand in one row if they begin alike (the same member), with the words that differ.
std::vector<DiffRow> diffLines(const std::vector<std::string>& left, const std::vector<std::string>& right);

} // namespace pilothouse::console
