// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/aws/sign_in_world.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <future>

using namespace pilothouse;
using namespace pilothouse::tests;
using World = SignInWorld;

namespace {

const char* const twoRoles = "[profile base]\naws_access_key_id=AKBASE\naws_secret_access_key=sbase\n"
                             "[profile mid]\nrole_arn=arn:aws:iam::1:role/mid\nsource_profile=base\n"
                             "external_id=a b&c\n"
                             "[profile top]\nrole_arn=arn:aws:iam::2:role/top\nsource_profile=mid\n"
                             "region=eu-west-1\nduration_seconds=900\nrole_session_name=me@home\n";
const char* const coded = "[profile base]\naws_access_key_id=AKBASE\naws_secret_access_key=sbase\n"
                          "[profile code]\nrole_arn=arn:aws:iam::1:role/code\nsource_profile=base\n"
                          "region=eu-west-1\nmfa_serial=arn:aws:iam::1:mfa/me\n";

bool signedBy(const ScriptedServer::Seen& seen, const std::string& id, const std::string& secret,
              const std::string& token) {
    sigv4::Verifier verifier;
    verifier.service = "sts";
    verifier.mustBeSigned = {"host", "x-amz-date", "content-type"};
    verifier.lookup = [&](std::string_view asked) {
        return asked == id ? std::optional(sigv4::Key{id, secret, token}) : std::nullopt;
    };
    auto request = seen.request;
    request.body = seen.body;
    auto refusal = sigv4::verify(request, verifier, SystemClock().now());
    if (refusal) qWarning("%s", refusal->message.c_str());
    return !refusal;
}

bool says(const ScriptedServer::Seen& seen, const char* part) {
    return ("&" + seen.body + "&").find("&" + std::string(part) + "&") != std::string::npos;
}

} // namespace

class RolesTest : public QObject {
    Q_OBJECT

private slots:
    void anAnswerThatIsNotWholeTellsNothingOfIt() {
        World world;
        world.home.config(coded);
        auto answer = World::assumed("AKCODE");
        const auto from = answer.body.find("<Expiration>"), to = answer.body.find("</Credentials>");
        answer.body.erase(from, to - from);
        world.sts.script({answer});
        auto refused = world.provider("code")->credentials();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, std::string("aws.badSignIn"));
        QVERIFY(refused.error().cause.find("AKCODE") == std::string::npos);
    }

    void aRegionThatWouldBeAnotherHostIsRefused() {
        World world;
        world.home.variables.erase("AWS_ENDPOINT_URL_STS");
        world.home.config("[profile base]\naws_access_key_id=AKBASE\naws_secret_access_key=sbase\n"
                          "[profile odd]\nrole_arn=arn:aws:iam::1:role/odd\nsource_profile=base\n"
                          "region=x.example/\n");
        QCOMPARE(World::idOf(*world.provider("odd")), std::string("aws.badRegion"));
        QCOMPARE(world.strangers.size(), std::size_t{0});
    }

    void rolesAreTakenOnOneAfterTheOther() {
        World world;
        world.home.config(twoRoles);
        world.sts.script({World::assumed("AKMID"), World::assumed("AKTOP")});
        auto provider = world.provider("top");
        QCOMPARE(World::idOf(*provider), std::string("AKTOP"));
        QCOMPARE(World::idOf(*provider), std::string("AKTOP"));
        auto seen = world.sts.seen();
        QCOMPARE(seen.size(), std::size_t{2});
        QVERIFY(signedBy(seen[0], "AKBASE", "sbase", ""));
        QVERIFY(says(seen[0], "Action=AssumeRole") && says(seen[0], "Version=2011-06-15"));
        QVERIFY(says(seen[0], "RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fmid"));
        QVERIFY(says(seen[0], "ExternalId=a%20b%26c"));
        QVERIFY(seen[0].body.find("RoleSessionName=pilothouse-") != std::string::npos);
        QVERIFY(signedBy(seen[1], "AKMID", "secret-AKMID", "a/b+c=="));
        QVERIFY(says(seen[1], "DurationSeconds=900") && says(seen[1], "RoleSessionName=me%40home"));
        QVERIFY(seen[1].header("authorization").find("/eu-west-1/sts/aws4_request") != std::string::npos);
        QCOMPARE(world.strangers.size(), std::size_t{0});
    }

    void theyAreTakenOnAnewBeforeTheyEnd() {
        World world;
        world.home.config(twoRoles);
        world.sts.script({World::assumed("ONE", 60'000), World::assumed("TWO", 3'600'000),
                          World::refused("AccessDenied", "no")});
        auto provider = world.provider("mid");
        QCOMPARE(World::idOf(*provider), std::string("ONE"));
        QCOMPARE(World::idOf(*provider), std::string("TWO"));
        QCOMPARE(World::idOf(*provider), std::string("TWO"));
        QCOMPARE(world.sts.count(), std::size_t{2});
    }

    void whatHoldsIsUsedWhileNothingNewerIsGiven() {
        World world;
        world.home.config(twoRoles);
        world.sts.script({World::assumed("ONE", 60'000), World::refused("AccessDenied", "not now")});
        auto provider = world.provider("mid");
        QCOMPARE(World::idOf(*provider), std::string("ONE"));
        QCOMPARE(World::idOf(*provider), std::string("ONE"));
        QCOMPARE(world.sts.count(), std::size_t{2});
    }

    void withoutEndpointsOfItsOwnItAsksTheRegionsSts_data() {
        QTest::addColumn<QString>("flag");
        QTest::addColumn<QString>("url");
        QTest::newRow("profile") << ""
                                 << "https://sts.eu-west-1.amazonaws.com/";
        QTest::newRow("flag") << "cn-north-1"
                              << "https://sts.cn-north-1.amazonaws.com.cn/";
    }
    void withoutEndpointsOfItsOwnItAsksTheRegionsSts() {
        QFETCH(QString, flag);
        QFETCH(QString, url);
        World world;
        world.home.variables.clear();
        world.home.config(twoRoles);
        auto by = world.signIn();
        by.region = flag.toStdString();
        auto found = aws::profileCredentials("top", world.home.environment(), by)->credentials();
        QCOMPARE(found.error().code, std::string("net.refused"));
        QCOMPARE(world.strangers, std::vector<std::string>{url.toStdString()});
    }

    void servicesSectionsNameSts() {
        World world;
        world.home.variables.clear();
        world.home.config(std::string(twoRoles) + "services=desk\n[services desk]\nsts =\n  endpoint_url = " +
                          world.sts.url() + "\n");
        world.sts.script({World::assumed("AKMID"), World::assumed("AKTOP")});
        QCOMPARE(World::idOf(*world.provider("top")), std::string("AKTOP"));
        QCOMPARE(world.strangers.size(), std::size_t{0});
    }

    void keysOfTheEnvironmentAsSource() {
        World world;
        world.home.config("[profile x]\nrole_arn=r\ncredential_source=Environment\n");
        QCOMPARE(World::idOf(*world.provider("x")), std::string("aws.noCredentials"));
        world.home.variables["AWS_ACCESS_KEY_ID"] = "AKENV";
        world.home.variables["AWS_SECRET_ACCESS_KEY"] = "senv";
        world.sts.script({World::assumed("AKX")});
        QCOMPARE(World::idOf(*world.provider("x")), std::string("AKX"));
        QVERIFY(signedBy(world.sts.seen()[0], "AKENV", "senv", ""));
    }

    void aProfileMayLendItselfItsKeys() {
        World world;
        world.home.config("[profile x]\nrole_arn=r\nsource_profile=x\naws_access_key_id=AK\n"
                          "aws_secret_access_key=s\n"
                          "[profile y]\nrole_arn=q\nsource_profile=x\n");
        world.sts.script({World::assumed("AKX"), World::assumed("AKY")});
        QCOMPARE(World::idOf(*world.provider("x")), std::string("AKX"));
        // Whoever has keys lends those, not its role.
        QCOMPARE(World::idOf(*world.provider("y")), std::string("AKY"));
        QCOMPARE(world.sts.count(), std::size_t{2});
        QVERIFY(signedBy(world.sts.seen()[1], "AK", "s", ""));
    }

    void profilesThatCannotWork_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("cause");
        QTest::newRow("itself") << QByteArray("[profile x]\nrole_arn=r\nsource_profile=x\n") << "aws.roleLoop"
                                << "x → x";
        QTest::newRow("circle") << QByteArray("[profile x]\nrole_arn=r\nsource_profile=y\n"
                                              "[profile y]\nrole_arn=r\nsource_profile=z\n"
                                              "[profile z]\nrole_arn=r\nsource_profile=y\n")
                                << "aws.roleLoop"
                                << "x → y → z → y";
        QTest::newRow("no source") << QByteArray("[profile x]\nrole_arn=r\n") << "aws.roleSource"
                                   << "";
        QTest::newRow("two sources") << QByteArray("[profile x]\nrole_arn=r\nsource_profile=y\n"
                                                   "credential_source=Environment\n")
                                     << "aws.roleSource"
                                     << "";
        QTest::newRow("source gone") << QByteArray("[profile x]\nrole_arn=r\nsource_profile=y\n")
                                     << "aws.noSourceProfile"
                                     << "y";
        QTest::newRow("source empty") << QByteArray("[profile x]\nrole_arn=r\nsource_profile=y\n"
                                                    "[profile y]\nregion=eu-west-1\n")
                                      << "aws.noCredentials"
                                      << "";
        QTest::newRow("metadata") << QByteArray("[profile x]\nrole_arn=r\n"
                                                "credential_source=Ec2InstanceMetadata\n")
                                  << "aws.credentialSource"
                                  << "Ec2InstanceMetadata";
    }
    void profilesThatCannotWork() {
        QFETCH(QByteArray, config);
        QFETCH(QString, code);
        QFETCH(QString, cause);
        World world;
        world.home.config(config.toStdString());
        auto found = world.provider("x")->credentials();
        QVERIFY(!found);
        QCOMPARE(found.error().code, code.toStdString());
        QCOMPARE(found.error().cause, cause.toStdString());
        QCOMPARE(world.sts.count(), std::size_t{0});
        QCOMPARE(world.strangers.size(), std::size_t{0});
    }

    void refusals() {
        World world;
        world.home.config(twoRoles);
        auto refusal = [&](World::Answer answer) {
            world.sts.script({std::move(answer)});
            return world.provider("mid")->credentials().error();
        };
        auto denied = refusal(World::refused("AccessDenied", "is not authorized to &lt;assume&gt;"));
        QCOMPARE(denied.code, std::string("aws.roleRefused"));
        QCOMPARE(denied.subject, std::string("arn:aws:iam::1:role/mid"));
        QCOMPARE(denied.cause, std::string("is not authorized to <assume>"));
        QCOMPARE(refusal(World::refused("ExpiredToken", "x")).code, std::string("aws.expired"));
        QCOMPARE(refusal({World::Answer::reply, 200, "<html>hotel"}).code, std::string("aws.badSignIn"));
        QCOMPARE(refusal({World::Answer::reply, 200, "<AssumeRoleResponse/>"}).code,
                 std::string("aws.badSignIn"));
        QCOMPARE(refusal({World::Answer::reply, 502, "{}"}).code, std::string("aws.badSignIn"));
        // The first on a connection kept alive, which is tried once more on a new one.
        world.sts.script({{World::Answer::reset}, {World::Answer::reset}});
        QCOMPARE(World::idOf(*world.provider("mid")), std::string("net.closed"));
    }

    void aWrongClockIsCorrectedOnce() {
        World world;
        world.home.config(twoRoles);
        const Millis there = SystemClock().now() - 3'600'000;
        auto refusal = World::refused("SignatureDoesNotMatch", "Signature not yet current");
        refusal.headers = {{"Date", httpDate(there)}};
        world.sts.script({refusal, World::assumed("AKMID")});
        QCOMPARE(World::idOf(*world.provider("mid")), std::string("AKMID"));
        auto date = world.sts.seen()[1].header("x-amz-date");
        QVERIFY(date >= amzDate(there - 5'000) && date <= amzDate(there + 60'000));
        world.sts.script({refusal, refusal});
        QCOMPARE(World::idOf(*world.provider("mid")), std::string("aws.roleRefused"));
        QCOMPARE(world.sts.count(), std::size_t{4});
    }

    void aCodeIsAskedForOnce() {
        World world;
        world.home.config(coded);
        world.sts.script({World::assumed("AKCODE"), World::assumed("NEVER")});
        auto provider = world.provider("code");
        QCOMPARE(World::idOf(*provider), std::string("AKCODE"));
        QCOMPARE(world.asked, std::vector<std::string>{"arn:aws:iam::1:mfa/me"});
        auto seen = world.sts.seen();
        QVERIFY(says(seen[0], "SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fme"));
        QVERIFY(says(seen[0], "TokenCode=123456"));
        provider->forget(); // a person reconnects
        QCOMPARE(World::idOf(*provider), std::string("AKCODE"));
        provider->refused(*provider->credentials()); // an endpoint does not know them: not a matter of age
        QCOMPARE(World::idOf(*provider), std::string("AKCODE"));
        QCOMPARE(World::idOf(*world.provider("code")), std::string("AKCODE")); // a second connection
        QCOMPARE(world.asked.size(), std::size_t{1});
    }

    void itIsAskedForAgainWhenTheRoleEnds() {
        World world;
        world.home.config(coded);
        world.sts.script({World::assumed("ONE", 30'000), World::assumed("TWO")});
        auto provider = world.provider("code");
        QCOMPARE(World::idOf(*provider), std::string("ONE"));
        QCOMPARE(World::idOf(*provider), std::string("TWO"));
        QCOMPARE(World::idOf(*provider), std::string("TWO"));
        QCOMPARE(world.asked.size(), std::size_t{2});
    }

    void whoSaysNoIsNotAskedAgain() {
        World world;
        world.home.config(coded);
        world.code.clear();
        auto provider = world.provider("code");
        for (int i = 0; i < 3; ++i)
            QCOMPARE(World::idOf(*provider), std::string("aws.mfaCancelled"));
        provider->refused({});
        QCOMPARE(World::idOf(*provider), std::string("aws.mfaCancelled"));
        QCOMPARE(world.asked.size(), std::size_t{1});
        QCOMPARE(world.sts.count(), std::size_t{0});
        provider->forget();
        world.code = "654321";
        world.sts.script({World::assumed("AKCODE")});
        QCOMPARE(World::idOf(*provider), std::string("AKCODE"));
        QCOMPARE(world.asked.size(), std::size_t{2});
    }

    void aWrongCodeIsTold() {
        World world;
        world.home.config(coded);
        world.sts.script({World::refused("AccessDenied", "MultiFactorAuthentication failed with invalid MFA "
                                                         "one time pass code.")});
        auto found = world.provider("code")->credentials();
        QCOMPARE(found.error().code, std::string("aws.mfaRefused"));
        QCOMPARE(found.error().subject, std::string("arn:aws:iam::1:mfa/me"));
    }

    void whileSomebodyIsAskedNobodyElseWaits() {
        World world;
        world.home.config(coded);
        std::promise<void> asking, typed;
        auto by = world.signIn();
        by.askCode = [&](const std::string&) -> Result<std::string> {
            asking.set_value();
            typed.get_future().get();
            return std::string("123456");
        };
        world.sts.script({World::assumed("AKCODE")});
        auto provider = aws::profileCredentials("code", world.home.environment(), by);
        auto found = std::async(std::launch::async, [&] { return World::idOf(*provider); });
        asking.get_future().get();
        provider->forget(); // the window's thread
        typed.set_value();
        QCOMPARE(found.get(), std::string("AKCODE"));
    }

    void webIdentity() {
        World world;
        world.home.config("[profile pod]\nrole_arn=arn:aws:iam::1:role/pod\nregion=eu-west-1\n"
                          "web_identity_token_file=~/token\n");
        auto provider = world.provider("pod");
        QCOMPARE(World::idOf(*provider), std::string("aws.webIdentityFile"));
        world.home.write("token", "ey.J/x\n");
        world.sts.script({World::assumed("AKPOD", 3'600'000, "AssumeRoleWithWebIdentity")});
        QCOMPARE(World::idOf(*provider), std::string("AKPOD"));
        auto seen = world.sts.seen()[0];
        QVERIFY(says(seen, "Action=AssumeRoleWithWebIdentity") && says(seen, "WebIdentityToken=ey.J%2Fx"));
        QCOMPARE(seen.header("authorization"), std::string());
    }

    void webIdentityOfTheEnvironment() {
        World world;
        world.home.write("token", "abc");
        world.home.variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = world.home.path("token");
        world.home.variables["AWS_ROLE_ARN"] = "arn:aws:iam::1:role/pod";
        world.home.variables["AWS_ROLE_SESSION_NAME"] = "pod-1";
        world.home.variables["AWS_REGION"] = "eu-west-1";
        world.sts.script({World::assumed("AKPOD", 3'600'000, "AssumeRoleWithWebIdentity")});
        auto provider = aws::defaultCredentials(world.home.environment(), world.signIn());
        QCOMPARE(World::idOf(*provider), std::string("AKPOD"));
        QVERIFY(says(world.sts.seen()[0], "RoleSessionName=pod-1"));
        // A profile that is asked for by name does not look there.
        QCOMPARE(World::idOf(*world.provider("default")), std::string("aws.noProfile"));
    }
};

static pilothouse::tests::Registered<RolesTest> registered("roles");
#include "roles_test.moc"
