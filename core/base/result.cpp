// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace pilothouse {

std::string describe(const Error& error) {
    std::string text = error.code;
    if (!error.subject.empty()) text += " " + error.subject;
    if (!error.cause.empty()) text += ": " + error.cause;
    return text;
}

} // namespace pilothouse
