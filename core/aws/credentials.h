// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/aws/environment.h"

#include <memory>
#include <string>

namespace pilothouse::aws {

/// Always these.
std::shared_ptr<CredentialsProvider> staticCredentials(Credentials credentials);

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. Error: aws.noCredentials.
std::shared_ptr<CredentialsProvider> environmentCredentials(Environment environment = systemEnvironment());

/// A profile's keys or credential_process. The files are read again when they changed. Errors: aws.noProfile,
/// aws.profileSyntax, aws.process, aws.expired and the obstacles of profiles.h.
std::shared_ptr<CredentialsProvider> profileCredentials(std::string profile,
                                                        Environment environment = systemEnvironment());

/// As the AWS tools look: the environment's keys, else the profile that AWS_PROFILE names, or "default".
std::shared_ptr<CredentialsProvider> defaultCredentials(Environment environment = systemEnvironment());

} // namespace pilothouse::aws
