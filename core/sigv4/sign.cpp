// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Signature Version 4 as AWS's "Create a signed AWS API request" tells it.
#include "core/sigv4/canonical.h"
#include "core/sigv4/sigv4.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace pilothouse::sigv4 {

namespace {

std::string hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (unsigned char c : bytes) {
        out += digits[c >> 4];
        out += digits[c & 15];
    }
    return out;
}

std::string hmac(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out;
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(), &length);
    return {reinterpret_cast<char*>(out.data()), length};
}

/// All values of one header, in their order; nothing if it is absent.
std::string joinedValues(const Headers& headers, std::string_view lowerName) {
    std::string out;
    bool first = true;
    for (auto& [name, value] : headers) {
        if (lower(name) != lowerName) continue;
        if (!first) out += ',';
        first = false;
        out += canonicalValue(value);
    }
    return out;
}

std::string digestHex(std::string_view bytes, const EVP_MD* kind) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out;
    unsigned length = 0;
    EVP_Digest(bytes.data(), bytes.size(), out.data(), &length, kind, nullptr);
    return hex({reinterpret_cast<char*>(out.data()), length});
}

} // namespace

std::string sha256Hex(std::string_view bytes) {
    return digestHex(bytes, EVP_sha256());
}

std::string sha1Hex(std::string_view bytes) {
    return digestHex(bytes, EVP_sha1());
}

std::string canonicalRequest(const Request& request, const std::vector<std::string>& signedHeaders) {
    std::string_view target = request.target;
    auto question = target.find('?');
    auto query = question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
    std::string out = request.method + '\n' + canonicalPath(target.substr(0, question)) + '\n' +
                      canonicalQuery(query) + '\n';
    for (auto& name : signedHeaders)
        out += name + ':' + joinedValues(request.headers, name) + '\n';
    out += fmt::format("\n{}\n{}", fmt::join(signedHeaders, ";"), sha256Hex(request.body));
    return out;
}

std::string signature(const Request& request, const Authorization& scope, std::string_view amzDate,
                      std::string_view secretAccessKey) {
    auto toSign =
        fmt::format("AWS4-HMAC-SHA256\n{}\n{}/{}/{}/aws4_request\n{}", amzDate, scope.date, scope.region,
                    scope.service, sha256Hex(canonicalRequest(request, scope.signedHeaders)));
    auto key = hmac(fmt::format("AWS4{}", secretAccessKey), scope.date);
    for (std::string_view part :
         {std::string_view(scope.region), std::string_view(scope.service), std::string_view("aws4_request")})
        key = hmac(key, part);
    return hex(hmac(key, toSign));
}

Headers sign(const Request& request, const Key& key, std::string_view region, std::string_view service,
             Millis now) {
    Headers added;
    auto date = amzDate(now);
    added.emplace_back("X-Amz-Date", date);
    if (!key.sessionToken.empty()) added.emplace_back("X-Amz-Security-Token", key.sessionToken);

    Request whole = request;
    whole.headers.insert(whole.headers.end(), added.begin(), added.end());
    Authorization scope{
        key.accessKeyId, date.substr(0, 8), std::string(region), std::string(service), {}, {}};
    for (auto& [name, value] : whole.headers)
        scope.signedHeaders.push_back(lower(name));
    auto& names = scope.signedHeaders;
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());

    added.emplace_back("Authorization",
                       fmt::format("AWS4-HMAC-SHA256 Credential={}/{}/{}/{}/aws4_request, SignedHeaders={}, "
                                   "Signature={}",
                                   key.accessKeyId, scope.date, region, service, fmt::join(names, ";"),
                                   signature(whole, scope, date, key.secretAccessKey)));
    return added;
}

} // namespace pilothouse::sigv4
