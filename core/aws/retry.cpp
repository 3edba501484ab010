// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/retry.h"

#include <algorithm>
#include <span>

namespace pilothouse::aws {

namespace {

/// As the AWS tools' standard mode has them, but for LimitExceededException: with ECS that is a quota, which
/// no waiting lifts.
constexpr std::string_view throttling[] = {
    "ThrottlingException",      "Throttling",           "ThrottledException", "RequestThrottledException",
    "TooManyRequestsException", "RequestLimitExceeded", "RequestThrottled",   "SlowDown",
    "BandwidthLimitExceeded",   "EC2ThrottledException"};
constexpr std::string_view transient[] = {
    "ServerException",         "InternalFailure",  "InternalError",
    "ServiceUnavailable",      "RequestTimeout",   "InternalServerError",
    "RequestTimeoutException", "ServiceException", "ServiceUnavailableException"};
constexpr std::string_view clocks[] = {"RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"};
constexpr std::string_view keys[] = {"ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException",
                                     "InvalidClientTokenId", "InvalidSignatureException"};

bool contains(std::span<const std::string_view> all, std::string_view type) {
    return std::find(all.begin(), all.end(), type) != all.end();
}

} // namespace

Remedy remedyOf(int status, std::string_view type, std::string_view message) {
    bool timed = type == "InvalidSignatureException" && (message.starts_with("Signature expired") ||
                                                         message.starts_with("Signature not yet current"));
    if (timed || contains(clocks, type)) return Remedy::clock;
    if (contains(keys, type)) return Remedy::credentials;
    bool server = status == 500 || status == 502 || status == 503 || status == 504 || status == 429;
    if (server || contains(throttling, type) || contains(transient, type)) return Remedy::again;
    return Remedy::none;
}

Remedy remedyOf(const Error& netError, std::string_view operation) {
    if (netError.code == "net.closed") return Remedy::again;
    bool reads = operation.starts_with("Describe") || operation.starts_with("List");
    return netError.code == "net.timeout" && reads ? Remedy::again : Remedy::none;
}

Millis backOff(const RetryPolicy& policy, int attempt, Random& random) {
    auto bound = policy.base;
    for (int i = 1; i < attempt && bound < policy.most; ++i)
        bound *= 2;
    bound = std::clamp<Millis>(bound, 1, std::max<Millis>(policy.most, 1));
    return 1 + static_cast<Millis>(random.below(static_cast<std::uint64_t>(bound)));
}

} // namespace pilothouse::aws
