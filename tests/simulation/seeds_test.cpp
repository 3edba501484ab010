// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Random commands and faults in virtual time, one life of a plane for each seed. PILOTHOUSE_SEED=N runs seed
// N alone and prints what led to its failure; PILOTHOUSE_SEEDS=N runs seeds 1 to N.
#include "tests/simulation/harness/scenario.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;

class SeedsTest : public QObject {
    Q_OBJECT
private slots:
    void holds() {
        constexpr int usual = 200;
        int count = qEnvironmentVariableIntValue("PILOTHOUSE_SEEDS");
        int only = qEnvironmentVariableIntValue("PILOTHOUSE_SEED");
        int first = only > 0 ? only : 1, last = only > 0 ? only : count > 0 ? count : usual;
        QStringList failed;
        std::size_t steps = 0;
        for (int seed = first; seed <= last; ++seed) {
            auto outcome = simulation::runSeed(static_cast<std::uint64_t>(seed));
            steps += outcome.steps;
            if (!outcome.violation) continue;
            if (only > 0) qInfo("%s", outcome.trace.c_str());
            failed << QString("seed %1: %2").arg(seed).arg(QString::fromStdString(*outcome.violation));
        }
        qInfo("%d seeds, %zu steps", last - first + 1, steps);
        for (auto& line : failed)
            qInfo("%s; replay: PILOTHOUSE_SEED=N test_simulation seeds", qPrintable(line));
        QVERIFY2(failed.isEmpty(), qPrintable(failed.join("\n")));
    }

    void isDeterministic() {
        for (std::uint64_t seed : {4, 9}) {
            auto once = simulation::runSeed(seed), again = simulation::runSeed(seed);
            QCOMPARE(again.steps, once.steps);
            QCOMPARE(again.violation, once.violation);
        }
    }
};

static pilothouse::tests::Registered<SeedsTest> registered("seeds");
#include "seeds_test.moc"
