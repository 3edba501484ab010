// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/credentials.h"
#include "core/aws/process.h"
#include "tests/aws/home.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::aws;
using tests::Home;

class CredentialsTest : public QObject {
    Q_OBJECT

    static std::string idOf(CredentialsProvider& provider) {
        auto found = provider.credentials();
        return found ? found->accessKeyId : found.error().code;
    }
    static std::string json(const std::string& id, const std::string& more = "") {
        return "{\"Version\":1,\"AccessKeyId\":\"" + id +
               "\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\"" + more + "}";
    }
    /// A profile whose process prints a file of the home folder and counts its runs.
    static void processProfile(Home& home, const std::string& output) {
        home.write("output", output);
        home.config("[profile p]\ncredential_process = sh -c \"echo run >> '" + home.path("runs") +
                    "'; cat '" + home.path("output") + "'\"\n");
    }
    static int runs(const Home& home) {
        QFile file(QString::fromStdString(home.path("runs")));
        return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count('\n')) : 0;
    }

private slots:
    void fixed() {
        auto provider = staticCredentials({"A", "B", "C", 0});
        provider->forget();
        QCOMPARE(provider->credentials()->sessionToken, std::string("C"));
    }

    void environment() {
        Home home;
        QCOMPARE(idOf(*environmentCredentials(home.environment())), std::string("aws.noCredentials"));
        home.variables = {
            {"AWS_ACCESS_KEY_ID", "A"}, {"AWS_SECRET_ACCESS_KEY", "B"}, {"AWS_SESSION_TOKEN", "C"}};
        auto found = environmentCredentials(home.environment())->credentials();
        QVERIFY(found.has_value());
        QVERIFY((*found == Credentials{"A", "B", "C", 0}));
    }

    void profileKeys() {
        Home home;
        home.config("[profile x]\naws_access_key_id=FROMCONFIG\naws_secret_access_key=s\n"
                    "[profile c]\naws_access_key_id=ONLYCONFIG\naws_secret_access_key=s\n"
                    "[profile half]\naws_access_key_id=HALF\n");
        home.credentials("[x]\naws_access_key_id=FROMKEYS\naws_secret_access_key=k\naws_session_token=t\n");
        auto found = profileCredentials("x", home.environment())->credentials();
        QVERIFY(found.has_value());
        QVERIFY((*found == Credentials{"FROMKEYS", "k", "t", 0}));
        QCOMPARE(idOf(*profileCredentials("c", home.environment())), std::string("ONLYCONFIG"));
        QCOMPARE(idOf(*profileCredentials("half", home.environment())), std::string("aws.noCredentials"));
        QCOMPARE(idOf(*profileCredentials("gone", home.environment())), std::string("aws.noProfile"));
    }

    void obstacles() {
        Home home;
        home.config("[profile s]\nsso_session=x\n[profile r]\nrole_arn=a\nsource_profile=s\n");
        QCOMPARE(idOf(*profileCredentials("s", home.environment())), std::string("aws.noSsoSession"));
        QCOMPARE(idOf(*profileCredentials("r", home.environment())), std::string("aws.noSsoSession"));
    }

    void chainOrder() {
        Home home;
        home.credentials("[default]\naws_access_key_id=D\naws_secret_access_key=s\n"
                         "[x]\naws_access_key_id=X\naws_secret_access_key=s\n");
        QCOMPARE(idOf(*defaultCredentials(home.environment())), std::string("D"));
        home.variables["AWS_PROFILE"] = "x";
        QCOMPARE(idOf(*defaultCredentials(home.environment())), std::string("X"));
        home.variables["AWS_ACCESS_KEY_ID"] = "E";
        QCOMPARE(idOf(*defaultCredentials(home.environment())), std::string("X"));
        home.variables["AWS_SECRET_ACCESS_KEY"] = "s";
        QCOMPARE(idOf(*defaultCredentials(home.environment())), std::string("E"));
    }

    void changedFilesAreReadAgain() {
        Home home;
        auto provider = profileCredentials("x", home.environment());
        QCOMPARE(idOf(*provider), std::string("aws.noProfile"));
        home.credentials("[x]\naws_access_key_id=FIRST\naws_secret_access_key=s\n");
        QCOMPARE(idOf(*provider), std::string("FIRST"));
        home.credentials("[x]\naws_access_key_id=SECOND\naws_secret_access_key=s\n");
        QCOMPARE(idOf(*provider), std::string("SECOND"));
        home.credentials("[x\n");
        QCOMPARE(idOf(*provider), std::string("aws.profileSyntax"));
    }

    void processRunsOnce() {
        Home home;
        processProfile(home, json("P"));
        auto provider = profileCredentials("p", home.environment());
        auto found = provider->credentials();
        QVERIFY2(found.has_value(), found ? "" : describe(found.error()).c_str());
        QVERIFY((*found == Credentials{"P", "s", "t", 0}));
        QCOMPARE(idOf(*provider), std::string("P"));
        QCOMPARE(runs(home), 1);
        home.write("output", json("Q"));
        provider->forget();
        QCOMPARE(idOf(*provider), std::string("Q"));
        QCOMPARE(runs(home), 2);
    }

    void processExpires() {
        Home home;
        auto at = [](Millis from) {
            return ",\"Expiration\":\"" + rfc3339(SystemClock().now() + from) + "\"";
        };
        processProfile(home, json("LONG", at(3'600'000)));
        auto provider = profileCredentials("p", home.environment());
        QCOMPARE(idOf(*provider), std::string("LONG"));
        QCOMPARE(idOf(*provider), std::string("LONG"));
        QCOMPARE(runs(home), 1);
        home.write("output", json("SOON", at(60'000))); // usable, but asked for anew each time
        provider->forget();
        QCOMPARE(idOf(*provider), std::string("SOON"));
        QCOMPARE(idOf(*provider), std::string("SOON"));
        QCOMPARE(runs(home), 3);
        home.write("output", json("GONE", at(-60'000)));
        QCOMPARE(idOf(*provider), std::string("SOON")); // while it holds
        provider->forget();
        QCOMPARE(idOf(*provider), std::string("aws.expired"));
    }

    void expirationForms_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qlonglong>("millis");
        QTest::newRow("Z") << "2100-01-01T00:00:00Z" << 4'102'444'800'000LL;
        QTest::newRow("fraction") << "2100-01-01T00:00:00.123456Z" << 4'102'444'800'000LL;
        QTest::newRow("offset") << "2100-01-01T09:00:00+09:00" << 4'102'444'800'000LL;
        QTest::newRow("behind") << "2099-12-31T20:30:00-03:30" << 4'102'444'800'000LL;
        QTest::newRow("no zone") << "2100-01-01T00:00:00" << -1LL;
        QTest::newRow("words") << "tomorrow" << -1LL;
    }
    void expirationForms() {
        QFETCH(QString, text);
        QFETCH(qlonglong, millis);
        Home home;
        processProfile(home, json("A", ",\"Expiration\":\"" + text.toStdString() + "\""));
        auto found = profileCredentials("p", home.environment())->credentials();
        QCOMPARE(found ? found->expiresAt : -1, millis);
        if (!found) QCOMPARE(found.error().code, std::string("aws.process"));
    }

    void processFailures_data() {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("cause");
        QTest::newRow("no such program") << "/no/such/program"
                                         << "No such file";
        QTest::newRow("exit code") << "sh -c 'echo please log in >&2; exit 3'"
                                   << "exit code 3: please log in";
        QTest::newRow("killed") << "sh -c 'kill -9 $$'"
                                << "signal 9";
        QTest::newRow("not JSON") << "echo hello"
                                  << "version 1";
        QTest::newRow("version 2") << "echo '{\"Version\":2}'"
                                   << "version 1";
        QTest::newRow("no keys") << "echo '{\"Version\":1}'"
                                 << "lacks";
        QTest::newRow("open quote") << "echo 'x"
                                    << "no command";
        QTest::newRow("too much") << "yes"
                                  << "too much";
    }
    void processFailures() {
        QFETCH(QString, command);
        QFETCH(QString, cause);
        Home home;
        home.config("[profile p]\ncredential_process = " + command.toStdString() + "\n");
        auto found = profileCredentials("p", home.environment())->credentials();
        QVERIFY(!found);
        QCOMPARE(found.error().code, std::string("aws.process"));
        QVERIFY2(QString::fromStdString(found.error().cause).contains(cause), found.error().cause.c_str());
    }

    void slowProcessIsKilled() {
        auto result = runProcess({"sleep", "1000"}, 100);
        QVERIFY(!result);
        QCOMPARE(result.error().cause, std::string("took too long"));
    }

    void words() {
        auto split = [](const char* line) {
            QStringList all;
            for (auto& word : splitCommand(line))
                all << QString::fromStdString(word);
            return all.join('|');
        };
        QCOMPARE(split("  a  b\tc "), QString("a|b|c"));
        QCOMPARE(split("\"C:\\Program Files\\x\" '' 'it is' a\\ b \"q\\\"q\""),
                 QString("C:\\Program Files\\x||it is|a b|q\"q"));
        QCOMPARE(split("a 'b"), QString());
    }
};

static pilothouse::tests::Registered<CredentialsTest> registered("credentials");
#include "credentials_test.moc"
