// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/arn.h"
#include "core/console/reasons.h"

namespace pilothouse::console {

// Short makers of Args.

inline Arg count(std::int64_t number) {
    return {Arg::Kind::number, {}, number, {}, {}};
}
inline Arg words(std::string text) {
    return {Arg::Kind::text, std::move(text), 0, {}, {}};
}
inline Arg named(Arg::Kind kind, std::string name, std::string arn = {}) {
    return {kind, std::move(name), 0, std::move(arn), {}};
}
inline Arg definition(const std::string& arn) {
    return named(Arg::Kind::definition, std::string(lastPart(arn)), arn);
}

} // namespace pilothouse::console
