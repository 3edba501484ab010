// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Random commands and faults in virtual time, one life of a plane for each seed. PILOTHOUSE_SEED=N runs seed
// N alone and prints what led to its failure; PILOTHOUSE_SEEDS=N runs seeds 1 to N.
#include "tests/simulation/harness/reached.h"
#include "tests/simulation/harness/scenario.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;

class SeedsTest : public QObject {
    Q_OBJECT
private slots:
    void holds_data() {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        constexpr int usual = 200, together = 20;
        int count = qEnvironmentVariableIntValue("PILOTHOUSE_SEEDS");
        int only = qEnvironmentVariableIntValue("PILOTHOUSE_SEED");
        int last = only > 0 ? only : count > 0 ? count : usual;
        for (int first = only > 0 ? only : 1; first <= last; first += together) {
            int end = std::min(last, first + together - 1);
            QTest::addRow("seeds %d to %d", first, end) << first << end;
        }
    }

    void holds() {
        QFETCH(int, first);
        QFETCH(int, last);
        QStringList failed;
        for (int seed = first; seed <= last; ++seed) {
            auto outcome = simulation::runSeed(static_cast<std::uint64_t>(seed));
            for (auto& [what, times] : outcome.reached)
                m_reached[what] += times;
            if (!outcome.violation) continue;
            if (first == last) qInfo("%s", outcome.trace.c_str());
            failed << QString("seed %1: %2; replay: PILOTHOUSE_SEED=%1 test_simulation seeds")
                          .arg(seed)
                          .arg(QString::fromStdString(*outcome.violation));
        }
        for (auto& line : failed)
            qWarning("%s", qPrintable(line));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.value(0)));
    }

    /// The usual seeds go everywhere; fewer need not.
    void reachEverything() {
        if (qEnvironmentVariableIntValue("PILOTHOUSE_SEED") > 0) return;
        for (auto& what : simulation::mustReach())
            QVERIFY2(m_reached[what] > 0, ("no seed reaches: " + what).c_str());
    }

    void isDeterministic() {
        for (std::uint64_t seed : {4, 9}) {
            auto once = simulation::runSeed(seed), again = simulation::runSeed(seed);
            QCOMPARE(again.steps, once.steps);
            QCOMPARE(again.violation, once.violation);
        }
    }

private:
    simulation::Reached m_reached;
};

static pilothouse::tests::Registered<SeedsTest> registered("seeds");
#include "seeds_test.moc"
