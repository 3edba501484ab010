// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/shared_files.h"
#include "core/aws/sign_in.h"

#include <string>

namespace pilothouse::aws {

/// Single sign-on as a profile (or the session that it names) describes it.
struct Sso {
    std::string profile;
    std::string name; ///< whose SHA-1 names the token's file: the session, else the start URL
    std::string startUrl, region;
    std::string account, role;
    bool session = false; ///< of a named session: only those can be renewed
};

/// Errors: aws.noSsoSession (cause = its name), aws.ssoIncomplete (cause = what is missing).
Result<Sso> ssoOf(const SharedFiles& files, const std::string& profile, const IniSection& values);

/// Does the token in the aws command's cache still hold, or can it be renewed? Reads a file only.
bool isSignedIn(const Sso& sso, const Environment& environment);

struct SsoUrls {
    std::string portal, oidc;
};
/// The role's credentials by the token that "aws sso login" left; a token about to end is renewed and written
/// back, as the aws command does. Errors: aws.ssoLogin (subject = profile), aws.ssoRefused, aws.badSignIn,
/// net.*.
Result<Credentials> ssoCredentials(const Sso& sso, const SsoUrls& urls, const Environment& environment,
                                   const SignIn& signIn);

} // namespace pilothouse::aws
