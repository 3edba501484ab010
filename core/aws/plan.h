// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/shared_files.h"

#include <string>
#include <vector>

namespace pilothouse::aws {

enum class CredentialsKind { none, keys, process, sso, role, webIdentity, environment };

/// How a profile comes by its credentials, in the order in which the AWS tools look.
CredentialsKind kindOf(const IniSection& profile);

/// A profile on the way to credentials.
struct Step {
    CredentialsKind kind = CredentialsKind::none;
    std::string profile;
    IniSection values;
};

/// From the profile by the profiles whose roles it takes on to the one that has something of its own: all
/// but the last are roles. Nothing is asked of anybody. Errors: aws.noProfile, aws.noCredentials,
/// aws.noSourceProfile, aws.roleSource, aws.roleLoop, aws.credentialSource, aws.ssoIncomplete,
/// aws.noSsoSession.
Result<std::vector<Step>> planOf(const SharedFiles& files, const std::string& profile);

} // namespace pilothouse::aws
