// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;
using ecs::RolloutState;
using ecs::ServiceDeploymentStatus;

class BreakerTest : public QObject {
    Q_OBJECT

    World world;

    static std::function<void(ServiceRow&)> breaker(bool rollback) {
        return [=](ServiceRow& row) {
            row.breakerEnabled = true;
            row.breakerRollback = rollback;
            row.document =
                R"({"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,"rollback":)" +
                std::string(rollback ? "true" : "false") + "}}}";
        };
    }
    void untilFailed(const std::string& digits) {
        world.settle();
        for (int i = 0; i < 50 && world.state.deployments.at(digits)->rollout != RolloutState::failed; ++i)
            world.nextDeadline();
    }
    Ptr<DeploymentRow> row(const std::string& digits) const { return world.state.deployments.at(digits); }

private slots:
    void init() {
        world = World();
        world.instances(3);
    }

    void thresholdFollowsDesiredCount_data() {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("value");
        QTest::addColumn<int>("desired");
        QTest::addColumn<int>("threshold");
        QTest::newRow("least 3") << "BOUNDED_PERCENT" << 50 << 1 << 3;
        QTest::newRow("half, rounded up") << "BOUNDED_PERCENT" << 50 << 9 << 5;
        QTest::newRow("most 200") << "BOUNDED_PERCENT" << 50 << 1000 << 200;
        QTest::newRow("another share") << "BOUNDED_PERCENT" << 25 << 100 << 25;
        QTest::newRow("unbounded") << "UNBOUNDED_PERCENT" << 50 << 1000 << 500;
        QTest::newRow("unbounded, few") << "UNBOUNDED_PERCENT" << 50 << 2 << 1;
        QTest::newRow("count") << "COUNT" << 7 << 1000 << 7;
    }
    void thresholdFollowsDesiredCount() {
        QFETCH(QString, type);
        QFETCH(int, value);
        QFETCH(int, desired);
        ServiceRow service;
        service.breakerThresholdType = type.toStdString();
        service.breakerThreshold = value;
        service.desiredCount = desired;
        QTEST(breakerThreshold(service), "threshold");
    }

    void failedStartsOpenIt() {
        auto key = world.service("web", world.define("web", "unpullable"), 1, breaker(false));
        auto digits = world.serviceRow(key)->primary;
        untilFailed(digits);
        QCOMPARE(row(digits)->rollout, RolloutState::failed);
        QCOMPARE(row(digits)->breakerFailures, 3);
        QCOMPARE(row(digits)->failedTasks, 3);
        QVERIFY(row(digits)->breakerTriggered);
        QCOMPARE(q(row(digits)->rolloutReason),
                 QString("ECS deployment circuit breaker: tasks failed to start."));
        QCOMPARE(row(digits)->status, ServiceDeploymentStatus::stopped);
        QVERIFY(world.live(key).empty()); // nothing more is launched
        QVERIFY(!world.serviceRow(key)->steady);
    }

    void withoutItFailuresGoOn() {
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle();
        for (int i = 0; i < 8; ++i)
            world.nextDeadline();
        QCOMPARE(world.primary(key)->rollout, RolloutState::inProgress);
        QVERIFY(world.primary(key)->failedTasks > 5);
    }

    void rollsBackToTheNewestThatCompleted() {
        auto one = world.define("web"), two = world.define("web");
        auto key = world.service("web", one, 2, breaker(true));
        world.settle();
        world.deploy(key, two);
        world.settle();
        auto good = world.serviceRow(key)->primary;
        QVERIFY(world.serviceRow(key)->steady);
        world.deploy(key, world.define("web", "unpullable"));
        auto bad = world.serviceRow(key)->primary;
        for (int i = 0; i < 50 && row(bad)->rollout != RolloutState::failed; ++i)
            if (!world.round()) world.nextDeadline();
        QCOMPARE(row(bad)->status, ServiceDeploymentStatus::rollbackInProgress);
        QCOMPARE(row(bad)->role, ecs::DeploymentRole::active);
        QCOMPARE(q(row(bad)->rolledBackTo), q(good));
        QCOMPARE(q(row(good)->rolloutReason),
                 q("ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/" + good + "."));
        QCOMPARE(row(good)->role, ecs::DeploymentRole::primary);
        world.settle();
        QCOMPARE(world.serviceRow(key)->definition, two);
        QCOMPARE(q(world.serviceRow(key)->primary), q(good));
        QVERIFY(world.serviceRow(key)->steady);
        QCOMPARE(row(good)->rollout, RolloutState::completed);
        QCOMPARE(row(good)->status, ServiceDeploymentStatus::successful);
        QCOMPARE(row(bad)->status, ServiceDeploymentStatus::rollbackSuccessful);
        QCOMPARE(row(bad)->role, ecs::DeploymentRole::inactive);
    }

    void nothingToRollBackToStalls() {
        auto key = world.service("web", world.define("web", "unpullable"), 1, breaker(true));
        auto digits = world.serviceRow(key)->primary;
        untilFailed(digits);
        QCOMPARE(q(world.serviceRow(key)->primary), q(digits));
        QCOMPARE(row(digits)->status, ServiceDeploymentStatus::stopped);
    }

    void deploymentThatIsRolledBackToIsNoTargetUntilItCompletes() {
        auto key = world.service("web", world.define("web"), 1, breaker(true));
        world.settle();
        auto good = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web", "unpullable"));
        auto bad = world.serviceRow(key)->primary;
        for (int i = 0; i < 50 && row(bad)->rollout != RolloutState::failed; ++i)
            if (!world.round()) world.nextDeadline();
        QVERIFY(!row(good)->completedOnce);
        world.settle();
        QVERIFY(row(good)->completedOnce);
    }

    void rollbackBringsBackWhatBelongsToTheRevision() {
        auto key = world.service("web", world.define("web"), 1, breaker(true));
        world.settle();
        world.change([&](Draft& draft) {
            auto good = *draft.get<DeploymentRow>(draft.get<ServiceRow>(key)->primary);
            good.revision = R"({"networkConfiguration":{"n":1}})";
            draft.put(good);
            draft.edit<ServiceRow>(key, [](ServiceRow& service) {
                auto json = *Json::parse(service.document);
                json.set("networkConfiguration", Json::object({{"n", 2}}));
                json.set("loadBalancers", Json::array({1}));
                service.document = json.dump();
            });
            startDeployment(draft, key, good.definition, "{}");
            auto bad = draft.get<ServiceRow>(key)->primary;
            draft.edit<DeploymentRow>(bad, [](DeploymentRow& r) { r.breakerFailures = 3; });
        });
        auto document = *Json::parse(world.serviceRow(key)->document);
        QCOMPARE(document.at("networkConfiguration").integer("n"), 1);
        QCOMPARE(document.at("loadBalancers").size(), std::size_t(0));
        QVERIFY(document.has("deploymentConfiguration"));
    }

    void healthFailuresCountOnceATaskRan() {
        auto key = world.service("web", world.define("web", "unhealthy"), 1, breaker(false));
        auto digits = world.serviceRow(key)->primary;
        untilFailed(digits);
        QCOMPARE(row(digits)->rollout, RolloutState::failed);
        QVERIFY(row(digits)->everRan);
        QCOMPARE(row(digits)->breakerFailures, 3);
    }

    void healthyTaskSetsTheCountBack_data() {
        QTest::addColumn<bool>("resets");
        QTest::addColumn<int>("left");
        QTest::newRow("resetOnHealthyTask") << true << 0;
        QTest::newRow("not") << false << 2;
    }
    void healthyTaskSetsTheCountBack() {
        QFETCH(bool, resets);
        QFETCH(int, left);
        auto key = world.service("web", world.define("web", "checked"), 1, [&](ServiceRow& row) {
            breaker(false)(row);
            row.breakerResets = resets;
        });
        world.change([&](Draft& draft) {
            draft.edit<DeploymentRow>(draft.get<ServiceRow>(key)->primary,
                                      [](DeploymentRow& r) { r.breakerFailures = 2; });
        });
        world.settle();
        QCOMPARE(world.primary(key)->breakerFailures, left);
    }

    void runningTaskSetsFailedTasksBack() {
        auto key = world.service("web", world.define("web"), 1);
        world.change([&](Draft& draft) {
            draft.edit<DeploymentRow>(draft.get<ServiceRow>(key)->primary,
                                      [](DeploymentRow& r) { r.failedTasks = 2; });
        });
        world.settle();
        QCOMPARE(world.primary(key)->failedTasks, 0);
    }

    void completedDeploymentDoesNotOpenIt() {
        auto key = world.service("web", world.define("web"), 1, breaker(false));
        world.settle();
        world.change([&](Draft& draft) {
            draft.edit<DeploymentRow>(draft.get<ServiceRow>(key)->primary,
                                      [](DeploymentRow& r) { r.breakerFailures = 9; });
            draft.dirty.insert(key);
        });
        QCOMPARE(world.primary(key)->rollout, RolloutState::completed);
    }

    void rollbackThatFailsStalls() {
        auto key = world.service("web", world.define("web"), 1, breaker(true));
        world.settle();
        auto good = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web", "unpullable"));
        auto bad = world.serviceRow(key)->primary;
        world.change([&](Draft& draft) {
            draft.edit<DeploymentRow>(bad, [](DeploymentRow& r) { r.breakerFailures = 3; });
            draft.dirty.insert(key);
        });
        QCOMPARE(q(world.serviceRow(key)->primary), q(good));
        QCOMPARE(row(good)->rollout, RolloutState::inProgress);
        world.change([&](Draft& draft) {
            draft.edit<DeploymentRow>(good, [](DeploymentRow& r) { r.breakerFailures = 3; });
            draft.dirty.insert(key);
        });
        QCOMPARE(row(bad)->status, ServiceDeploymentStatus::rollbackFailed);
        QCOMPARE(q(world.serviceRow(key)->primary), q(good));
        QCOMPARE(row(good)->rollout, RolloutState::failed);
    }
};

static pilothouse::tests::Registered<BreakerTest> registered("breaker");
#include "breaker_test.moc"
