// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/profiles.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace pilothouse::aws {

namespace {

std::string valueOf(const IniSection& section, const char* key) {
    auto it = section.find(key);
    return it == section.end() ? std::string() : it->second;
}

bool saysTrue(std::string_view text) {
    return text == "true" || text == "True" || text == "TRUE";
}

/// The services section comes before the profile's own endpoint_url.
std::string endpointOf(const SharedFiles& files, const IniSection& profile) {
    if (auto name = valueOf(profile, "services"); !name.empty())
        if (auto url = valueOf(files.services(name), "ecs.endpoint_url"); !url.empty()) return url;
    return valueOf(profile, "endpoint_url");
}

std::string configuredUrl(const SharedFiles& files, const IniSection& profile,
                          const Environment& environment) {
    if (saysTrue(environment.value("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) return {};
    for (auto* variable : {"AWS_ENDPOINT_URL_ECS", "AWS_ENDPOINT_URL"})
        if (auto url = environment.get(variable)) return *url;
    if (saysTrue(valueOf(profile, "ignore_configured_endpoint_urls"))) return {};
    return endpointOf(files, profile);
}

std::string configuredRegion(const IniSection& profile, const Environment& environment) {
    for (auto* variable : {"AWS_REGION", "AWS_DEFAULT_REGION"})
        if (auto region = environment.get(variable)) return *region;
    return valueOf(profile, "region");
}

bool looksLikeRegion(std::string_view region) {
    return !region.empty() && std::all_of(region.begin(), region.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// A bare "http://host:1" gets its path.
std::string withPath(std::string url) {
    auto host = url.find("://");
    if (host != std::string::npos && url.find('/', host + 3) == std::string::npos) url += '/';
    return url;
}

} // namespace

CredentialsKind kindOf(const IniSection& profile) {
    auto has = [&](const char* key) { return !valueOf(profile, key).empty(); };
    if (has("role_arn"))
        return has("web_identity_token_file") ? CredentialsKind::webIdentity : CredentialsKind::role;
    if (has("sso_session") || has("sso_start_url")) return CredentialsKind::sso;
    if (has("aws_access_key_id")) return CredentialsKind::keys;
    if (has("credential_process")) return CredentialsKind::process;
    return CredentialsKind::none;
}

std::string obstacleOf(const IniSection& profile) {
    switch (kindOf(profile)) {
    case CredentialsKind::keys:
    case CredentialsKind::process:
        return {};
    case CredentialsKind::sso:
        return "aws.needsSso";
    case CredentialsKind::role:
        return valueOf(profile, "mfa_serial").empty() ? "aws.needsRole" : "aws.needsMfa";
    case CredentialsKind::webIdentity:
        return "aws.needsWebIdentity";
    case CredentialsKind::none:
        break;
    }
    return "aws.noCredentials";
}

Result<std::vector<Profile>> listProfiles(const Environment& environment) {
    auto files = readSharedFiles(environment);
    if (!files) return tl::unexpected(files.error());
    std::vector<Profile> all;
    for (auto& name : files->profiles()) {
        auto section = files->profile(name).value_or(IniSection{});
        all.push_back({name, valueOf(section, "region"), kindOf(section), endpointOf(*files, section),
                       obstacleOf(section)});
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
    auto url = choice.url.empty() ? configuredUrl(*files, profile, environment) : choice.url;
    // An endpoint that is not AWS's takes any region: it only goes into the signature.
    if (region.empty() && !url.empty()) region = "us-east-1";
    if (region.empty()) return fail("aws.noRegion", name);
    if (!looksLikeRegion(region)) return fail("aws.badRegion", region);
    return Endpoint{url.empty() ? awsUrl(region) : withPath(url), region};
}

std::string awsUrl(const std::string& region) {
    static constexpr std::pair<std::string_view, std::string_view> domains[] = {
        {"cn-", "amazonaws.com.cn"},    {"us-iso-", "c2s.ic.gov"},      {"us-isob-", "sc2s.sgov.gov"},
        {"eu-isoe-", "cloud.adc-e.uk"}, {"us-isof-", "csp.hci.ic.gov"}, {"eusc-", "amazonaws.eu"},
    };
    std::string_view domain = "amazonaws.com";
    for (auto& [prefix, other] : domains)
        if (region.starts_with(prefix)) domain = other;
    return fmt::format("https://ecs.{}.{}/", region, domain);
}

} // namespace pilothouse::aws
