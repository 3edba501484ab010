// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/aws/environment.h"
#include "core/aws/plan.h"

#include <string>
#include <vector>

namespace pilothouse::aws {

struct Profile {
    std::string name;
    std::string region; ///< "" if it says none
    CredentialsKind kind = CredentialsKind::none;
    std::string endpointUrl; ///< of the profile or its services section; "" for AWS's own
    std::string obstacle;    ///< why it cannot be connected, an error code of planOf; "" if it can
    bool asksCode = false;   ///< of an MFA device, on the way to its credentials
    bool signedOut = false;  ///< of single sign-on, on the way to its credentials
};

/// The profiles of ~/.aws, "default" first. Error: aws.profileSyntax.
Result<std::vector<Profile>> listProfiles(const Environment& environment = systemEnvironment());

/// What a flag or a form says; empty members are looked for elsewhere.
struct EndpointChoice {
    std::string profile; ///< else AWS_PROFILE, else "default"
    std::string region;  ///< else AWS_REGION, AWS_DEFAULT_REGION, the profile's
    std::string url;     ///< else the environment's and the profile's endpoint_url, else AWS's own
};

/// Errors: aws.noProfile (asked for by name and not there), aws.noRegion, aws.badRegion, aws.profileSyntax.
Result<Endpoint> resolveEndpoint(const EndpointChoice& choice,
                                 const Environment& environment = systemEnvironment());

/// AWS_REGION, AWS_DEFAULT_REGION, the profile's; "" if none says any.
std::string configuredRegion(const IniSection& profile, const Environment& environment);

/// "https://ecs.eu-west-1.amazonaws.com/"
std::string awsUrl(const std::string& region);

} // namespace pilothouse::aws
