// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/shared_files.h"
#include "core/aws/sign_in.h"

#include <string>

namespace pilothouse::aws {

/// A role to take on, as a profile describes it.
struct Role {
    std::string profile; ///< for errors
    std::string arn, externalId, sessionName;
    std::string duration;     ///< seconds; "": STS's own
    std::string serial, code; ///< of an MFA device
};
Role roleOf(const std::string& profile, const IniSection& values);

struct StsEndpoint {
    std::string url, region;
};

/// Errors: aws.roleRefused (subject = the role's ARN, cause = STS's words, args profile and type),
/// aws.mfaRefused (subject = the device), aws.expired (the source's keys), aws.badSignIn, net.*.
Result<Credentials> assumeRole(const Role& role, const Credentials& source, const StsEndpoint& sts,
                               const SignIn& signIn);
Result<Credentials> assumeRoleWithWebIdentity(const Role& role, const std::string& token,
                                              const StsEndpoint& sts, const SignIn& signIn);

} // namespace pilothouse::aws
