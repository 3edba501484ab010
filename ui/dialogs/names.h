// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string_view>

namespace pilothouse::ui {

constexpr int mostOfAName = 255;

/// ECS's rule for the names of clusters, services and families: letters, digits, - and _.
inline bool isName(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    };
    return !name.empty() && name.size() <= mostOfAName && std::all_of(name.begin(), name.end(), allowed);
}

} // namespace pilothouse::ui
