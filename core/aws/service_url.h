// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/shared_files.h"

#include <string>
#include <string_view>

namespace pilothouse::aws {

enum class Service { ecs, sts, sso, ssoOidc };

/// What the services section, then the profile's own endpoint_url says; "" if neither does.
std::string profileUrl(const SharedFiles& files, const IniSection& profile, Service service);
/// AWS_ENDPOINT_URL_ECS and its like, AWS_ENDPOINT_URL, then profileUrl, unless they are to be ignored.
std::string configuredUrl(const SharedFiles& files, const IniSection& profile, const Environment& environment,
                          Service service);
/// Letters, digits, dashes: what may become a part of a host's name.
bool looksLikeRegion(std::string_view region);
/// AWS's own endpoint in that region, which looks like one: "https://ecs.eu-west-1.amazonaws.com/"
std::string awsUrl(Service service, const std::string& region);
/// A bare "http://host:1" gets its path.
std::string withPath(std::string url);

/// "http://host:1/path" in its parts; nothing if it is no such address.
struct UrlParts {
    std::string host, path;
};
std::optional<UrlParts> partsOf(const std::string& url);

} // namespace pilothouse::aws
