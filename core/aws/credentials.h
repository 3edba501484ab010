// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/aws/environment.h"
#include "core/aws/sign_in.h"

#include <memory>
#include <string>

namespace pilothouse::aws {

/// Always these.
std::shared_ptr<CredentialsProvider> staticCredentials(Credentials credentials);

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. Error: aws.noCredentials.
std::shared_ptr<CredentialsProvider> environmentCredentials(Environment environment = systemEnvironment());

/// A profile's keys, process, single sign-on or roles. The files are read again when they changed. A person
/// who is asked for a code and says no is not asked again before forget(). Errors: aws.profileSyntax,
/// aws.expired and those of chain.h.
std::shared_ptr<CredentialsProvider>
profileCredentials(std::string profile, Environment environment = systemEnvironment(), SignIn signIn = {});

/// As the AWS tools look: the environment's keys; else the profile that AWS_PROFILE names, or "default"; if
/// that takes on no role, the environment's web identity comes before it.
std::shared_ptr<CredentialsProvider> defaultCredentials(Environment environment = systemEnvironment(),
                                                        SignIn signIn = {});

} // namespace pilothouse::aws
