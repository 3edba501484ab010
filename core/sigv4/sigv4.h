// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilothouse::sigv4 {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Key {
    std::string accessKeyId, secretAccessKey, sessionToken;
};

/// What is signed of a request. `headers` holds Host too.
struct Request {
    std::string method = "POST";
    std::string target = "/"; ///< path and query as they stand in the request line
    Headers headers;
    std::string_view body;
};

/// The Authorization header, taken apart.
struct Authorization {
    std::string accessKeyId;
    std::string date, region, service; ///< of the credential scope; date is YYYYMMDD
    std::vector<std::string> signedHeaders;
    std::string signature;
};

/// The text whose hash is signed: exactly the named headers, in that order.
std::string canonicalRequest(const Request& request, const std::vector<std::string>& signedHeaders);
/// The signature in hex. `amzDate` is "20261125T064925Z".
std::string signature(const Request& request, const Authorization& scope, std::string_view amzDate,
                      std::string_view secretAccessKey);
std::string sha256Hex(std::string_view bytes);
std::string sha1Hex(std::string_view bytes); ///< names files, signs nothing

/// The headers to add to the request: X-Amz-Date, X-Amz-Security-Token if the key has one, Authorization.
/// Every header of the request is signed.
Headers sign(const Request& request, const Key& key, std::string_view region, std::string_view service,
             Millis now);

/// Why a request is not let in: the API's error type and text.
struct Refusal {
    std::string type, message;
    bool operator==(const Refusal&) const = default;
};

struct Verifier {
    std::string service = "ecs";
    Millis window = 5 * 60'000;                       ///< how far the request's clock may be from ours
    std::vector<std::string> mustBeSigned = {"host"}; ///< lower case
    std::function<std::optional<Key>(std::string_view accessKeyId)> lookup;
};

/// Nothing if the signature holds. A payload that the client left unsigned is never accepted.
std::optional<Refusal> verify(const Request& request, const Verifier& verifier, Millis now);

} // namespace pilothouse::sigv4
