// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/credentials.h"
#include "core/aws/chain.h"
#include "core/aws/shared_files.h"

#include <functional>
#include <mutex>

namespace pilothouse::aws {

namespace {

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
    Result<Credentials> credentials() override { return environmentKeys(m_environment); }
    void forget() override {}

private:
    Environment m_environment;
};

/// Keeps what a look at the files found until it ends, the files change or somebody says so.
class FromFiles final : public CredentialsProvider {
public:
    using Look = std::function<Result<Credentials>(const SharedFiles&, const Environment&, const SignIn&)>;

    FromFiles(std::string name, Environment environment, SignIn signIn, Look look)
        : m_name(std::move(name)), m_environment(std::move(environment)),
          m_signIn(SignIn::completed(std::move(signIn))), m_look(std::move(look)) {}

    Result<Credentials> credentials() override {
        std::scoped_lock looking(m_looking);
        const auto stamp = sharedFilesStamp(m_environment);
        std::uint64_t forgotten;
        {
            std::scoped_lock lock(m_mutex);
            if (stamp != m_stamp) {
                m_known.reset();
                m_cancelled.reset();
            }
            m_stamp = stamp;
            if (m_cancelled) return tl::unexpected(*m_cancelled);
            if (m_known && (m_known->expiresAt == 0 || now() < m_known->expiresAt - renewBefore))
                return *m_known;
            forgotten = m_forgotten;
        }
        auto found = look();
        std::scoped_lock lock(m_mutex);
        if (forgotten != m_forgotten) return found;
        if (found) {
            m_known = *found;
        } else if (m_known && now() < m_known->expiresAt) {
            return *m_known; // what stands in the way may be gone before these end
        } else {
            m_known.reset();
            if (found.error().code == "aws.mfaCancelled") m_cancelled = found.error();
        }
        return found;
    }

    // Any thread, and while a person is being asked: never behind m_looking.
    void forget() override {
        std::scoped_lock lock(m_mutex);
        ++m_forgotten;
        m_known.reset();
        m_cancelled.reset();
    }
    void refused(const Credentials& credentials) override {
        m_signIn.roles->refused(credentials);
        std::scoped_lock lock(m_mutex);
        if (m_known && !(*m_known == credentials)) return; // newer ones were found meanwhile
        ++m_forgotten;
        m_known.reset();
    }

private:
    static Millis now() { return SystemClock().now(); }

    Result<Credentials> look() const {
        auto files = readSharedFiles(m_environment);
        if (!files) return tl::unexpected(files.error());
        auto found = m_look(*files, m_environment, m_signIn);
        if (found && found->expiresAt != 0 && found->expiresAt <= now()) return fail("aws.expired", m_name);
        return found;
    }

    const std::string m_name;
    const Environment m_environment;
    const SignIn m_signIn;
    const Look m_look;
    std::mutex m_looking; ///< one look at a time, however long it takes
    std::mutex m_mutex;   ///< guards what follows, never for long
    std::optional<Credentials> m_known;
    std::optional<Error> m_cancelled;
    std::string m_stamp;
    std::uint64_t m_forgotten = 0;
};

} // namespace

std::shared_ptr<CredentialsProvider> staticCredentials(Credentials credentials) {
    return std::make_shared<Static>(std::move(credentials));
}

std::shared_ptr<CredentialsProvider> environmentCredentials(Environment environment) {
    return std::make_shared<FromEnvironment>(std::move(environment));
}

std::shared_ptr<CredentialsProvider> profileCredentials(std::string profile, Environment environment,
                                                        SignIn signIn) {
    auto look = [profile](const SharedFiles& files, const Environment& env, const SignIn& by) {
        return credentialsOf(files, profile, env, by);
    };
    return std::make_shared<FromFiles>(profile, std::move(environment), std::move(signIn), look);
}

std::shared_ptr<CredentialsProvider> defaultCredentials(Environment environment, SignIn signIn) {
    auto& get = environment.get;
    if (get("AWS_ACCESS_KEY_ID") && get("AWS_SECRET_ACCESS_KEY"))
        return environmentCredentials(std::move(environment));
    auto profile = environment.profile();
    if (!get("AWS_WEB_IDENTITY_TOKEN_FILE") || !get("AWS_ROLE_ARN"))
        return profileCredentials(std::move(profile), std::move(environment), std::move(signIn));
    auto look = [profile](const SharedFiles& files, const Environment& env, const SignIn& by) {
        auto section = files.profile(profile);
        const bool role = section && kindOf(*section) == CredentialsKind::role;
        return role ? credentialsOf(files, profile, env, by)
                    : environmentWebIdentity(files, profile, env, by);
    };
    return std::make_shared<FromFiles>(profile, std::move(environment), std::move(signIn), look);
}

} // namespace pilothouse::aws
