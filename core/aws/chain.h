// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/plan.h"
#include "core/aws/sign_in.h"

#include <string>

namespace pilothouse::aws {

/// Walks a profile's plan from its end: what it has of its own, then role after role. Region and endpoints
/// are those of the profile that was asked for. Errors: planOf's, and those of sso.h, sts.h and processes;
/// aws.mfaCancelled, aws.webIdentityFile.
Result<Credentials> credentialsOf(const SharedFiles& files, const std::string& profile,
                                  const Environment& environment, const SignIn& signIn);

/// AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN, with the region and endpoints of that profile.
Result<Credentials> environmentWebIdentity(const SharedFiles& files, const std::string& profile,
                                           const Environment& environment, const SignIn& signIn);

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. Error: aws.noCredentials.
Result<Credentials> environmentKeys(const Environment& environment);

} // namespace pilothouse::aws
