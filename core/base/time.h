// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pilothouse {

/// Milliseconds since 1970 (UTC), or a length in milliseconds. On the wire: seconds with three decimals.
using Millis = std::int64_t;

/// The only way to read time; tests and the simulation pass their own.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Millis now() const = 0;
};

class SystemClock final : public Clock {
public:
    Millis now() const override;
};

/// "2026-11-25T06:49:25.123Z"
std::string rfc3339(Millis time);
/// "20261125T064925Z", as Signature Version 4 writes it.
std::string amzDate(Millis time);
/// "Wed, 25 Nov 2026 06:49:25 GMT", as the Date header of HTTP writes it.
std::string httpDate(Millis time);
std::optional<Millis> parseHttpDate(std::string_view text);

} // namespace pilothouse
