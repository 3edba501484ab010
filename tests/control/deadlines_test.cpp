// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

class DeadlinesTest : public QObject {
    Q_OBJECT

    World world;

private slots:
    void init() {
        world = World();
        world.instances(1);
    }

    void stoppedTaskIsForgottenAfterItsHour() {
        auto key = world.run(world.define("web")).tasks.at(0);
        world.stop(key);
        world.settle();
        QCOMPARE(nextDue(world.state), std::optional(world.now + 3'600'000));
        world.tick(3'600'000 - 1);
        QVERIFY(world.task(key));
        world.tick(1);
        QVERIFY(!world.task(key));
        QVERIFY(world.state.deadlines.empty());
        QVERIFY(world.state.tasksById.empty());
    }

    void nothingWaitsInASteadyService() {
        world.service("web", world.define("web"), 3);
        world.settle();
        QVERIFY(!nextDue(world.state));
    }

    void laterPutMovesADeadline() {
        ClusterKey subject{"default", "x"};
        world.change([&](Draft& draft) {
            draft.deadline(DeadlineKind::serviceRetry, subject, world.now + 5);
            draft.deadline(DeadlineKind::serviceRetry, subject, world.now + 9);
        });
        QCOMPARE(world.state.due.size(), std::size_t(1));
        QCOMPARE(nextDue(world.state), std::optional(world.now + 9));
        world.change([&](Draft& draft) { draft.noDeadline(DeadlineKind::serviceRetry, subject); });
        QVERIFY(!nextDue(world.state));
    }

    void clientTokenIsForgottenAfterADay() {
        world.change([&](Draft& draft) {
            TokenRow row;
            row.cluster = "default";
            row.operation = "RunTask";
            row.token = "abc";
            rememberToken(draft, row);
        });
        QCOMPARE(nextDue(world.state), std::optional(world.now + 24 * 3'600'000));
        world.tick(24 * 3'600'000);
        QVERIFY(world.state.tokens.empty());
    }

    void jumpOfTheClockMovesWhatWaits() {
        auto key = world.service("web", world.define("web", "unpullable"), 1);
        world.settle();
        auto left = world.serviceRow(key)->nextTry - world.now;
        QVERIFY(left > 0);
        world.now += 3'600'000;
        world.change([](Draft& draft) { moveDeadlines(draft, 3'600'000); });
        QCOMPARE(world.serviceRow(key)->nextTry - world.now, left);
        QCOMPARE(nextDue(world.state), std::optional(world.now + left));
    }

    void replacedDeploymentIsForgottenAfterNinetyDays() {
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        world.deploy(key, world.define("web"));
        world.settle();
        QCOMPARE(world.deployments(key).size(), std::size_t(2));
        world.tick(keepDeployments - 1);
        QCOMPARE(world.deployments(key).size(), std::size_t(2));
        world.tick(1);
        QCOMPARE(world.deployments(key).size(), std::size_t(1));
    }

    void newestCompletedDeploymentIsKeptForARollback() {
        auto key = world.service("web", world.define("web"), 1);
        world.settle();
        auto good = world.serviceRow(key)->primary;
        world.deploy(key, world.define("web", "hold")); // never comes up
        world.change([&](Draft& draft) {
            draft.edit<DeploymentRow>(good, [](DeploymentRow& r) { r.role = ecs::DeploymentRole::inactive; });
            draft.deadline(DeadlineKind::deploymentForget, {"default", good}, world.now);
        });
        world.tick();
        QVERIFY(world.state.deployments.contains(good));
        QCOMPARE(nextDue(world.state), std::optional(world.now + keepDeployments)); // and is looked at again
    }

    void manyAtOnceAreTakenInParts() {
        world.change([&](Draft& draft) {
            for (int i = 0; i < 1500; ++i)
                draft.deadline(DeadlineKind::serviceRetry, {"default", std::to_string(i)}, world.now);
        });
        world.tick();
        QCOMPARE(world.state.deadlines.size(), std::size_t(500));
        world.tick();
        QVERIFY(world.state.deadlines.empty());
    }
};

static pilothouse::tests::Registered<DeadlinesTest> registered("deadlines");
#include "deadlines_test.moc"
