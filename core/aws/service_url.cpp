// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/service_url.h"

#include <algorithm>

#include <array>
#include <fmt/format.h>
#include <string_view>
#include <utility>

namespace pilothouse::aws {

namespace {

struct Names {
    const char* section;  ///< in a services section
    const char* variable; ///< of the environment
    const char* host;     ///< before the region
};
constexpr std::array<Names, 4> names = {{
    {"ecs", "AWS_ENDPOINT_URL_ECS", "ecs"},
    {"sts", "AWS_ENDPOINT_URL_STS", "sts"},
    {"sso", "AWS_ENDPOINT_URL_SSO", "portal.sso"},
    {"sso_oidc", "AWS_ENDPOINT_URL_SSO_OIDC", "oidc"},
}};

const Names& namesOf(Service service) {
    return names[static_cast<std::size_t>(service)];
}

bool saysTrue(std::string_view text) {
    return text == "true" || text == "True" || text == "TRUE";
}

} // namespace

std::string profileUrl(const SharedFiles& files, const IniSection& profile, Service service) {
    if (auto name = valueOf(profile, "services"); !name.empty()) {
        const std::string key = std::string(namesOf(service).section) + ".endpoint_url";
        if (auto url = valueOf(files.services(name), key); !url.empty()) return url;
    }
    return valueOf(profile, "endpoint_url");
}

std::string configuredUrl(const SharedFiles& files, const IniSection& profile, const Environment& environment,
                          Service service) {
    if (saysTrue(environment.value("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) return {};
    for (auto* variable : {namesOf(service).variable, "AWS_ENDPOINT_URL"})
        if (auto url = environment.get(variable)) return *url;
    if (saysTrue(valueOf(profile, "ignore_configured_endpoint_urls"))) return {};
    return profileUrl(files, profile, service);
}

bool looksLikeRegion(std::string_view region) {
    return !region.empty() && std::all_of(region.begin(), region.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string awsUrl(Service service, const std::string& region) {
    static constexpr std::pair<std::string_view, std::string_view> domains[] = {
        {"cn-", "amazonaws.com.cn"},    {"us-iso-", "c2s.ic.gov"},      {"us-isob-", "sc2s.sgov.gov"},
        {"eu-isoe-", "cloud.adc-e.uk"}, {"us-isof-", "csp.hci.ic.gov"}, {"eusc-", "amazonaws.eu"},
    };
    std::string_view domain = "amazonaws.com";
    for (auto& [prefix, other] : domains)
        if (region.starts_with(prefix)) domain = other;
    return fmt::format("https://{}.{}.{}/", namesOf(service).host, region, domain);
}

std::string withPath(std::string url) {
    auto host = url.find("://");
    if (host != std::string::npos && url.find('/', host + 3) == std::string::npos) url += '/';
    return url;
}

std::optional<UrlParts> partsOf(const std::string& url) {
    auto scheme = url.find("://");
    if (scheme == std::string::npos || (!url.starts_with("http:") && !url.starts_with("https:"))) return {};
    auto host = scheme + 3, slash = url.find('/', host);
    UrlParts parts{url.substr(host, slash == std::string::npos ? slash : slash - host),
                   slash == std::string::npos ? "/" : url.substr(slash)};
    if (parts.host.empty() || parts.host.find('@') != std::string::npos) return {};
    return parts;
}

} // namespace pilothouse::aws
