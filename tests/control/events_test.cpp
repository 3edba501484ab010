// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/placement.h"

#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

class EventsTest : public QObject {
    Q_OBJECT

    World world;

    QString lastOf(const ClusterKey& key) const { return q(world.events(key).back()); }
    static int countOf(const std::vector<std::string>& events, const QString& part) {
        return static_cast<int>(
            std::count_if(events.begin(), events.end(), [&](auto& text) { return q(text).contains(part); }));
    }

private slots:
    void init() { world = World(); }

    void oneRollIsToldInEcsOrder() {
        world.instances(2);
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        auto first = world.live(key)[0]->key.name;
        auto before = world.events(key).size();
        world.deploy(key, world.define("web"));
        auto second = world.live(key)[0]->key.name == first ? world.live(key)[1]->key.name
                                                            : world.live(key)[0]->key.name;
        auto digits = world.serviceRow(key)->primary;
        world.settle();
        auto all = world.events(key);
        std::vector<std::string> roll(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
        std::vector<std::string> expected = {
            "(service web) has started 1 tasks: (task " + second + ").",
            "(service web) has stopped 1 running tasks: (task " + first + ").",
            "(service web) (deployment ecs-svc/" + digits + ") deployment completed.",
            "(service web) has reached a steady state."};
        QCOMPARE(roll, expected);
    }

    void severalTasksAreOneEvent() {
        world.instances(1);
        auto key = world.service("web", world.define("web"), 3);
        QCOMPARE(world.events(key).size(), std::size_t(1));
        QVERIFY(lastOf(key).startsWith("(service web) has started 3 tasks: (task "));
        QCOMPARE(lastOf(key).count("(task "), 3);
    }

    void closestInstanceIsNamed_data() {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("text");
        QTest::newRow("cpu")
            << "RESOURCE:CPU"
            << "The closest matching (container-instance i1) has insufficient CPU units available.";
        QTest::newRow("memory")
            << "RESOURCE:MEMORY"
            << "The closest matching (container-instance i1) has insufficient memory available.";
        QTest::newRow("ports")
            << "RESOURCE:PORTS"
            << "The closest matching (container-instance i1) is already using a port required by your task.";
        QTest::newRow("agent") << "AGENT"
                               << "The closest matching (container-instance i1) encountered error \"AGENT\".";
        QTest::newRow("attribute")
            << "ATTRIBUTE"
            << "The closest matching (container-instance i1) is missing an attribute required by your task.";
        QTest::newRow("none") << ""
                              << "Reason: No Container Instances were found in your cluster.";
        QTest::newRow("draining") << "INACTIVE"
                                  << "Reason: No Container Instances were found in your cluster.";
    }
    void closestInstanceIsNamed() {
        QFETCH(QString, reason);
        QFETCH(QString, text);
        auto key = world.service("web", world.define("web"), 0);
        std::vector<Refusal> refusals;
        if (!reason.isEmpty()) refusals = {{"i0", "INACTIVE"}, {"i1", reason.toStdString()}};
        world.change([&](Draft& draft) { sayNoPlace(draft, key, refusals); });
        QCOMPARE(
            lastOf(key),
            "(service web) was unable to place a task because no container instance met all of its "
            "requirements. " +
                text +
                " For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.");
    }

    void fargateWithoutCapacityIsToldInItsOwnWords() {
        world.instances(1);
        world.engine(false);
        auto key = world.service("web", world.define("web"), 1,
                                 [](ServiceRow& row) { row.launchType = ecs::LaunchType::fargate; });
        QCOMPARE(lastOf(key), QString("(service web) was unable to place a task. Reason: Capacity is "
                                      "unavailable at this time. Please try again later or in a different "
                                      "availability zone."));
        world.engine(true);
        world.settle();
        QVERIFY(world.serviceRow(key)->steady);
    }

    void troubleIsSaidOnceUntilItEndsOrSixHoursPass() {
        world.instances(1, 256, 1024);
        auto key = world.service("web", world.define("web"), 3);
        world.settle();
        auto said = [&] { return countOf(world.events(key), "was unable to place"); };
        QCOMPARE(said(), 1);
        world.run(world.define("tiny", "exit:0"), 1); // comes and goes: the service looks again
        world.change([&](Draft& draft) { draft.dirty.insert(key); });
        QCOMPARE(said(), 1);
        world.now += 6 * 3'600'000;
        world.change([&](Draft& draft) { draft.dirty.insert(key); });
        QCOMPARE(said(), 2);
        world.scale(key, 2); // the cause goes away
        world.change([&](Draft& draft) { placedAgain(draft, key); });
        world.scale(key, 3);
        QCOMPARE(said(), 3);
    }

    void newCauseIsSaidAtOnce() {
        world.instances(1, 256, 1024);
        auto key = world.service("web", world.define("web"), 3);
        world.settle();
        world.engine(false);
        world.change([&](Draft& draft) { draft.dirty.insert(key); });
        QVERIFY(lastOf(key).contains("AGENT"));
    }

    void failingStartsAreSaidOnceInSixHours() {
        world.instances(1);
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle();
        for (int i = 0; i < 6; ++i)
            world.nextDeadline();
        QCOMPARE(countOf(world.events(key), "is unable to consistently start tasks successfully."), 1);
    }

    void breakerSaysWhatItDoes() {
        world.instances(2);
        auto key = world.service("web", world.define("web"), 1, [](ServiceRow& row) {
            row.breakerEnabled = row.breakerRollback = true;
            row.document =
                R"({"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,"rollback":true}}})";
        });
        world.settle();
        auto good = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web", "unpullable"));
        auto bad = world.serviceRow(key)->primary;
        world.settle();
        for (int i = 0; i < 5 && world.serviceRow(key)->primary != good; ++i)
            world.nextDeadline();
        auto events = world.events(key);
        auto at = std::find(events.begin(), events.end(),
                            "(service web) (deployment ecs-svc/" + bad +
                                ") deployment failed: tasks failed to start.");
        QVERIFY(at != events.end());
        QCOMPARE(q(*++at), q("(service web) rolling back to deployment ecs-svc/" + good + "."));
    }

    void hundredAreKept() {
        auto key = world.service("web", world.define("web"), 0);
        for (int i = 0; i < 250; ++i)
            world.change([&](Draft& draft) { draft.event(key, "event " + std::to_string(i)); });
        QCOMPARE(world.events(key).size(), std::size_t(100));
        QCOMPARE(q(world.events(key).front()), QString("event 150"));
        QCOMPARE(q(world.events(key).back()), QString("event 249"));
    }
};

static pilothouse::tests::Registered<EventsTest> registered("events");
#include "events_test.moc"
