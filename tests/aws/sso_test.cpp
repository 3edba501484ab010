// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/profiles.h"
#include "core/base/json.h"
#include "tests/aws/sign_in_world.h"
#include "tests/support/test_registry.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;
using World = SignInWorld;

namespace {

const char* const config = "[profile dev]\nsso_session=corp\nsso_account_id=111122223333\n"
                           "sso_role_name=Look Only\nregion=eu-west-1\n"
                           "[sso-session corp]\nsso_start_url=https://corp.example/start\n"
                           "sso_region=eu-central-1\n"
                           "[profile old]\nsso_start_url=https://old.example/start\nsso_region=us-east-1\n"
                           "sso_account_id=1\nsso_role_name=r\n";

/// Where "aws sso login" puts a token.
QString tokenPath(const Home& home, const char* name) {
    const auto hash = QCryptographicHash::hash(name, QCryptographicHash::Sha1).toHex();
    return QString::fromStdString(home.path(".aws/sso/cache/")) + hash + ".json";
}

void signIn(const Home& home, const char* name, Millis lasts, Json more = Json::object()) {
    QDir().mkpath(QString::fromStdString(home.path(".aws/sso/cache")));
    auto until = rfc3339(SystemClock().now() + lasts);
    more.set("accessToken", "token");
    more.set("expiresAt", until.substr(0, 19) + "Z");
    more.set("other", 7);
    QFile file(tokenPath(home, name));
    if (file.open(QIODevice::WriteOnly)) file.write(QByteArray::fromStdString(more.dump()));
}

Json renewable() {
    return Json::object({{"refreshToken", "again"},
                         {"clientId", "client"},
                         {"clientSecret", "hush"},
                         {"registrationExpiresAt", rfc3339(SystemClock().now() + 86'400'000)}});
}

Json readToken(const Home& home, const char* name) {
    QFile file(tokenPath(home, name));
    return file.open(QIODevice::ReadOnly) ? Json::parse(file.readAll().toStdString()).value_or(Json())
                                          : Json();
}

} // namespace

class SsoTest : public QObject {
    Q_OBJECT

private slots:
    void theTokenOfTheAwsCommandServes() {
        World world;
        world.home.config(config);
        signIn(world.home, "corp", 3'600'000);
        world.portal.script({World::roleCredentials("AKDEV")});
        auto provider = world.provider("dev");
        QCOMPARE(World::idOf(*provider), std::string("AKDEV"));
        QCOMPARE(World::idOf(*provider), std::string("AKDEV"));
        auto seen = world.portal.seen();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].request.method, std::string("GET"));
        QCOMPARE(seen[0].request.target,
                 std::string("/federation/credentials?role_name=Look%20Only&account_id=111122223333"));
        QCOMPARE(seen[0].header("x-amz-sso_bearer_token"), std::string("token"));
        QCOMPARE(world.oidc.count(), std::size_t{0});
        QCOMPARE(world.strangers.size(), std::size_t{0});
    }

    void anAnswerThatIsNotWholeTellsNothingOfIt() {
        World world;
        world.home.config(config);
        signIn(world.home, "corp", 3'600'000);
        world.portal.script(
            {{World::Answer::reply, 200,
              "{\"roleCredentials\":{\"secretAccessKey\":\"hush\",\"sessionToken\":\"t\"}}"}});
        auto refused = world.provider("dev")->credentials();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("aws.badSignIn"));
        QVERIFY(refused.error().cause.find("hush") == std::string::npos);
    }

    void aTokenAboutToEndIsRenewed() {
        World world;
        world.home.config(config);
        signIn(world.home, "corp", -60'000, renewable());
        world.oidc.script({{World::Answer::reply, 200,
                            "{\"accessToken\":\"newer\",\"expiresIn\":28800,\"refreshToken\":\"next\"}"}});
        world.portal.script({World::roleCredentials("AKDEV")});
        QCOMPARE(World::idOf(*world.provider("dev")), std::string("AKDEV"));
        auto asked = world.oidc.seen()[0];
        QCOMPARE(asked.request.target, std::string("/token"));
        auto body = Json::parse(asked.body).value_or(Json());
        QCOMPARE(body.str("grantType"), std::string("refresh_token"));
        QCOMPARE(body.str("refreshToken"), std::string("again"));
        QCOMPARE(body.str("clientId") + body.str("clientSecret"), std::string("clienthush"));
        QCOMPARE(world.portal.seen()[0].header("x-amz-sso_bearer_token"), std::string("newer"));
        auto kept = readToken(world.home, "corp");
        QCOMPARE(kept.str("accessToken"), std::string("newer"));
        QCOMPARE(kept.str("refreshToken"), std::string("next"));
        QCOMPARE(kept.integer("other"), 7);
        QVERIFY(kept.str("expiresAt") > rfc3339(SystemClock().now() + 28'000'000));
        QCOMPARE(QFileInfo(tokenPath(world.home, "corp")).permissions() &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void aTokenThatHoldsIsUsedWhenItCannotBeRenewed() {
        World world;
        world.home.config(config);
        signIn(world.home, "corp", 300'000, renewable());
        world.oidc.script({{World::Answer::reply, 400, "{\"error\":\"invalid_grant\"}"}});
        world.portal.script({World::roleCredentials("AKDEV")});
        QCOMPARE(World::idOf(*world.provider("dev")), std::string("AKDEV"));
        QCOMPARE(readToken(world.home, "corp").str("accessToken"), std::string("token"));
    }

    void anEndedSignOnIsToldAndReadAgain() {
        World world;
        world.home.config(config);
        auto provider = world.provider("dev");
        QCOMPARE(World::idOf(*provider), std::string("aws.ssoLogin")); // never signed in
        signIn(world.home, "corp", -60'000);
        auto ended = provider->credentials();
        QCOMPARE(ended.error().code, std::string("aws.ssoLogin"));
        QCOMPARE(ended.error().subject, std::string("dev"));
        QCOMPARE(world.portal.count(), std::size_t{0});
        signIn(world.home, "corp", 3'600'000); // "aws sso login" in a terminal
        world.portal.script({World::roleCredentials("AKDEV")});
        provider->forget();
        QCOMPARE(World::idOf(*provider), std::string("AKDEV"));
    }

    void refusals() {
        World world;
        world.home.config(config);
        signIn(world.home, "corp", 3'600'000);
        auto refusal = [&](int status, const std::string& body, const char* type) {
            world.portal.script({{World::Answer::reply, status, body, {{"x-amzn-ErrorType", type}}}});
            return world.provider("dev")->credentials().error();
        };
        QCOMPARE(refusal(401, "{\"message\":\"Session token not found\"}", "UnauthorizedException").code,
                 std::string("aws.ssoLogin"));
        auto forbidden = refusal(403, "{\"message\":\"No access\"}", "ForbiddenException:http://x");
        QCOMPARE(forbidden.code, std::string("aws.ssoRefused"));
        QCOMPARE(forbidden.cause, std::string("ForbiddenException: No access"));
        QCOMPARE(refusal(502, "<html>", "").code, std::string("aws.badSignIn"));
        QCOMPARE(refusal(200, "{}", "").code, std::string("aws.badSignIn"));
    }

    void theOlderFormServesToo() {
        World world;
        world.home.config(config);
        signIn(world.home, "https://old.example/start", 3'600'000, renewable());
        world.portal.script({World::roleCredentials("AKOLD")});
        QCOMPARE(World::idOf(*world.provider("old")), std::string("AKOLD"));
        signIn(world.home, "https://old.example/start", -1'000, renewable());
        QCOMPARE(World::idOf(*world.provider("old")), std::string("aws.ssoLogin"));
        QCOMPARE(world.oidc.count(), std::size_t{0}); // it cannot be renewed
    }

    void itsRolesRegionAnswers() {
        World world;
        world.home.variables.clear();
        world.home.config(config);
        signIn(world.home, "corp", -60'000, renewable());
        QCOMPARE(World::idOf(*world.provider("dev")), std::string("aws.ssoLogin"));
        signIn(world.home, "corp", 3'600'000);
        QCOMPARE(World::idOf(*world.provider("dev")), std::string("net.refused"));
        QCOMPARE(world.strangers.size(), std::size_t{2});
        QCOMPARE(world.strangers[0], std::string("https://oidc.eu-central-1.amazonaws.com/token"));
        QVERIFY(world.strangers[1].starts_with("https://portal.sso.eu-central-1.amazonaws.com/federation/"));
    }

    void itMayBeTheSourceOfARole() {
        World world;
        world.home.config(std::string(config) + "[profile top]\nrole_arn=r\nsource_profile=dev\n");
        signIn(world.home, "corp", 3'600'000);
        world.portal.script({World::roleCredentials("AKDEV")});
        world.sts.script({World::assumed("AKTOP")});
        QCOMPARE(World::idOf(*world.provider("top")), std::string("AKTOP"));
    }

    void whatIsMissingIsNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("cause");
        QTest::newRow("session") << QByteArray("[profile x]\nsso_session=gone\nsso_account_id=1\n"
                                               "sso_role_name=r\n")
                                 << "aws.noSsoSession"
                                 << "gone";
        QTest::newRow("role") << QByteArray("[profile x]\nsso_session=s\nsso_account_id=1\n[sso-session s]\n"
                                            "sso_start_url=u\nsso_region=eu-west-1\n")
                              << "aws.ssoIncomplete"
                              << "sso_role_name";
        QTest::newRow("region") << QByteArray("[profile x]\nsso_start_url=u\nsso_account_id=1\n"
                                              "sso_role_name=r\n")
                                << "aws.ssoIncomplete"
                                << "sso_region";
    }
    void whatIsMissingIsNamed() {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        QFETCH(QString, cause);
        World world;
        world.home.config(text.toStdString());
        auto found = world.provider("x")->credentials();
        QCOMPARE(found.error().code, code.toStdString());
        QCOMPARE(found.error().cause, cause.toStdString());
    }

    void theListSaysWhoIsSignedOut() {
        World world;
        world.home.config(config);
        signIn(world.home, "corp", 3'600'000);
        auto all = aws::listProfiles(world.home.environment());
        QVERIFY(all.has_value());
        QCOMPARE((*all)[0].name, std::string("dev"));
        QVERIFY(!(*all)[0].signedOut && (*all)[0].obstacle.empty());
        QVERIFY((*all)[1].signedOut && (*all)[1].obstacle.empty());
    }
};

static pilothouse::tests::Registered<SsoTest> registered("sso");
#include "sso_test.moc"
