// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Each fault of core/control/mutants.h, switched into the rules, must be noticed by a seed of the simulation.
#include "core/control/mutants.h"
#include "tests/simulation/harness/scenario.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;

class MutantsTest : public QObject {
    Q_OBJECT
private slots:
    void dies_data() {
        QTest::addColumn<int>("mutant");
        for (int mutant = 1; mutant < static_cast<int>(control::Mutant::count_); ++mutant)
            QTest::newRow(control::mutantNames[static_cast<std::size_t>(mutant)].data()) << mutant;
    }

    void dies() {
        QFETCH(int, mutant);
        constexpr std::uint64_t seeds = 200; // those of test_simulation, on which the rules hold
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            auto outcome = simulation::runSeed(seed, mutant);
            if (!outcome.violation) continue;
            qInfo("seed %d: %s", static_cast<int>(seed), outcome.violation->c_str());
            return;
        }
        QFAIL("the mutant survives: no seed notices it");
    }
};

static pilothouse::tests::Registered<MutantsTest> registered("all");
#include "all_test.moc"
