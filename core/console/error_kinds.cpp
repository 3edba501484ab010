// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/error_kinds.h"

#include <algorithm>
#include <array>

namespace pilothouse::console {

bool isDenied(const Error& error) {
    static constexpr std::array codes{"aws.AccessDeniedException",
                                      "aws.AccessDenied",
                                      "aws.UnrecognizedClientException",
                                      "aws.InvalidSignatureException",
                                      "aws.InvalidClientTokenId",
                                      "aws.MissingAuthenticationTokenException",
                                      "aws.IncompleteSignature",
                                      "aws.ExpiredTokenException",
                                      "aws.ExpiredToken"};
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

bool concernsAll(const Error& error) {
    return error.code.starts_with("net.") || error.code.starts_with("aws.no") ||
           error.code == "aws.expired" || error.code == "aws.profileSyntax" ||
           error.code == "aws.ThrottlingException" || error.code == "console.interrupted" ||
           (isDenied(error) && !error.code.starts_with("aws.AccessDenied"));
}

} // namespace pilothouse::console
