// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pilothouse::aws {

/// Where settings are looked for: the process's own, or a test's.
struct Environment {
    std::function<std::optional<std::string>(std::string_view name)> get; ///< set and not empty
    std::string home;

    std::string value(std::string_view name) const { return get(name).value_or(""); }
    /// AWS_CONFIG_FILE or ~/.aws/config; AWS_SHARED_CREDENTIALS_FILE or ~/.aws/credentials.
    std::string configPath() const;
    std::string credentialsPath() const;
    /// Where the aws command keeps the token of a sign-on: ~/.aws/sso/cache/<SHA-1 of its name>.json.
    std::string ssoTokenPath(const std::string& name) const;
    /// AWS_PROFILE, else "default".
    std::string profile() const;
};

Environment systemEnvironment();

} // namespace pilothouse::aws
