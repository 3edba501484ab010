// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane.h"
#include "tests/app/workload.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <csignal>

using namespace pilothouse;
using namespace pilothouse::tests;

/// The process ends as by a power cut at each named point of its loop and is started again on the same
/// folder.
class KillTest : public QObject {
    Q_OBJECT

private slots:
    void everyAnswerHoldsAfterAKill_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<int>("times");
        for (auto& name : plane::crashPoints())
            for (int times : {1, 2, 3, 6, 10, 20}) {
                auto point = QString::fromStdString(name);
                if (point.endsWith("-start") && times > 1) continue; // passed once
                QTest::addRow("%s:%d", name.c_str(), times) << point << times;
            }
    }
    void everyAnswerHoldsAfterAKill() {
        QFETCH(QString, point);
        QFETCH(int, times);
        Home home;
        Workload work("sim/app");
        {
            Daemon daemon(home, {"--die-at", QString("%1:%2").arg(point).arg(times)});
            if (daemon.ready()) work.run(daemon);
            QCOMPARE(daemon.waitForEnd(), -SIGKILL); // the point was reached
        }
        Daemon daemon(home);
        QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
        auto broken = work.check(daemon);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
        QCOMPARE(daemon.end(), 0);
    }
};

static pilothouse::tests::Registered<KillTest> registered("kill");

#include "kill_test.moc"
