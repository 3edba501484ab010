// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QString>
#include <stdexcept>
#include <string_view>

namespace pilothouse::tests {

/// JSON written in a test; single quotes stand for double ones.
inline Json json(std::string text) {
    for (auto& c : text)
        if (c == '\'') c = '"';
    auto value = Json::parse(text);
    if (!value) throw std::invalid_argument("no JSON: " + text + ": " + value.error().cause);
    return *value;
}

inline QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace pilothouse::tests
