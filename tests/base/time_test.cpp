// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;

class TimeTest : public QObject {
    Q_OBJECT

private slots:
    void writes() {
        QCOMPARE(rfc3339(1'440'938'160'042), std::string("2015-08-30T12:36:00.042Z"));
        QCOMPARE(amzDate(1'440'938'160'999), std::string("20150830T123600Z"));
        QCOMPARE(httpDate(1'440'938'160'999), std::string("Sun, 30 Aug 2015 12:36:00 GMT"));
        QCOMPARE(httpDate(784'111'777'000), std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
    }
    void readsWhatItWrites() {
        for (Millis time :
             {Millis{0}, Millis{951'782'400'000}, Millis{1'440'938'160'000}, Millis{4'102'444'799'000}})
            QCOMPARE(parseHttpDate(httpDate(time)).value_or(-1), time);
    }
    void refusesOtherForms() {
        for (auto* text : {"", "now", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                           "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Abc 1994 08:49:37 GMT",
                           "Sun, 0x Nov 1994 08:49:37 GMT"})
            QVERIFY2(!parseHttpDate(text), text);
    }
};

static pilothouse::tests::Registered<TimeTest> registered("time");
#include "time_test.moc"
