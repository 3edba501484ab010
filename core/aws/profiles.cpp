// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/profiles.h"

#include "core/aws/service_url.h"
#include "core/aws/sso.h"

#include <algorithm>

namespace pilothouse::aws {

std::string configuredRegion(const IniSection& profile, const Environment& environment) {
    for (auto* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"})
        if (auto region = environment.get(variable)) return *region;
    return valueOf(profile, "region");
}

Result<std::vector<Profile>> listProfiles(const Environment& environment) {
    auto files = readSharedFiles(environment);
    if (!files) return tl::unexpected(files.error());
    std::vector<Profile> all;
    for (auto& name : files->profiles()) {
        auto section = files->profile(name).value_or(IniSection{});
        Profile profile{name, valueOf(section, "region"), kindOf(section),
                        profileUrl(*files, section, Service::ecs)};
        auto plan = planOf(*files, name);
        if (!plan) profile.obstacle = plan.error().code;
        for (auto& step : plan.value_or(std::vector<Step>{})) {
            if (step.kind == CredentialsKind::role && !valueOf(step.values, "mfa_serial").empty())
                profile.asksCode = true;
            if (step.kind != CredentialsKind::sso) continue;
            auto sso = ssoOf(*files, step.profile, step.values);
            profile.signedOut = sso && !isSignedIn(*sso, environment);
        }
        all.push_back(std::move(profile));
    }
    return all;
}

Result<Endpoint> resolveEndpoint(const EndpointChoice& choice, const Environment& environment) {
    auto files = readSharedFiles(environment);
    if (!files) return tl::unexpected(files.error());
    auto name = choice.profile.empty() ? environment.profile() : choice.profile;
    auto section = files->profile(name);
    if (!section && (!choice.profile.empty() || environment.get("AWS_PROFILE")))
        return fail("aws.noProfile", name);
    auto profile = section.value_or(IniSection{});

    auto region = choice.region.empty() ? configuredRegion(profile, environment) : choice.region;
    auto url = choice.url.empty() ? configuredUrl(*files, profile, environment, Service::ecs) : choice.url;
    // An endpoint that is not AWS's takes any region: it only goes into the signature.
    if (region.empty() && !url.empty()) region = "us-east-1";
    if (region.empty()) return fail("aws.noRegion", name);
    if (!looksLikeRegion(region)) return fail("aws.badRegion", region);
    return Endpoint{url.empty() ? awsUrl(region) : withPath(url), region};
}

std::string awsUrl(const std::string& region) {
    return awsUrl(Service::ecs, region);
}

} // namespace pilothouse::aws
