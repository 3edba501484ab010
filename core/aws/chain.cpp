// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/chain.h"

#include "core/aws/process.h"
#include "core/aws/profiles.h"
#include "core/aws/service_url.h"
#include "core/aws/sso.h"
#include "core/aws/sts.h"
#include "core/aws/texts.h"
#include "core/base/json.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>

namespace pilothouse::aws {

namespace {

constexpr Millis processLimit = 60'000;
constexpr std::size_t longestToken = 64 * 1024;

/// What a credential_process prints (version 1).
Result<Credentials> parseProcessOutput(const std::string& output, const std::string& profile) {
    auto json = Json::parse(output);
    if (!json || json->integer("Version") != 1)
        return fail("aws.process", profile, "its output is not version 1 of credential_process");
    Credentials found{json->str("AccessKeyId"), json->str("SecretAccessKey"), json->str("SessionToken")};
    if (found.accessKeyId.empty() || found.secretAccessKey.empty())
        return fail("aws.process", profile, "its output lacks AccessKeyId or SecretAccessKey");
    if (auto text = json->str("Expiration"); !text.empty()) {
        auto expires = parseTime(text);
        if (!expires) return fail("aws.process", profile, "its Expiration is no time");
        found.expiresAt = *expires;
    }
    return found;
}

class Walk {
public:
    Walk(const SharedFiles& files, const std::string& profile, const Environment& environment,
         const SignIn& signIn)
        : m_files(files), m_profile(files.profile(profile).value_or(IniSection{})),
          m_environment(environment), m_signIn(signIn) {}

    Result<Credentials> own(const Step& step) const {
        switch (step.kind) {
        case CredentialsKind::keys:
            return Credentials{valueOf(step.values, "aws_access_key_id"),
                               valueOf(step.values, "aws_secret_access_key"),
                               valueOf(step.values, "aws_session_token")};
        case CredentialsKind::process: {
            auto output = runProcess(splitCommand(valueOf(step.values, "credential_process")), processLimit);
            if (!output) return tl::unexpected(output.error());
            return parseProcessOutput(*output, step.profile);
        }
        case CredentialsKind::sso: {
            auto sso = ssoOf(m_files, step.profile, step.values);
            if (!sso) return tl::unexpected(sso.error());
            return ssoCredentials(*sso,
                                  {urlOf(Service::sso, sso->region), urlOf(Service::ssoOidc, sso->region)},
                                  m_environment, m_signIn);
        }
        case CredentialsKind::webIdentity:
            return webIdentity(roleOf(step.profile, step.values),
                               valueOf(step.values, "web_identity_token_file"));
        case CredentialsKind::environment:
            return environmentKeys(m_environment);
        default:
            return fail("aws.noCredentials", step.profile);
        }
    }

    Result<Credentials> role(const Step& step, const Credentials& source) const {
        auto role = roleOf(step.profile, step.values);
        auto where = sts();
        if (!where) return tl::unexpected(where.error());
        if (role.serial.empty()) return assumeRole(role, source, *where, m_signIn);
        // A session's own name changes with every try and is no part of who one is.
        const std::string key = where->url + '\n' + role.arn + '\n' + role.serial + '\n' +
                                source.accessKeyId + '\n' + role.externalId + '\n' + role.duration + '\n' +
                                valueOf(step.values, "role_session_name");
        if (auto known = m_signIn.roles->find(key)) return *known;
        if (!m_signIn.askCode) return fail("aws.mfaCancelled", role.serial);
        auto code = m_signIn.askCode(role.serial);
        if (!code) return tl::unexpected(code.error());
        role.code = *code;
        auto given = assumeRole(role, source, *where, m_signIn);
        if (given) m_signIn.roles->put(key, *given);
        return given;
    }

    Result<Credentials> webIdentity(const Role& role, const std::string& path) const {
        const bool atHome = path.starts_with("~/");
        std::ifstream in(atHome ? m_environment.home + path.substr(1) : path, std::ios::binary);
        std::string token((std::istreambuf_iterator<char>(in)), {});
        while (!token.empty() && std::isspace(static_cast<unsigned char>(token.back())))
            token.pop_back();
        if (token.empty() || token.size() > longestToken)
            return fail("aws.webIdentityFile", path, role.profile);
        auto where = sts();
        if (!where) return tl::unexpected(where.error());
        return assumeRoleWithWebIdentity(role, token, *where, m_signIn);
    }

private:
    std::string urlOf(Service service, const std::string& region) const {
        auto url = configuredUrl(m_files, m_profile, m_environment, service);
        return url.empty() ? awsUrl(service, region) : url;
    }
    Result<StsEndpoint> sts() const {
        auto region = m_signIn.region.empty() ? configuredRegion(m_profile, m_environment) : m_signIn.region;
        if (region.empty()) region = "us-east-1";
        if (!looksLikeRegion(region)) return fail("aws.badRegion", region);
        return StsEndpoint{urlOf(Service::sts, region), region};
    }

    const SharedFiles& m_files;
    const IniSection m_profile;
    const Environment& m_environment;
    const SignIn& m_signIn;
};

} // namespace

Result<Credentials> credentialsOf(const SharedFiles& files, const std::string& profile,
                                  const Environment& environment, const SignIn& signIn) {
    auto plan = planOf(files, profile);
    if (!plan) return tl::unexpected(plan.error());
    const Walk walk(files, profile, environment, signIn);
    auto found = walk.own(plan->back());
    for (auto step = std::next(plan->rbegin()); found && step != plan->rend(); ++step) {
        if (found->expiresAt != 0 && found->expiresAt <= SystemClock().now())
            return fail("aws.expired", std::prev(step)->profile);
        found = walk.role(*step, *found);
    }
    return found;
}

Result<Credentials> environmentWebIdentity(const SharedFiles& files, const std::string& profile,
                                           const Environment& environment, const SignIn& signIn) {
    Role role = roleOf("AWS_WEB_IDENTITY_TOKEN_FILE",
                       {{"role_arn", environment.value("AWS_ROLE_ARN")},
                        {"role_session_name", environment.value("AWS_ROLE_SESSION_NAME")}});
    return Walk(files, profile, environment, signIn)
        .webIdentity(role, environment.value("AWS_WEB_IDENTITY_TOKEN_FILE"));
}

Result<Credentials> environmentKeys(const Environment& environment) {
    Credentials found{environment.value("AWS_ACCESS_KEY_ID"), environment.value("AWS_SECRET_ACCESS_KEY"),
                      environment.value("AWS_SESSION_TOKEN")};
    if (found.accessKeyId.empty() || found.secretAccessKey.empty())
        return fail("aws.noCredentials", "environment");
    return found;
}

} // namespace pilothouse::aws
