// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/sso.h"

#include "core/aws/service_url.h"
#include "core/aws/texts.h"
#include "core/base/json.h"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <mutex>
#include <optional>
#include <unistd.h>

namespace pilothouse::aws {

namespace {

constexpr Millis renewBefore = 15 * 60'000, patience = 20'000; // as the aws command
constexpr std::size_t longest = 256 * 1024;

struct Token {
    Json json; ///< the file, with members that are not ours
    Millis expiresAt = 0;

    std::string access() const { return json.str("accessToken"); }
    bool holds(Millis now) const { return !access().empty() && now < expiresAt; }
    bool canBeRenewed(Millis now) const {
        for (auto* name : {"refreshToken", "clientId", "clientSecret"})
            if (json.str(name).empty()) return false;
        auto until = parseTime(json.str("registrationExpiresAt"));
        return until && now < *until;
    }
};

std::optional<Token> readToken(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    auto json = text.size() > longest ? Result<Json>(fail("json.syntax")) : Json::parse(text);
    if (!json || !json->isObject()) return {};
    return Token{*json, parseTime(json->str("expiresAt")).value_or(0)};
}

/// By rename, readable by its owner only. That it cannot be written costs a renewal, no more.
void writeToken(const std::string& path, const Json& json) {
    std::string draft = path + ".XXXXXX";
    const std::string text = json.dump();
    const int file = ::mkostemp(draft.data(), O_CLOEXEC);
    if (file < 0) return;
    const bool whole = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(file);
    if (!whole || std::rename(draft.c_str(), path.c_str()) != 0) ::unlink(draft.c_str());
}

std::string typeOf(const net::Response& response, const Json& body) {
    std::string type = body.str("__type");
    if (type.empty()) type = std::string(response.header("x-amzn-errortype"));
    if (auto hash = type.rfind('#'); hash != std::string::npos) type.erase(0, hash + 1);
    return type.substr(0, type.find(':'));
}

std::optional<Token> renewed(const Token& old, const SsoUrls& urls, const SignIn& signIn) {
    net::Request request;
    request.method = "POST";
    request.url = withPath(urls.oidc) + "token";
    request.headers = {{"Content-Type", "application/json"}, {"User-Agent", "pilothouse"}};
    request.timeout = patience;
    request.body = Json::object({{"clientId", old.json.at("clientId")},
                                 {"clientSecret", old.json.at("clientSecret")},
                                 {"grantType", "refresh_token"},
                                 {"refreshToken", old.json.at("refreshToken")}})
                       .dump();
    auto response = signIn.send(std::move(request));
    if (!response || response->status != 200) return {};
    auto body = Json::parse(response->body);
    if (!body || body->str("accessToken").empty()) return {};
    Token token{old.json, SystemClock().now() + body->integer("expiresIn") * 1000};
    token.json.set("accessToken", body->at("accessToken"));
    // Whole seconds, as the aws command writes and reads them.
    auto until = rfc3339(token.expiresAt);
    token.json.set("expiresAt", until.substr(0, until.find('.')) + "Z");
    if (auto next = body->str("refreshToken"); !next.empty()) token.json.set("refreshToken", next);
    return token;
}

} // namespace

Result<Sso> ssoOf(const SharedFiles& files, const std::string& profile, const IniSection& values) {
    Sso sso{profile,
            {},
            valueOf(values, "sso_start_url"),
            valueOf(values, "sso_region"),
            valueOf(values, "sso_account_id"),
            valueOf(values, "sso_role_name")};
    sso.name = valueOf(values, "sso_session");
    if (!sso.name.empty()) {
        auto section = files.ssoSession(sso.name);
        if (!section) return fail("aws.noSsoSession", profile, sso.name);
        sso.session = true;
        sso.startUrl = valueOf(*section, "sso_start_url");
        sso.region = valueOf(*section, "sso_region");
    } else {
        sso.name = sso.startUrl;
    }
    const std::pair<const char*, const std::string&> needed[] = {{"sso_start_url", sso.startUrl},
                                                                 {"sso_region", sso.region},
                                                                 {"sso_account_id", sso.account},
                                                                 {"sso_role_name", sso.role}};
    for (auto& [key, value] : needed)
        if (value.empty()) return fail("aws.ssoIncomplete", profile, key);
    if (!looksLikeRegion(sso.region)) return fail("aws.badRegion", sso.region);
    return sso;
}

bool isSignedIn(const Sso& sso, const Environment& environment) {
    auto token = readToken(environment.ssoTokenPath(sso.name));
    const Millis now = SystemClock().now();
    return token && (token->holds(now) || (sso.session && token->canBeRenewed(now)));
}

namespace {

/// The token of the session, renewed if it soon ends. Profiles share one: only one renews it at a time, for a
/// renewal may end the token before.
std::optional<Token> tokenOf(const Sso& sso, const SsoUrls& urls, const std::string& path,
                             const SignIn& signIn, Millis now) {
    static std::mutex renewing;
    std::scoped_lock one(renewing);
    auto token = readToken(path);
    const bool renews = token && sso.session && !token->holds(now + renewBefore) && token->canBeRenewed(now);
    if (!renews) return token;
    if (auto next = renewed(*token, urls, signIn)) {
        writeToken(path, next->json);
        return next;
    }
    return readToken(path); // another program may have been quicker
}

} // namespace

Result<Credentials> ssoCredentials(const Sso& sso, const SsoUrls& urls, const Environment& environment,
                                   const SignIn& signIn) {
    const auto path = environment.ssoTokenPath(sso.name);
    const Millis now = SystemClock().now();
    auto token = tokenOf(sso, urls, path, signIn, now);
    if (!token || !token->holds(now)) return fail("aws.ssoLogin", sso.profile);

    net::Request request;
    request.url = withPath(urls.portal) + "federation/credentials?" +
                  encoded({{"role_name", sso.role}, {"account_id", sso.account}});
    request.headers = {{"x-amz-sso_bearer_token", token->access()}, {"User-Agent", "pilothouse"}};
    request.timeout = patience;
    auto response = signIn.send(std::move(request));
    if (!response) return tl::unexpected(response.error());
    auto body = Json::parse(response->body).value_or(Json());
    if (response->status == 401) return fail("aws.ssoLogin", sso.profile, body.str("message"));
    if (response->status != 200) {
        auto type = typeOf(*response, body);
        if (type.empty()) return fail("aws.badSignIn", sso.profile, response->body.substr(0, 200));
        return fail("aws.ssoRefused", sso.profile, type + ": " + body.str("message"));
    }
    auto& given = body.at("roleCredentials");
    Credentials found{given.str("accessKeyId"), given.str("secretAccessKey"), given.str("sessionToken"),
                      given.integer("expiration")};
    if (found.accessKeyId.empty() || found.secretAccessKey.empty())
        // It may hold a part of the keys: none of it is told.
        return fail("aws.badSignIn", sso.profile, "the answer holds no whole credentials");
    return found;
}

} // namespace pilothouse::aws
