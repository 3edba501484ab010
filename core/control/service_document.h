// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/control/rows.h"

#include <optional>
#include <string>

namespace pilothouse::control {

// What ECS keeps of a service: the request with its defaults. Source: ECS API reference, CreateService,
// UpdateService.

/// Of a CreateService: without cluster, serviceName, taskDefinition, desiredCount, clientToken, tags.
Json newServiceDocument(const Json& request);
/// What an UpdateService leaves of it: members it does not name stay, deploymentConfiguration is merged.
Json updatedServiceDocument(const Json& before, const Json& request);
/// Whether the difference is of the kind that starts a deployment (ECS API reference, UpdateService:
/// networkConfiguration, platformVersion ...).
bool deploymentNeeded(const Json& before, const Json& after);
/// Why the bounds and counts cannot be, as InvalidParameterException's message.
std::optional<std::string> serviceProblem(const ServiceRow& service);

} // namespace pilothouse::control
