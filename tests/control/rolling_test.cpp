// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

#include <set>

using namespace pilothouse;
using namespace pilothouse::control;
using ecs::RolloutState;
using ecs::ServiceDeploymentStatus;
using ecs::TaskStatus;

class RollingTest : public QObject {
    Q_OBJECT

    World world;

    static std::function<void(ServiceRow&)> bounds(int least, int most) {
        return [=](ServiceRow& row) {
            row.minimumHealthyPercent = least;
            row.maximumPercent = most;
        };
    }
    /// Of a service whose definition has a health check.
    int healthy(const ClusterKey& key) const {
        int count = 0;
        for (auto& task : world.live(key))
            count += isHealthy(*task, true);
        return count;
    }
    static int wanted(const std::vector<Ptr<TaskRow>>& tasks) {
        return static_cast<int>(
            std::count_if(tasks.begin(), tasks.end(), [](auto& t) { return isWanted(*t); }));
    }

private slots:
    void init() {
        world = World();
        world.instances(6, 4096, 4096);
    }

    void boundsRoundAsEcsRounds_data() {
        QTest::addColumn<int>("desired");
        QTest::addColumn<int>("percent");
        QTest::addColumn<int>("lower");
        QTest::addColumn<int>("upper");
        QTest::newRow("3 at 50") << 3 << 50 << 2 << 1;
        QTest::newRow("3 at 150") << 3 << 150 << 5 << 4;
        QTest::newRow("1 at 100") << 1 << 100 << 1 << 1;
        QTest::newRow("0 at 200") << 0 << 200 << 0 << 0;
        QTest::newRow("7 at 66") << 7 << 66 << 5 << 4;
    }
    void boundsRoundAsEcsRounds() {
        QFETCH(int, desired);
        QFETCH(int, percent);
        QTEST(lowerBound(desired, percent), "lower");
        QTEST(upperBound(desired, percent), "upper");
    }

    void newServiceStartsAllAndBecomesSteady() {
        auto key = world.service("web", world.define("web"), 3);
        QCOMPARE(world.live(key).size(), std::size_t(3));
        auto task = world.live(key)[0];
        QCOMPARE(q(task->group), QString("service:web"));
        QCOMPARE(q(task->startedBy), q("ecs-svc/" + world.serviceRow(key)->primary));
        QCOMPARE(world.primary(key)->status, ServiceDeploymentStatus::inProgress);
        world.settle();
        QVERIFY(world.serviceRow(key)->steady);
        QCOMPARE(world.primary(key)->rollout, RolloutState::completed);
        QCOMPARE(world.primary(key)->status, ServiceDeploymentStatus::successful);
        QCOMPARE(world.primary(key)->desiredCount, 3);
        QCOMPARE(world.primary(key)->finishedAt, world.now);
    }

    void serviceOfNoTasksIsSteadyAtOnce() {
        auto key = world.service("web", world.define("web"), 0);
        QVERIFY(world.serviceRow(key)->steady);
        QCOMPARE(world.primary(key)->rollout, RolloutState::completed);
    }

    void endedTaskIsReplaced() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        auto dead = world.live(key)[0]->key;
        auto seen = world.observation(dead);
        seen.containers[0].state = ObservedContainer::exited;
        seen.containers[0].exitCode = 137;
        world.see(seen);
        QCOMPARE(wanted(world.live(key)), 2);
        QVERIFY(!world.serviceRow(key)->steady);
        world.settle();
        QVERIFY(world.serviceRow(key)->steady);
        QCOMPARE(world.primary(key)->rollout, RolloutState::completed);
    }

    /// Rolls 4 tasks to a new definition under each pair of bounds; looks after every single observation.
    void rollKeepsItsBounds_data() {
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        for (auto [least, most] :
             {std::pair{100, 200}, {100, 150}, {50, 100}, {50, 200}, {0, 100}, {75, 125}})
            QTest::addRow("%d to %d", least, most) << least << most;
    }
    void rollKeepsItsBounds() {
        QFETCH(int, least);
        QFETCH(int, most);
        auto key = world.service("web", world.define("web", "checked"), 4, bounds(least, most));
        world.settle();
        auto old = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web", "checked"));
        auto fresh = world.serviceRow(key)->primary;
        for (int i = 0; i < 100 && !world.serviceRow(key)->steady; ++i) {
            QVERIFY(healthy(key) >= lowerBound(4, least));
            QVERIFY(static_cast<int>(world.live(key).size()) <= std::max(4, upperBound(4, most)));
            world.round();
        }
        QVERIFY(world.serviceRow(key)->steady);
        QCOMPARE(world.count(key, fresh, TaskStatus::running), 4);
        QCOMPARE(world.live(key).size(), std::size_t(4));
        QCOMPARE(world.deployments(key)[0]->role, ecs::DeploymentRole::inactive);
        QCOMPARE(world.deployments(key)[0]->digits, old);
    }

    void oldTasksAreStoppedWithTheirDeploymentsName() {
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        auto old = world.live(key)[0]->key;
        auto digits = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web"));
        world.settle();
        QCOMPARE(world.task(old)->stopCode, ecs::StopCode::serviceSchedulerInitiated);
        QCOMPARE(q(world.task(old)->stoppedReason),
                 q("Scaling activity initiated by (deployment ecs-svc/" + digits + ")"));
    }

    void deploymentIsNotCompleteWhileOldTasksStop() {
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        auto old = world.live(key)[0]->key;
        world.deploy(key, world.define("web"));
        while (world.task(old)->lastStatus < TaskStatus::stopping)
            world.round();
        QCOMPARE(world.primary(key)->rollout, RolloutState::inProgress);
        world.settle();
        QCOMPARE(world.primary(key)->rollout, RolloutState::completed);
    }

    void taskThatSettlesSlowlyCountsLater() {
        world.rules.settle = 40'000;
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        QCOMPARE(world.live(key)[0]->lastStatus, TaskStatus::running);
        QCOMPARE(world.primary(key)->rollout, RolloutState::inProgress);
        world.tick(39'999);
        QCOMPARE(world.primary(key)->rollout, RolloutState::inProgress);
        world.tick(1);
        QCOMPARE(world.primary(key)->rollout, RolloutState::completed);
    }

    void scaleInKeepsTheBalance() {
        auto key = world.service("web", world.define("web"), 6);
        world.settle();
        world.scale(key, 3);
        world.settle();
        std::set<std::string> zones;
        for (auto& task : world.live(key))
            zones.insert(world.state.instances.at({"default", task->instance})->zone);
        QCOMPARE(world.live(key).size(), std::size_t(3));
        QCOMPARE(zones.size(), std::size_t(3));
        QCOMPARE(world.deployments(key).size(), std::size_t(1));
    }

    void scaleInOfABinpackEmptiesAnInstance() {
        auto key = world.service("web", world.define("web"), 40, [](ServiceRow& row) {
            row.strategies = {{ecs::StrategyType::binpack, "cpu"}};
        });
        world.settle();
        world.scale(key, 32); // 32 of 128 units fill one instance of 4096
        world.settle();
        std::set<std::string> used;
        for (auto& task : world.live(key))
            used.insert(task->instance);
        QCOMPARE(used.size(), std::size_t(1));
    }

    void scaleInTakesTasksThatDoNotRunFirst() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        world.scale(key, 4);
        world.scale(key, 2);
        QCOMPARE(wanted(world.live(key)), 2);
        QCOMPARE(world.count(key, world.serviceRow(key)->primary, TaskStatus::running), 2);
    }

    void unhealthyTaskIsReplaced() {
        auto key = world.service("web", world.define("web", "unhealthy"), 1);
        auto first = world.live(key)[0]->key;
        for (int i = 0; i < 4; ++i)
            world.round();
        QCOMPARE(world.task(first)->stopCode, ecs::StopCode::serviceSchedulerInitiated);
        QCOMPARE(q(world.task(first)->stoppedReason), QString("Task failed container health checks"));
        QCOMPARE(wanted(world.live(key)), 1);
    }

    void graceProtectsAnUnhealthyTask() {
        auto key = world.service("web", world.define("web", "unhealthy"), 1,
                                 [](ServiceRow& row) { row.healthCheckGracePeriodSeconds = 60; });
        auto first = world.live(key)[0]->key;
        world.settle();
        QCOMPARE(world.task(first)->health, ecs::HealthStatus::unhealthy);
        world.tick(59'000);
        QCOMPARE(world.task(first)->desiredStatus, ecs::DesiredStatus::running);
        world.tick(1'000);
        QCOMPARE(world.task(first)->desiredStatus, ecs::DesiredStatus::stopped);
    }

    void newerDeploymentStopsTheOneInProgress() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        auto hold = world.define("web", "hold");
        world.deploy(key, hold);
        world.settle();
        auto middle = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web"));
        QCOMPARE(world.state.deployments.at(middle)->status, ServiceDeploymentStatus::stopped);
        QCOMPARE(world.primary(key)->sources.size(), std::size_t(2));
        world.settle();
        QVERIFY(world.serviceRow(key)->steady);
        for (auto& row : world.deployments(key))
            QCOMPARE(row->role == ecs::DeploymentRole::primary,
                     row->digits == world.serviceRow(key)->primary);
    }

    void boundsThatForbidEverythingAreSaidOnce() {
        auto key = world.service("web", world.define("web"), 2, bounds(100, 100));
        world.settle();
        world.deploy(key, world.define("web"));
        world.settle();
        int said = 0;
        for (auto& text : world.events(key))
            said += q(text).contains("was unable to stop or start tasks during a deployment");
        QCOMPARE(said, 1);
        QCOMPARE(world.count(key, world.deployments(key)[0]->digits, TaskStatus::running), 2);
    }

    void serviceWaitsForRoomAndTakesItWhenItComes() {
        world = World();
        world.instances(1, 256, 1024);
        auto key = world.service("web", world.define("web"), 3);
        world.settle();
        QCOMPARE(world.live(key).size(), std::size_t(2));
        world.instances(1, 256, 1024);
        world.settle();
        QCOMPARE(world.live(key).size(), std::size_t(3));
        QVERIFY(world.serviceRow(key)->steady);
    }

    void deletedServiceDrainsThenIsInactive() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        world.change([&](Draft& draft) { releaseService(draft, key); });
        QCOMPARE(world.serviceRow(key)->status, ecs::ServiceStatus::draining);
        QCOMPARE(wanted(world.live(key)), 0);
        world.settle();
        QCOMPARE(world.serviceRow(key)->status, ecs::ServiceStatus::inactive);
        QCOMPARE(world.primary(key)->role, ecs::DeploymentRole::inactive);
        world.tick(world.rules.keepStopped);
        QVERIFY(!world.serviceRow(key));
        QVERIFY(world.state.deployments.empty());
        QVERIFY(world.state.events.empty());
    }

    void deletedServiceWithoutTasksIsInactiveAtOnce() {
        auto key = world.service("web", world.define("web"), 0);
        world.change([&](Draft& draft) { releaseService(draft, key); });
        QCOMPARE(world.serviceRow(key)->status, ecs::ServiceStatus::inactive);
    }

    void silentEngineKeepsItsTasksAndTakesNoNewOnes() {
        world = World();
        world.instances(1);
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        world.engine(false);
        QCOMPARE(world.live(key)[0]->desiredStatus, ecs::DesiredStatus::running);
        world.scale(key, 2);
        QCOMPARE(world.live(key).size(), std::size_t(1));
        world.engine(true);
        world.settle();
        QCOMPARE(world.live(key).size(), std::size_t(2));
        QVERIFY(world.serviceRow(key)->steady);
    }
};

static pilothouse::tests::Registered<RollingTest> registered("rolling");
#include "rolling_test.moc"
