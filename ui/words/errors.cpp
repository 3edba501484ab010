// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/errors.h"

namespace pilothouse::ui {

namespace {

/// The most special words there are: the code's own, its room's, or those for anything.
std::string wordsFor(const std::string& code) {
    if (hasWords("error." + code)) return "error." + code;
    const std::string room = "error." + code.substr(0, code.find('.')) + ".other";
    return hasWords(room) ? room : "error.other";
}

} // namespace

Explanation explainError(const Error& error) {
    Args args{{"subject", Arg::plain(error.subject)},
              {"cause", Arg::plain(error.cause)},
              {"code", Arg::plain(error.code)}};
    for (const auto& [name, value] : error.args)
        args[name] = Arg::plain(value);
    const std::string code = wordsFor(error.code);
    return {say(code, args), say(code + ".next", args), QString::fromStdString(error.cause)};
}

bool isDenied(const Error& error) {
    for (const char* code :
         {"aws.AccessDeniedException", "aws.UnrecognizedClientException", "aws.InvalidSignatureException",
          "aws.MissingAuthenticationTokenException", "aws.ExpiredTokenException", "aws.ExpiredToken",
          "aws.expired", "aws.noCredentials", "aws.ssoLogin", "aws.ssoRefused", "aws.roleRefused",
          "aws.mfaRefused", "aws.mfaCancelled", "net.socketDenied"})
        if (error.code == code) return true;
    return false;
}

} // namespace pilothouse::ui
