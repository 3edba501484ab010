// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/sts.h"

#include "core/aws/service_url.h"
#include "core/aws/texts.h"
#include "core/sigv4/sigv4.h"

#include <cstdlib>
#include <pugixml.hpp>

namespace pilothouse::aws {

namespace {

constexpr Millis patience = 20'000, tolerated = 4 * 60'000;

/// Reads the answer to one question. Errors in the middle: what the subject is depends on the role.
Result<Credentials> read(const net::Response& response, const Role& role, const std::string& operation) {
    pugi::xml_document document;
    const bool xml = bool(document.load_buffer(response.body.data(), response.body.size()));
    auto root = document.document_element();
    if (xml && response.status == 200) {
        auto given = root.child((operation + "Result").c_str()).child("Credentials");
        Credentials found{given.child_value("AccessKeyId"), given.child_value("SecretAccessKey"),
                          given.child_value("SessionToken")};
        auto until = parseTime(given.child_value("Expiration"));
        if (!found.accessKeyId.empty() && !found.secretAccessKey.empty() && until) {
            found.expiresAt = *until;
            return found;
        }
    }
    // Such an answer may hold keys: none of it is told.
    if (response.status == 200)
        return fail("aws.badSignIn", role.profile, "the answer holds no whole credentials");
    const std::string type = root.child("Error").child_value("Code"),
                      message = root.child("Error").child_value("Message");
    if (type.empty()) return fail("aws.badSignIn", role.profile, response.body.substr(0, 200));
    if (message.find("MultiFactorAuthentication failed") != std::string::npos)
        return fail("aws.mfaRefused", role.serial, message);
    if (type == "ExpiredToken" || type == "ExpiredTokenException")
        return fail("aws.expired", role.profile, message);
    return tl::unexpected(
        Error{"aws.roleRefused", role.arn, message, {{"profile", role.profile}, {"type", type}}});
}

net::Request request(const std::string& body, const StsEndpoint& sts) {
    net::Request request;
    request.method = "POST";
    request.url = withPath(sts.url);
    request.body = body;
    request.timeout = patience;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    return request;
}

Form formOf(const Role& role, const std::string& operation) {
    Form form{{"Action", operation},
              {"Version", "2011-06-15"},
              {"RoleArn", role.arn},
              {"RoleSessionName", role.sessionName}};
    auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) form.emplace_back(name, value);
    };
    add("DurationSeconds", role.duration);
    add("ExternalId", role.externalId);
    if (!role.code.empty()) add("SerialNumber", role.serial);
    add("TokenCode", role.code);
    return form;
}

/// How far the other clock is ahead, if that may be why it refused.
Millis aheadBy(const net::Response& response) {
    auto date = parseHttpDate(response.header("date"));
    const Millis ahead = date ? *date - SystemClock().now() : 0;
    return std::llabs(ahead) > tolerated ? ahead : 0;
}

} // namespace

Role roleOf(const std::string& profile, const IniSection& values) {
    Role role{profile,
              valueOf(values, "role_arn"),
              valueOf(values, "external_id"),
              valueOf(values, "role_session_name"),
              valueOf(values, "duration_seconds"),
              valueOf(values, "mfa_serial"),
              {}};
    if (role.sessionName.empty())
        role.sessionName = "pilothouse-" + std::to_string(SystemClock().now() / 1000);
    return role;
}

Result<Credentials> assumeRole(const Role& role, const Credentials& source, const StsEndpoint& sts,
                               const SignIn& signIn) {
    const std::string operation = "AssumeRole", body = encoded(formOf(role, operation));
    auto parts = partsOf(withPath(sts.url));
    if (!parts) return fail("aws.badEndpoint", sts.url);
    Millis ahead = 0;
    for (bool again = false;; again = true) {
        auto signedRequest = request(body, sts);
        sigv4::Request toSign{"POST", parts->path, signedRequest.headers, body};
        toSign.headers.emplace_back("Host", parts->host);
        for (auto& header :
             sigv4::sign(toSign, {source.accessKeyId, source.secretAccessKey, source.sessionToken},
                         sts.region, "sts", SystemClock().now() + ahead))
            signedRequest.headers.push_back(header);
        signedRequest.headers.emplace_back("User-Agent", "pilothouse");
        auto response = signIn.send(std::move(signedRequest));
        if (!response) return tl::unexpected(response.error());
        // A one-time code is used up by a request that was let in, not by one whose time was refused.
        ahead = aheadBy(*response);
        if (response->status != 200 && ahead != 0 && !again) continue;
        return read(*response, role, operation);
    }
}

Result<Credentials> assumeRoleWithWebIdentity(const Role& role, const std::string& token,
                                              const StsEndpoint& sts, const SignIn& signIn) {
    const std::string operation = "AssumeRoleWithWebIdentity";
    auto form = formOf(role, operation);
    form.emplace_back("WebIdentityToken", token);
    auto toSend = request(encoded(form), sts);
    toSend.headers.emplace_back("User-Agent", "pilothouse");
    auto response = signIn.send(std::move(toSend));
    if (!response) return tl::unexpected(response.error());
    return read(*response, role, operation);
}

} // namespace pilothouse::aws
