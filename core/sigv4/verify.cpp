// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Error types and texts as AWS's JSON services give them; clients match on them.
#include "core/sigv4/canonical.h"
#include "core/sigv4/sigv4.h"

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <fmt/format.h>
#include <openssl/crypto.h>

namespace pilothouse::sigv4 {

namespace {

constexpr std::string_view algorithm = "AWS4-HMAC-SHA256";

Refusal invalid(std::string message) {
    return {"InvalidSignatureException", std::move(message)};
}

struct Found {
    int count = 0;
    std::string_view value;
};

Found findHeader(const Request& request, std::string_view lowerName) {
    Found found;
    for (auto& [name, value] : request.headers)
        if (lower(name) == lowerName) {
            ++found.count;
            found.value = value;
        }
    return found;
}

bool isHex(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// "20150830T123600Z" to milliseconds since 1970.
std::optional<Millis> parseAmzDate(std::string_view text) {
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return {};
    int parts[6] = {};
    static constexpr std::pair<int, int> places[6] = {{0, 4}, {4, 2}, {6, 2}, {9, 2}, {11, 2}, {13, 2}};
    for (int i = 0; i < 6; ++i)
        for (int k = 0; k < places[i].second; ++k) {
            char c = text[static_cast<std::size_t>(places[i].first + k)];
            if (c < '0' || c > '9') return {};
            parts[i] = parts[i] * 10 + (c - '0');
        }
    std::tm t{};
    t.tm_year = parts[0] - 1900;
    t.tm_mon = parts[1] - 1;
    t.tm_mday = parts[2];
    t.tm_hour = parts[3];
    t.tm_min = parts[4];
    t.tm_sec = parts[5];
    return static_cast<Millis>(timegm(&t)) * 1000;
}

void readCredential(std::string_view value, Authorization& out) {
    // The access key id may not hold a slash; the scope is the last four parts.
    std::string_view parts[5];
    for (int i = 4; i >= 0; --i) {
        auto slash = i == 0 ? std::string_view::npos : value.rfind('/');
        if (i > 0 && slash == std::string_view::npos) return;
        parts[i] = i == 0 ? value : value.substr(slash + 1);
        if (i > 0) value = value.substr(0, slash);
    }
    if (parts[4] != "aws4_request") return;
    out.accessKeyId = parts[0];
    out.date = parts[1];
    out.region = parts[2];
    out.service = parts[3];
}

void readSignedHeaders(std::string_view value, Authorization& out) {
    while (!value.empty()) {
        auto end = value.find(';');
        out.signedHeaders.emplace_back(value.substr(0, end));
        value = end == std::string_view::npos ? std::string_view{} : value.substr(end + 1);
    }
}

/// The parts that are there; what is missing stays empty.
Authorization parseAuthorization(std::string_view text) {
    Authorization out;
    text.remove_prefix(algorithm.size());
    while (!text.empty()) {
        auto comma = text.find(',');
        auto part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
        while (part.starts_with(' '))
            part.remove_prefix(1);
        while (part.ends_with(' '))
            part.remove_suffix(1);
        auto equals = part.find('=');
        if (equals == std::string_view::npos) continue;
        auto name = part.substr(0, equals), value = part.substr(equals + 1);
        if (name == "Credential")
            readCredential(value, out);
        else if (name == "SignedHeaders" && out.signedHeaders.empty())
            readSignedHeaders(value, out);
        else if (name == "Signature")
            out.signature = value;
    }
    return out;
}

std::optional<Refusal> checkComplete(const Authorization& auth, const Found& date) {
    std::string missing;
    auto need = [&](bool there, std::string_view what) {
        if (!there) missing += fmt::format("Authorization header requires {}. ", what);
    };
    need(!auth.accessKeyId.empty(), "'Credential' parameter");
    need(!auth.signature.empty(), "'Signature' parameter");
    need(!auth.signedHeaders.empty(), "'SignedHeaders' parameter");
    need(date.count == 1, "existence of a 'X-Amz-Date' header");
    if (missing.empty()) return {};
    missing.pop_back();
    return Refusal{"IncompleteSignatureException", missing};
}

std::optional<Refusal> checkSignedHeaders(const Request& request, const Authorization& auth,
                                          const Verifier& verifier) {
    auto isSigned = [&](std::string_view name) {
        return std::find(auth.signedHeaders.begin(), auth.signedHeaders.end(), name) !=
               auth.signedHeaders.end();
    };
    for (auto& name : verifier.mustBeSigned)
        if (findHeader(request, name).count > 0 && !isSigned(name))
            return invalid(fmt::format("'{}' must be a 'SignedHeader' in the AWS Authorization.", name));
    return {};
}

/// The wording is AWS's; 5 min stands for the window.
std::optional<Refusal> checkTime(std::string_view date, Millis signedAt, Millis window, Millis now) {
    auto minutes = window / 60'000;
    if (signedAt < now - window)
        return invalid(fmt::format("Signature expired: {} is now earlier than {} ({} - {} min.)", date,
                                   amzDate(now - window), amzDate(now), minutes));
    if (signedAt > now + window)
        return invalid(fmt::format("Signature not yet current: {} is still later than {} ({} + {} min.)",
                                   date, amzDate(now + window), amzDate(now), minutes));
    return {};
}

} // namespace

std::optional<Refusal> verify(const Request& request, const Verifier& verifier, Millis now) {
    auto header = findHeader(request, "authorization");
    if (header.count == 0 || header.value.empty())
        return Refusal{"MissingAuthenticationTokenException", "Missing Authentication Token"};
    if (header.count > 1 || !header.value.starts_with(algorithm))
        return Refusal{"IncompleteSignatureException",
                       "Authorization header must be one AWS4-HMAC-SHA256 signature."};
    auto date = findHeader(request, "x-amz-date");
    auto auth = parseAuthorization(header.value);
    if (auto refusal = checkComplete(auth, date)) return refusal;

    auto key = verifier.lookup(auth.accessKeyId);
    if (!key)
        return Refusal{"UnrecognizedClientException",
                       "The security token included in the request is invalid."};
    if (auth.service != verifier.service)
        return invalid(
            fmt::format("Credential should be scoped to correct service: '{}'.", verifier.service));
    auto signedAt = parseAmzDate(date.value);
    if (!signedAt)
        return Refusal{"IncompleteSignatureException",
                       "Date must be in ISO-8601 'basic format', as in 20150830T123600Z."};
    if (date.value.substr(0, 8) != auth.date)
        return invalid(fmt::format("Date in Credential scope does not match YYYYMMDD from ISO-8601 version "
                                   "of date from HTTP: '{}' != '{}', from '{}'.",
                                   auth.date, date.value.substr(0, 8), date.value));
    if (auto refusal = checkTime(date.value, *signedAt, verifier.window, now)) return refusal;
    if (auto refusal = checkSignedHeaders(request, auth, verifier)) return refusal;

    auto expected = signature(request, auth, date.value, key->secretAccessKey);
    bool same = isHex(auth.signature) && auth.signature.size() == expected.size() &&
                CRYPTO_memcmp(auth.signature.data(), expected.data(), expected.size()) == 0;
    if (!same)
        return invalid("The request signature we calculated does not match the signature you provided. Check "
                       "your AWS Secret Access Key and signing method. Consult the service documentation for "
                       "details.");
    return {};
}

} // namespace pilothouse::sigv4
