// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <map>
#include <string>
#include <string_view>

namespace pilothouse::console {

/// ECS's throttle table as token buckets: all operations of a row share one. A console takes half of a row
/// (`share`), for it is not alone in its account. Times are any clock's that only moves forward. Not
/// thread-safe.
class Budget {
public:
    explicit Budget(double share = 0.5) : m_share(share) {}
    /// 0: go on, a token is taken. Else the milliseconds until one is there; nothing is taken.
    Millis take(std::string_view operation, Millis now);

private:
    struct Bucket {
        double tokens = 0;
        Millis at = 0;
    };
    double m_share;
    std::map<std::string, Bucket, std::less<>> m_buckets;
};

} // namespace pilothouse::console
