// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/timekeeper.h"

#include "tests/plane/doubles.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using plane::Timekeeper;
using tests::ManualClock;

class TimekeeperTest : public QObject {
    Q_OBJECT

private slots:
    void itFollowsTheWall() {
        ManualClock wall{1'000};
        Timekeeper time(wall, 0);
        QCOMPARE(time.now(), Millis{1'000});
        wall.set(2'500);
        QCOMPARE(time.look(), Millis{0});
        QCOMPARE(time.now(), Millis{2'500});
    }

    void aStartAfterTheWallWasSetBackGoesOnFromTheLastNow() {
        ManualClock wall{1'000'000};
        Timekeeper time(wall, 5'000'000);
        QCOMPARE(time.now(), Millis{5'000'000});
        wall.set(1'010'000);
        (void)time.look();
        QVERIFY(time.now() > 5'000'000); // it does not stand still until the wall is there
        QVERIFY(time.now() < 5'010'000); // and it comes nearer to the wall
    }

    void itNeverRunsBack() {
        ManualClock wall{10'000'000};
        Timekeeper time(wall, 0);
        Millis newest = time.now();
        for (Millis step : {500, -4'000'000, 20, 1'000, -1, 29'000, 3'000, -50'000, 40'000, 10}) {
            wall.set(wall.now() + step);
            (void)time.look();
            QVERIFY(time.now() >= newest);
            newest = time.now();
        }
    }

    void itMeetsTheWallAgain() {
        ManualClock wall{10'000'000};
        Timekeeper time(wall, 10'060'000);
        for (int i = 0; i < 61; ++i) {
            wall.set(wall.now() + 10'000);
            (void)time.look();
        }
        QCOMPARE(time.now(), wall.now());
    }

    void aForwardJumpIsTold() {
        ManualClock wall{1'000};
        Timekeeper time(wall, 0);
        wall.set(1'000 + Timekeeper::jump);
        QCOMPARE(time.look(), Millis{0}); // not beyond the limit
        wall.set(wall.now() + 3'600'000);
        QCOMPARE(time.look(), Millis{3'600'000});
        QCOMPARE(time.look(), Millis{0});
    }

    void aJumpThatOnlyMeetsTheNowIsNone() {
        ManualClock wall{1'000'000};
        Timekeeper time(wall, 5'000'000);
        wall.set(5'000'000); // the clock was set right
        QCOMPARE(time.look(), Millis{0});
        QCOMPARE(time.now(), Millis{5'000'000});
    }
};

static pilothouse::tests::Registered<TimekeeperTest> registered("timekeeper");

#include "timekeeper_test.moc"
