// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/plan.h"

#include "core/aws/sso.h"

#include <algorithm>

namespace pilothouse::aws {

namespace {

bool has(const IniSection& values, const char* key) {
    return !valueOf(values, key).empty();
}

/// What the last step lacks, if anything.
std::optional<Error> lackOf(const SharedFiles& files, const Step& step) {
    if (step.kind == CredentialsKind::none ||
        (step.kind == CredentialsKind::keys && !has(step.values, "aws_secret_access_key")))
        return Error{"aws.noCredentials", step.profile, {}};
    if (step.kind != CredentialsKind::sso) return {};
    auto sso = ssoOf(files, step.profile, step.values);
    return sso ? std::nullopt : std::optional(sso.error());
}

Error loop(const std::vector<Step>& steps, const std::string& again) {
    std::string way;
    for (auto& step : steps)
        way += step.profile + " → ";
    return {"aws.roleLoop", steps.front().profile, way + again};
}

} // namespace

CredentialsKind kindOf(const IniSection& profile) {
    if (has(profile, "role_arn"))
        return has(profile, "web_identity_token_file") ? CredentialsKind::webIdentity : CredentialsKind::role;
    const bool sso = has(profile, "sso_session") || has(profile, "sso_start_url");
    if (sso && (has(profile, "sso_account_id") || has(profile, "sso_role_name"))) return CredentialsKind::sso;
    if (has(profile, "aws_access_key_id")) return CredentialsKind::keys;
    if (has(profile, "credential_process")) return CredentialsKind::process;
    return sso ? CredentialsKind::sso : CredentialsKind::none;
}

Result<std::vector<Step>> planOf(const SharedFiles& files, const std::string& profile) {
    std::vector<Step> steps;
    for (auto at = profile;;) {
        auto section = files.profile(at);
        if (!section) {
            if (steps.empty()) return fail("aws.noProfile", at);
            return fail("aws.noSourceProfile", steps.back().profile, at);
        }
        Step step{kindOf(*section), at, *section};
        // As the AWS tools have it: whoever has keys lends those to others, not its role.
        if (!steps.empty() && has(*section, "aws_access_key_id")) step.kind = CredentialsKind::keys;
        steps.push_back(step);
        if (step.kind != CredentialsKind::role) {
            if (auto lack = lackOf(files, step)) return tl::unexpected(*lack);
            return steps;
        }
        const auto source = valueOf(*section, "source_profile"),
                   other = valueOf(*section, "credential_source");
        if (source.empty() == other.empty()) return fail("aws.roleSource", at);
        if (other == "Environment") {
            steps.push_back({CredentialsKind::environment, at, {}});
            return steps;
        }
        if (!other.empty()) return fail("aws.credentialSource", at, other);
        if (source == at && has(*section, "aws_access_key_id")) {
            steps.push_back({CredentialsKind::keys, at, *section});
            if (auto lack = lackOf(files, steps.back())) return tl::unexpected(*lack);
            return steps;
        }
        if (std::any_of(steps.begin(), steps.end(), [&](const Step& s) { return s.profile == source; }))
            return tl::unexpected(loop(steps, source));
        at = source;
    }
}

} // namespace pilothouse::aws
