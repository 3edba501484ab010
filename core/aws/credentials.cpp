// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/credentials.h"
#include "core/aws/process.h"
#include "core/aws/profiles.h"
#include "core/aws/shared_files.h"

#include <cstdio>
#include <ctime>
#include <mutex>

namespace pilothouse::aws {

namespace {

constexpr Millis processLimit = 60'000;
constexpr Millis renewBefore = 5 * 60'000; ///< so that no call starts with a key about to end

class Static final : public CredentialsProvider {
public:
    explicit Static(Credentials credentials) : m_credentials(std::move(credentials)) {}
    Result<Credentials> credentials() override { return m_credentials; }
    void forget() override {}

private:
    Credentials m_credentials;
};

class FromEnvironment final : public CredentialsProvider {
public:
    explicit FromEnvironment(Environment environment) : m_environment(std::move(environment)) {}
    Result<Credentials> credentials() override {
        Credentials found{m_environment.value("AWS_ACCESS_KEY_ID"),
                          m_environment.value("AWS_SECRET_ACCESS_KEY"),
                          m_environment.value("AWS_SESSION_TOKEN")};
        if (found.accessKeyId.empty() || found.secretAccessKey.empty())
            return fail("aws.noCredentials", "environment");
        return found;
    }
    void forget() override {}

private:
    Environment m_environment;
};

/// "2026-11-25T06:49:25Z", with or without a fraction, or "+00:00".
std::optional<Millis> parseExpiration(const std::string& text) {
    std::tm t{};
    int used = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &t.tm_year, &t.tm_mon, &t.tm_mday, &t.tm_hour,
                    &t.tm_min, &t.tm_sec, &used) != 6)
        return {};
    auto rest = text.substr(static_cast<std::size_t>(used));
    if (rest.starts_with('.')) rest.erase(0, rest.find_first_not_of("0123456789", 1));
    int hours = 0, minutes = 0;
    bool offset = std::sscanf(rest.c_str(), "%3d:%2d", &hours, &minutes) == 2;
    if (rest != "Z" && !offset) return {};
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    auto shift = (hours * 60 + (hours < 0 ? -minutes : minutes)) * 60;
    return (static_cast<Millis>(timegm(&t)) - shift) * 1000;
}

/// What a credential_process prints (version 1).
Result<Credentials> parseProcessOutput(const std::string& output, const std::string& profile) {
    auto json = Json::parse(output);
    if (!json || json->integer("Version") != 1)
        return fail("aws.process", profile, "its output is not version 1 of credential_process");
    Credentials found{json->str("AccessKeyId"), json->str("SecretAccessKey"), json->str("SessionToken")};
    if (found.accessKeyId.empty() || found.secretAccessKey.empty())
        return fail("aws.process", profile, "its output lacks AccessKeyId or SecretAccessKey");
    if (auto text = json->str("Expiration"); !text.empty()) {
        auto expires = parseExpiration(text);
        if (!expires) return fail("aws.process", profile, "its Expiration is no time");
        found.expiresAt = *expires;
    }
    return found;
}

class FromProfile final : public CredentialsProvider {
public:
    FromProfile(std::string profile, Environment environment)
        : m_profile(std::move(profile)), m_environment(std::move(environment)) {}

    Result<Credentials> credentials() override {
        std::scoped_lock lock(m_mutex);
        auto stamp = sharedFilesStamp(m_environment);
        bool usable = m_known && stamp == m_stamp &&
                      (m_known->expiresAt == 0 || SystemClock().now() < m_known->expiresAt - renewBefore);
        if (usable) return *m_known;
        m_known.reset();
        m_stamp = stamp;
        auto found = look();
        if (found && found->expiresAt != 0 && found->expiresAt <= SystemClock().now())
            return fail("aws.expired", m_profile);
        if (found) m_known = *found;
        return found;
    }

    void forget() override {
        std::scoped_lock lock(m_mutex);
        m_known.reset();
    }

private:
    Result<Credentials> look() const {
        auto files = readSharedFiles(m_environment);
        if (!files) return tl::unexpected(files.error());
        auto section = files->profile(m_profile);
        if (!section) return fail("aws.noProfile", m_profile);
        auto& values = *section;
        if (auto obstacle = obstacleOf(values); !obstacle.empty()) return fail(obstacle, m_profile);
        if (kindOf(values) == CredentialsKind::process) {
            auto output = runProcess(splitCommand(values["credential_process"]), processLimit);
            if (!output) return tl::unexpected(output.error());
            return parseProcessOutput(*output, m_profile);
        }
        if (values["aws_secret_access_key"].empty()) return fail("aws.noCredentials", m_profile);
        return Credentials{values["aws_access_key_id"], values["aws_secret_access_key"],
                           values["aws_session_token"]};
    }

    std::string m_profile;
    Environment m_environment;
    std::mutex m_mutex;
    std::optional<Credentials> m_known;
    std::string m_stamp;
};

} // namespace

std::shared_ptr<CredentialsProvider> staticCredentials(Credentials credentials) {
    return std::make_shared<Static>(std::move(credentials));
}

std::shared_ptr<CredentialsProvider> environmentCredentials(Environment environment) {
    return std::make_shared<FromEnvironment>(std::move(environment));
}

std::shared_ptr<CredentialsProvider> profileCredentials(std::string profile, Environment environment) {
    return std::make_shared<FromProfile>(std::move(profile), std::move(environment));
}

std::shared_ptr<CredentialsProvider> defaultCredentials(Environment environment) {
    if (environment.get("AWS_ACCESS_KEY_ID") && environment.get("AWS_SECRET_ACCESS_KEY"))
        return environmentCredentials(std::move(environment));
    auto profile = environment.profile();
    return profileCredentials(std::move(profile), std::move(environment));
}

} // namespace pilothouse::aws
