// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/error_kinds.h"

#include <algorithm>
#include <array>

namespace pilothouse::console {

bool isDenied(const Error& error) {
    static constexpr std::array codes{
        "aws.AccessDeniedException",       "aws.AccessDenied",
        "aws.UnrecognizedClientException", "aws.InvalidSignatureException",
        "aws.InvalidClientTokenId",        "aws.MissingAuthenticationTokenException",
        "aws.IncompleteSignature"};
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

bool isOfSigningIn(const Error& error) {
    if (error.code == "aws.ExpiredTokenException" || error.code == "aws.ExpiredToken") return true;
    // What an endpoint answers is spelled with a capital letter; the rest is ours, before anything was sent.
    constexpr std::string_view room = "aws.";
    return error.code.starts_with(room) && error.code.size() > room.size() &&
           error.code[room.size()] >= 'a' && error.code != "aws.badReply";
}

bool concernsAll(const Error& error) {
    return error.code.starts_with("net.") || isOfSigningIn(error) ||
           error.code == "aws.ThrottlingException" || error.code == "console.interrupted" ||
           (isDenied(error) && !error.code.starts_with("aws.AccessDenied"));
}

} // namespace pilothouse::console
