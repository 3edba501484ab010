// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/recorder.h"
#include "core/store/store.h"
#include "tests/app/workload.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

class RecordTest : public QObject {
    Q_OBJECT

private slots:
    /// Twice on one folder: the second record starts from a State with a service and tasks.
    void aRecordOfTheProgramReplaysToItsDatabase() {
        Home home;
        Workload work("sim/app");
        for (QString name : {"first", "second"}) {
            auto record = home.path(name);
            {
                Daemon daemon(home, {"--record", record, "--seed", "11"});
                QVERIFY(daemon.ready());
                if (name == "first") work.run(daemon);
                auto broken = work.check(daemon);
                QVERIFY2(broken.isEmpty(), qPrintable(broken));
                QCOMPARE(daemon.end(), 0);
            }
            auto replayed = plane::replay(record.toStdString());
            QVERIFY2(replayed.has_value(), replayed ? "" : describe(replayed.error()).c_str());
            auto store = store::Store::open((home.data() + "/state.db").toStdString());
            QVERIFY(store.has_value());
            auto kept = (*store)->load({});
            QVERIFY(kept.has_value() && !kept->tasks.empty() && !kept->services.empty());
            QVERIFY(replayed->sameRows(*kept));
        }
    }

    void aRecordThatCannotBeWrittenKeepsItFromServing() {
        Home home;
        Daemon daemon(home, {"--record", home.path("none/record")});
        QCOMPARE(daemon.waitForEnd(), 1);
        QVERIFY(daemon.errors().contains("none/record"));
    }
};

static pilothouse::tests::Registered<RecordTest> registered("record");

#include "record_test.moc"
