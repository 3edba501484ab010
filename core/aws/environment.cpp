// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/environment.h"
#include "core/sigv4/sigv4.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace pilothouse::aws {

namespace {

std::string path(const Environment& environment, std::string_view variable, const char* standard) {
    auto set = environment.get(variable);
    if (!set) return environment.home + standard;
    return set->starts_with("~/") ? environment.home + set->substr(1) : *set;
}

} // namespace

std::string Environment::configPath() const {
    return path(*this, "AWS_CONFIG_FILE", "/.aws/config");
}
std::string Environment::credentialsPath() const {
    return path(*this, "AWS_SHARED_CREDENTIALS_FILE", "/.aws/credentials");
}
std::string Environment::ssoTokenPath(const std::string& name) const {
    return home + "/.aws/sso/cache/" + sigv4::sha1Hex(name) + ".json";
}
std::string Environment::profile() const {
    return get("AWS_PROFILE").value_or("default");
}

Environment systemEnvironment() {
    Environment environment;
    environment.get = [](std::string_view name) -> std::optional<std::string> {
        const char* value = std::getenv(std::string(name).c_str());
        if (!value || !*value) return {};
        return value;
    };
    environment.home = environment.value("HOME");
    if (environment.home.empty())
        if (auto* entry = ::getpwuid(::getuid())) environment.home = entry->pw_dir;
    return environment;
}

} // namespace pilothouse::aws
