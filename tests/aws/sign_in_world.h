// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/credentials.h"
#include "tests/aws/home.h"
#include "tests/aws/scripted_server.h"

#include <memory>
#include <string>
#include <vector>

namespace pilothouse::tests {

/// STS and single sign-on on loopback, and a home folder whose profiles know them. Whoever else is called is
/// noted and not reached.
class SignInWorld {
public:
    using Answer = ScriptedServer::Answer;

    SignInWorld() {
        home.variables = {{"AWS_ENDPOINT_URL_STS", sts.url()},
                          {"AWS_ENDPOINT_URL_SSO", portal.url()},
                          {"AWS_ENDPOINT_URL_SSO_OIDC", oidc.url()}};
    }

    aws::SignIn signIn() {
        aws::SignIn by;
        by.roles = roles;
        by.send = [this](net::Request request) -> Result<net::Response> {
            for (auto* server : {&sts, &portal, &oidc})
                if (request.url.starts_with(server->url())) return m_http->wait(std::move(request));
            strangers.push_back(request.url);
            return fail("net.refused", request.url);
        };
        by.askCode = [this](const std::string& serial) -> Result<std::string> {
            asked.push_back(serial);
            if (code.empty()) return fail("aws.mfaCancelled", serial);
            return code;
        };
        return by;
    }
    std::shared_ptr<aws::CredentialsProvider> provider(const std::string& profile) {
        return aws::profileCredentials(profile, home.environment(), signIn());
    }

    static std::string idOf(aws::CredentialsProvider& provider) {
        auto found = provider.credentials();
        return found ? found->accessKeyId : found.error().code;
    }
    static Answer assumed(const std::string& id, Millis lasts = 3'600'000,
                          const std::string& operation = "AssumeRole") {
        return {Answer::reply, 200,
                "<" + operation + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" +
                    operation +
                    "Result><AssumedRoleUser><Arn>a</Arn></AssumedRoleUser><Credentials><AccessKeyId>" + id +
                    "</AccessKeyId><SecretAccessKey>secret-" + id +
                    "</SecretAccessKey><SessionToken>a/b+c==</SessionToken><Expiration>" +
                    rfc3339(SystemClock().now() + lasts) + "</Expiration></Credentials></" + operation +
                    "Result></" + operation + "Response>"};
    }
    static Answer refused(const std::string& type, const std::string& message) {
        return {Answer::reply, 403,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + type + "</Code><Message>" + message +
                    "</Message></Error><RequestId>1</RequestId></ErrorResponse>"};
    }
    static Answer roleCredentials(const std::string& id, Millis lasts = 3'600'000) {
        return {Answer::reply, 200,
                "{\"roleCredentials\":{\"accessKeyId\":\"" + id +
                    "\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\",\"expiration\":" +
                    std::to_string(SystemClock().now() + lasts) + "}}"};
    }

    Home home;
    ScriptedServer sts, portal, oidc;
    std::shared_ptr<aws::RoleCache> roles = std::make_shared<aws::RoleCache>();
    std::vector<std::string> strangers, asked;
    std::string code = "123456"; ///< what the person types; "": says no

private:
    std::shared_ptr<net::HttpClient> m_http = std::make_shared<net::HttpClient>();
};

} // namespace pilothouse::tests
