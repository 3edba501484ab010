// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;
using ecs::ContainerStatus;
using ecs::StopCode;
using ecs::TaskStatus;

class TaskLifeTest : public QObject {
    Q_OBJECT

    World world;
    ClusterKey key;
    TaskStatus status() const { return world.task(key)->lastStatus; }
    void begin(const std::string& image = "ok") {
        world.instances(1);
        key = world.run(world.define("web", image)).tasks.at(0);
    }

private slots:
    void init() { world = World(); }

    void movesThroughItsStatesToRunning() {
        begin();
        QCOMPARE(status(), TaskStatus::provisioning);
        world.round();
        QCOMPARE(status(), TaskStatus::pending);
        QVERIFY(world.task(key)->connected);
        world.round();
        QCOMPARE(status(), TaskStatus::running);
        QCOMPARE(world.task(key)->startedAt, world.now);
        QCOMPARE(world.task(key)->version, 3);
        QCOMPARE(world.task(key)->containers[0].status, ContainerStatus::running);
    }

    void isActivatingWhileSomeContainersWait() {
        ecs::TaskDefinition definition;
        definition.family = "pair";
        definition.containers = {world.container("db"), world.container("web", "hold")};
        definition.containers[1].dependsOn = {{"db", ecs::Condition::start}};
        world.instances(1);
        key = world.run(world.define(definition)).tasks.at(0);
        world.settle();
        QCOMPARE(status(), TaskStatus::activating);
    }

    void stopsForItsUserAndSaysStoppedOnlyWhenNothingIsLeft() {
        begin();
        world.settle();
        world.stop(key, "enough");
        QCOMPARE(status(), TaskStatus::stopping);
        QCOMPARE(goalOf(world.state, *world.task(key)).containers[0], ContainerGoal::stop);
        QVERIFY(goalOf(world.state, *world.task(key)).network);
        world.round();
        QCOMPARE(status(), TaskStatus::deprovisioning);
        QVERIFY(goalOf(world.state, *world.task(key)).remove);
        world.round();
        auto row = world.task(key);
        QCOMPARE(row->lastStatus, TaskStatus::stopped);
        QCOMPARE(row->stopCode, StopCode::userInitiated);
        QCOMPARE(q(row->stoppedReason), QString("enough"));
        QCOMPARE(row->containers[0].exitCode, std::optional(143));
    }

    void firstCauseOfStopWins() {
        begin();
        world.settle();
        world.stop(key, "first");
        world.change([&](Draft& draft) {
            QVERIFY(!stopTask(draft, key, StopCode::serviceSchedulerInitiated, "second"));
        });
        QCOMPARE(q(world.task(key)->stoppedReason), QString("first"));
    }

    void taskThatNeverBeganGoesWithoutWaiting() {
        begin();
        world.stop(key);
        QCOMPARE(status(), TaskStatus::deprovisioning);
        world.round();
        QCOMPARE(status(), TaskStatus::stopped);
    }

    void essentialExitEndsTheTask() {
        begin("exit:3");
        world.settle();
        auto row = world.task(key);
        QCOMPARE(row->lastStatus, TaskStatus::stopped);
        QCOMPARE(row->stopCode, StopCode::essentialContainerExited);
        QCOMPARE(q(row->stoppedReason), QString("Essential container in task exited"));
        QCOMPARE(row->containers[0].exitCode, std::optional(3));
        QVERIFY(row->startedAt != 0);
    }

    void exitOfAnotherContainerDoesNot() {
        ecs::TaskDefinition definition;
        definition.family = "pair";
        definition.containers = {world.container("web"), world.container("once", "exit:1")};
        definition.containers[1].essential = false;
        world.instances(1);
        key = world.run(world.define(definition)).tasks.at(0);
        world.settle();
        QCOMPARE(status(), TaskStatus::running);
        QCOMPARE(world.task(key)->containers[1].status, ContainerStatus::stopped);
    }

    void failedPullIsToldInTheRegistrysWords() {
        begin("unpullable");
        world.settle();
        auto row = world.task(key);
        QCOMPARE(row->stopCode, StopCode::taskFailedToStart);
        QCOMPARE(q(row->stoppedReason), QString("CannotPullContainerError: manifest unknown"));
        QCOMPARE(q(row->containers[0].reason), QString("CannotPullContainerError: manifest unknown"));
        QCOMPARE(row->startedAt, Millis{0});
    }

    void networkThatCannotBeMadeIsAResourceError() {
        begin();
        TaskObservation seen;
        seen.taskId = key.name;
        seen.networkReason = "no free address";
        world.see(seen);
        QCOMPARE(world.task(key)->stopCode, StopCode::taskFailedToStart);
        QCOMPARE(q(world.task(key)->stoppedReason), QString("ResourceInitializationError: no free address"));
    }

    void lostNetworkStopsTheTask() {
        begin();
        world.settle();
        auto seen = world.observation(key);
        seen.network = NetworkState::lost;
        world.see(seen);
        QCOMPARE(world.task(key)->stopCode, StopCode::infrastructureHealth);
        QCOMPARE(q(world.task(key)->stoppedReason), QString("The task's network was lost"));
        QCOMPARE(status(), TaskStatus::stopping);
    }

    void whatWasRemovedBehindOurBackStopsTheTask() {
        begin();
        world.settle();
        TaskObservation seen;
        seen.taskId = key.name;
        seen.gone = true;
        world.see(seen);
        auto row = world.task(key);
        QCOMPARE(row->lastStatus, TaskStatus::stopped);
        QCOMPARE(row->stopCode, StopCode::essentialContainerExited);
        QVERIFY(q(row->containers[0].reason).startsWith("ContainerVanishedError"));
    }

    void oneRemovedContainerStopsTheTask() {
        begin();
        world.settle();
        auto seen = world.observation(key);
        seen.containers[0] = {};
        world.see(seen);
        auto row = world.task(key);
        QCOMPARE(row->stopCode, StopCode::essentialContainerExited);
        QVERIFY(q(row->containers[0].reason).startsWith("ContainerVanishedError"));
    }

    void goneBeforeItBeganIsTheNextAttempt() {
        begin();
        TaskObservation seen;
        seen.taskId = key.name;
        seen.gone = true;
        world.see(seen);
        QCOMPARE(status(), TaskStatus::provisioning);
        QCOMPARE(world.task(key)->attempt, 2);
        world.settle();
        QCOMPARE(status(), TaskStatus::running);
    }

    void lossBeforeAnythingRanBeginsTheNextAttempt() {
        begin("hold");
        world.settle();
        QCOMPARE(status(), TaskStatus::pending);
        auto old = world.observation(key);
        TaskObservation gone;
        gone.taskId = key.name;
        gone.gone = true;
        world.see(gone);
        QCOMPARE(world.task(key)->attempt, 2);
        QVERIFY(!world.task(key)->connected);
        world.see(old); // of the attempt before
        QVERIFY(!world.task(key)->connected);
        for (int attempt = 2; attempt <= 3; ++attempt) {
            world.settle();
            QVERIFY(world.task(key)->connected);
            gone.attempt = attempt;
            world.see(gone);
        }
        QCOMPARE(status(), TaskStatus::stopped);
        QCOMPARE(world.task(key)->stopCode, StopCode::taskFailedToStart);
    }

    void statusNeverGoesBack() {
        begin();
        world.settle();
        auto running = world.observation(key);
        world.stop(key);
        world.round();
        QCOMPARE(status(), TaskStatus::deprovisioning);
        world.see(running); // late: it says what is no longer so
        QCOMPARE(status(), TaskStatus::deprovisioning);
        QCOMPARE(world.task(key)->containers[0].status, ContainerStatus::stopped);
    }

    void taskHealthIsThatOfItsEssentialContainers_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("task");
        QTest::newRow("both") << "checked"
                              << "checked"
                              << "HEALTHY";
        QTest::newRow("one bad") << "checked"
                                 << "unhealthy"
                                 << "UNHEALTHY";
        QTest::newRow("one silent") << "checked"
                                    << "unchecked"
                                    << "UNKNOWN";
        QTest::newRow("one without") << "checked"
                                     << "ok"
                                     << "HEALTHY";
        QTest::newRow("none") << "ok"
                              << "ok"
                              << "UNKNOWN";
    }
    void taskHealthIsThatOfItsEssentialContainers() {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, task);
        ecs::TaskDefinition definition;
        definition.family = "pair";
        definition.containers = {world.container("a", first.toStdString()),
                                 world.container("b", second.toStdString())};
        for (auto& container : definition.containers)
            if (container.image != "ok") container.healthCheck = ecs::HealthCheck{{"CMD", "true"}};
        world.instances(1);
        key = world.run(world.define(definition)).tasks.at(0);
        world.settle();
        QCOMPARE(q(ecs::text(world.task(key)->health)), task);
        QCOMPARE(status(), TaskStatus::running); // a task of no service is left alone
    }

    void pullProgressIsTheLeastOfItsContainers() {
        ecs::TaskDefinition definition;
        definition.family = "pair";
        definition.containers = {world.container("a"), world.container("b")};
        world.instances(1);
        key = world.run(world.define(definition)).tasks.at(0);
        TaskObservation seen;
        seen.taskId = key.name;
        seen.network = NetworkState::up;
        seen.containers.resize(2);
        for (int i = 0; i < 2; ++i) {
            seen.containers[static_cast<std::size_t>(i)].state = ObservedContainer::pulling;
            seen.containers[static_cast<std::size_t>(i)].pullPercent = 80 - 50 * i;
        }
        world.see(seen);
        QCOMPARE(world.task(key)->pullPercent, 30);
        world.settle();
        QCOMPARE(world.task(key)->pullPercent, -1);
    }
};

static pilothouse::tests::Registered<TaskLifeTest> registered("task_life");
#include "task_life_test.moc"
