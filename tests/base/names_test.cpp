// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/base/random.h"
#include "core/base/time.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;

class NamesTest : public QObject {
    Q_OBJECT

private slots:
    void anArnIsReadAndWritten() {
        auto text = std::string("arn:aws-cn:ecs:cn-north-1:123456789012:service/demo/web");
        auto arn = parseArn(text);
        QVERIFY(arn.has_value());
        QCOMPARE(arn->type, std::string("service"));
        QCOMPARE(std::string(arn->name()), std::string("web"));
        QCOMPARE(arn->text(), text);
    }

    void whatIsNoArnIsNone_data() {
        QTest::addColumn<QString>("text");
        for (auto text : {"", "web", "arn:", "arn:aws:ecs:r:a", "arn:aws:ecs:r:a:cluster",
                          "arn:aws:ecs:r:a:/x", "arn:aws:ecs:r:a:cluster/"})
            QTest::newRow(text) << text;
    }
    void whatIsNoArnIsNone() {
        QFETCH(QString, text);
        QVERIFY(!parseArn(text.toStdString()).has_value());
    }

    void theSameSeedGivesTheSameIds() {
        Random a(7), b(7), c(8);
        QCOMPARE(a.hex(32), b.hex(32));
        QCOMPARE(a.uuid(), b.uuid());
        QVERIFY(a.hex(32) != c.hex(32));
    }

    void idsHaveTheirShape() {
        Random random(1);
        for (int i = 0; i < 200; ++i) {
            QVERIFY(QRegularExpression("^[1-9][0-9]{18}$")
                        .match(QString::fromStdString(random.digits(19)))
                        .hasMatch());
            QVERIFY(
                QRegularExpression("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
                    .match(QString::fromStdString(random.uuid()))
                    .hasMatch());
        }
    }

    void timesAreWrittenInUtc() {
        QCOMPARE(rfc3339(1764053365123), std::string("2025-11-25T06:49:25.123Z"));
        QCOMPARE(amzDate(1764053365123), std::string("20251125T064925Z"));
    }
};

static pilothouse::tests::Registered<NamesTest> registered("names");

#include "names_test.moc"
