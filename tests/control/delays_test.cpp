// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

class DelaysTest : public QObject {
    Q_OBJECT

    World world;

    /// Seconds between the starts of a service's tasks while each fails.
    QList<int> waits(int count) {
        QList<int> result;
        Millis last = world.now;
        while (result.size() < count) {
            auto tasks = world.state.tasks.size();
            if (!world.nextDeadline()) break;
            if (world.state.tasks.size() > tasks) {
                result << static_cast<int>((world.now - last) / 1000);
                last = world.now;
            }
        }
        return result;
    }

private slots:
    void init() {
        world = World();
        world.rules.keepStopped = 100 * 3'600'000;
        world.instances(3);
    }

    void growsFromNothingTo27Minutes_data() {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("seconds");
        const int expected[] = {0, 0, 0, 10, 20, 40, 80, 160, 320, 640, 1280, 1620, 1620};
        for (int i = 0; i < 13; ++i)
            QTest::addRow("%d", i) << i << expected[i];
        QTest::newRow("many") << 100'000 << 1620;
    }
    void growsFromNothingTo27Minutes() {
        QFETCH(int, failures);
        QFETCH(int, seconds);
        QCOMPARE(delayAfter(failures), Millis{seconds} * 1000);
    }

    void serviceWaitsLongerAfterEachFailedStart() {
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle(); // the first, and two more that do not wait
        QCOMPARE(world.state.tasks.size(), std::size_t(3));
        QCOMPARE(waits(5), QList<int>({10, 20, 40, 80, 160}));
        QVERIFY(q(world.events(key).back()).contains("has started"));
    }

    void crashAtOnceCountsAsAFailedStart() {
        world.service("web", world.define("web", "exit:1"), 1);
        world.settle();
        QCOMPARE(waits(3), QList<int>({10, 20, 40}));
    }

    void taskThatStayedDoesNot() {
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        for (int i = 0; i < 5; ++i) {
            auto seen = world.observation(world.live(key)[0]->key);
            world.now += 10'000;
            seen.containers[0].state = ObservedContainer::exited;
            seen.containers[0].exitCode = 1;
            world.see(seen);
            world.settle();
            QCOMPARE(world.live(key).size(), std::size_t(1));
            QCOMPARE(world.serviceRow(key)->consecutiveFailures, 0);
        }
    }

    void taskThatStayedBreaksTheRow() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        world.change([&](Draft& draft) {
            draft.edit<ServiceRow>(key, [&](ServiceRow& row) {
                row.consecutiveFailures = 6;
                row.lastFailureAt = world.now - 1;
            });
        });
        world.now += 20'000; // both have stayed
        auto fail = [&] {
            auto tasks = world.live(key);
            auto newest = *std::max_element(tasks.begin(), tasks.end(),
                                            [](auto& a, auto& b) { return a->startedAt < b->startedAt; });
            auto seen = world.observation(newest->key);
            seen.containers[0].state = ObservedContainer::exited;
            seen.containers[0].exitCode = 1;
            world.see(seen);
            world.settle();
        };
        fail(); // of one that had stayed: no failed start
        QCOMPARE(world.serviceRow(key)->consecutiveFailures, 6);
        fail(); // of the one that replaced it
        QCOMPARE(world.serviceRow(key)->consecutiveFailures, 1);
        fail();
        QCOMPARE(world.serviceRow(key)->consecutiveFailures, 2);
    }

    void newDeploymentForgetsIt() {
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle();
        waits(4);
        QVERIFY(world.serviceRow(key)->nextTry > world.now);
        world.deploy(key, world.define("web"));
        QCOMPARE(world.live(key).size(), std::size_t(1));
        world.settle();
        QVERIFY(world.serviceRow(key)->steady);
    }

    void updateForgetsIt() {
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle();
        waits(4);
        world.scale(key, 2);
        QCOMPARE(world.live(key).size(), std::size_t(2));
    }

    void delayHoldsAcrossOtherEvents() {
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle();
        world.engine(false);
        world.engine(true);
        world.instances(1);
        QVERIFY(world.live(key).empty());
    }

    void tasksOfNoServiceDelayNothing() {
        world.run(world.define("web", "unpullable"), 5);
        world.settle();
        for (auto& [key, row] : world.state.deadlines)
            QCOMPARE(row->kind, DeadlineKind::taskForget);
    }
};

static pilothouse::tests::Registered<DelaysTest> registered("delays");
#include "delays_test.moc"
