// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/base/random.h"

#include <string_view>

namespace pilothouse::aws {

/// What may help after a failure.
enum class Remedy {
    none,
    again,       ///< the same after a while
    clock,       ///< signed with the right time
    credentials, ///< with newer credentials
};

/// After an HTTP answer that is no success. `type` without "aws.".
Remedy remedyOf(int status, std::string_view type, std::string_view message);
/// After no answer. A call that writes is not sent twice when the first may still be at work.
Remedy remedyOf(const Error& netError, std::string_view operation);

/// The wait before try number `attempt` + 1 (counted from 1).
Millis backOff(const RetryPolicy& policy, int attempt, Random& random);

} // namespace pilothouse::aws
