// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/options.h"

#include "core/plane/plane.h"
#include "tests/app/daemon.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

class FlagsTest : public QObject {
    Q_OBJECT

private slots:
    void allOfThem() {
        auto options =
            app::parseOptions({"--data", "/d", "--listen=0.0.0.0:8080", "--region", "eu-west-1", "--account",
                               "123456789012", "--simulated", "--seed", "18446744073709551615", "--settle",
                               "40", "--record", "/r", "--log", "/l", "--die-at", "before-commit:3"});
        QVERIFY(options.has_value());
        QCOMPARE(options->data, std::string("/d"));
        QCOMPARE(options->listen, std::string("0.0.0.0"));
        QCOMPARE(options->port, 8080);
        QVERIFY(options->listenGiven && options->simulated);
        QCOMPARE(options->region, std::string("eu-west-1"));
        QCOMPARE(options->account, std::string("123456789012"));
        QCOMPARE(options->seed.value(), std::uint64_t{18446744073709551615u});
        QCOMPARE(options->settle, Millis{40'000});
        QCOMPARE(options->record, std::string("/r"));
        QCOMPARE(options->log, std::string("/l"));
        QCOMPARE(options->dieAt, std::string("before-commit:3"));
    }

    void whereToListen_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::newRow("address") << "127.0.0.2"
                                 << "127.0.0.2" << 7717;
        QTest::newRow("port") << ":9000"
                              << "127.0.0.1" << 9000;
        QTest::newRow("any port") << "127.0.0.1:0"
                                  << "127.0.0.1" << 0;
        QTest::newRow("six") << "[::1]:9000"
                             << "::1" << 9000;
        QTest::newRow("six without port") << "::1"
                                          << "::1" << 7717;
    }
    void whereToListen() {
        QFETCH(QString, text);
        auto options = app::parseOptions({"--listen", text.toStdString()});
        QVERIFY(options.has_value());
        QTEST(QString::fromStdString(options->listen), "address");
        QTEST(options->port, "port");
    }

    void wrongOnesAreCode2_data() {
        QTest::addColumn<QStringList>("flags");
        QTest::newRow("unknown") << QStringList{"--colour"};
        QTest::newRow("word") << QStringList{"begin"};
        QTest::newRow("value missing") << QStringList{"--data"};
        QTest::newRow("empty value") << QStringList{"--data="};
        QTest::newRow("port") << QStringList{"--listen", "127.0.0.1:65536"};
        QTest::newRow("port word") << QStringList{"--listen", "127.0.0.1:http"};
        QTest::newRow("account") << QStringList{"--account", "12345"};
        QTest::newRow("region") << QStringList{"--region", "EU West"};
        QTest::newRow("seed") << QStringList{"--seed", "-1"};
        QTest::newRow("settle") << QStringList{"--settle", "soon"};
        QTest::newRow("crash point") << QStringList{"--die-at", "tea-time:1"};
        QTest::newRow("crash count") << QStringList{"--die-at", "before-commit:0"};
    }
    void wrongOnesAreCode2() {
        QFETCH(QStringList, flags);
        Home home;
        auto ran = runPilothoused(home, flags);
        QCOMPARE(ran.code, 2);
        QVERIFY(ran.out.isEmpty());
        QVERIFY2(ran.err.contains(flags[0].section('=', 0, 0)), qPrintable(ran.err)); // it names the flag
        QVERIFY(!QFile::exists(home.path("data")));
    }

    void helpNamesEveryFlagAndPoint() {
        Home home;
        auto ran = runPilothoused(home, {"--help"});
        QCOMPARE(ran.code, 0);
        for (auto flag : {"--data", "--listen", "--region", "--account", "--simulated", "--seed", "--settle",
                          "--record", "--log", "--die-at", "--version", "stop", "credentials"})
            QVERIFY2(ran.out.contains(flag), flag);
    }

    void versionIsOneLine() {
        Home home;
        auto ran = runPilothoused(home, {"--version"});
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out, QString("pilothoused " PILOTHOUSE_VERSION "\n"));
    }
};

static pilothouse::tests::Registered<FlagsTest> registered("flags");

#include "flags_test.moc"
