// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/depends.h"

#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;
using ecs::Condition;
using ecs::ContainerStatus;
using ecs::TaskStatus;

class DependsOnTest : public QObject {
    Q_OBJECT

    World world;

    /// "web" waits for "db", whose image says what it does.
    ClusterKey pair(const std::string& db, Condition condition, bool essential = true, int startTimeout = 0) {
        ecs::TaskDefinition definition;
        definition.family = "pair";
        definition.containers = {world.container("web"), world.container("db", db)};
        definition.containers[0].dependsOn = {{"db", condition}};
        definition.containers[1].essential = essential;
        if (db == "checked" || db == "unchecked" || db == "unhealthy")
            definition.containers[1].healthCheck = ecs::HealthCheck{{"CMD", "true"}};
        if (startTimeout > 0) definition.containers[1].startTimeout = startTimeout;
        world.instances(1);
        return world.run(world.define(definition)).tasks.at(0);
    }

private slots:
    void init() { world = World(); }

    void conditionIsMetByWhatTheOtherDid_data() {
        QTest::addColumn<int>("condition");
        QTest::addColumn<QString>("other");
        QTest::addColumn<int>("result");
        auto row = [](const char* name, Condition condition, const char* other, Met result) {
            QTest::newRow(name) << static_cast<int>(condition) << other << static_cast<int>(result);
        };
        row("START pending", Condition::start, "pending", Met::notYet);
        row("START running", Condition::start, "running", Met::yes);
        row("START ended", Condition::start, "exit 1", Met::yes);
        row("START failed", Condition::start, "failed", Met::never);
        row("COMPLETE running", Condition::complete, "running", Met::notYet);
        row("COMPLETE ended", Condition::complete, "exit 1", Met::yes);
        row("COMPLETE failed", Condition::complete, "failed", Met::never);
        row("SUCCESS running", Condition::success, "running", Met::notYet);
        row("SUCCESS zero", Condition::success, "exit 0", Met::yes);
        row("SUCCESS other", Condition::success, "exit 1", Met::never);
        row("HEALTHY running", Condition::healthy, "running", Met::notYet);
        row("HEALTHY unhealthy", Condition::healthy, "unhealthy", Met::notYet);
        row("HEALTHY healthy", Condition::healthy, "healthy", Met::yes);
        row("HEALTHY ended", Condition::healthy, "exit 0", Met::never);
    }
    void conditionIsMetByWhatTheOtherDid() {
        QFETCH(int, condition);
        QFETCH(QString, other);
        QFETCH(int, result);
        ContainerRow row;
        bool stopped = other.startsWith("exit") || other == "failed";
        row.status = stopped              ? ContainerStatus::stopped
                     : other == "pending" ? ContainerStatus::pending
                                          : ContainerStatus::running;
        if (other != "pending" && other != "failed") row.startedAt = 1;
        if (other.startsWith("exit")) row.exitCode = other.mid(5).toInt();
        row.health = other == "healthy"     ? ecs::HealthStatus::healthy
                     : other == "unhealthy" ? ecs::HealthStatus::unhealthy
                                            : ecs::HealthStatus::unknown;
        QCOMPARE(static_cast<int>(met(row, static_cast<Condition>(condition))), result);
    }

    void waitingContainerIsNotStarted() {
        auto key = pair("hold", Condition::start);
        world.round();
        QCOMPARE(world.task(key)->containers[0].goal, ContainerGoal::wait);
        QCOMPARE(world.task(key)->containers[1].goal, ContainerGoal::run);
    }

    void startsOnceTheOtherIsHealthy() {
        auto key = pair("checked", Condition::healthy);
        world.round();
        world.round();
        QCOMPARE(world.task(key)->containers[0].goal, ContainerGoal::wait);
        world.settle();
        QCOMPARE(world.task(key)->lastStatus, TaskStatus::running);
    }

    void startsOnceTheOtherSucceeded() {
        auto key = pair("exit:0", Condition::success, false);
        world.settle();
        QCOMPARE(world.task(key)->lastStatus, TaskStatus::running);
    }

    void neverStartsAfterAFailure() {
        auto key = pair("exit:1", Condition::success, false);
        world.settle();
        auto task = world.task(key);
        QCOMPARE(task->lastStatus, TaskStatus::stopped);
        QCOMPARE(task->stopCode, ecs::StopCode::taskFailedToStart);
        QCOMPARE(q(task->stoppedReason),
                 QString("dependency graph: failed to resolve the container ordering dependency [db] for "
                         "container [web] as dependency did not exit successfully"));
        QCOMPARE(q(task->containers[0].reason), q(task->stoppedReason));
    }

    void containerThatDoesNotMatterMayFailToStart() {
        ecs::TaskDefinition definition;
        definition.family = "trio";
        definition.containers = {world.container("web"), world.container("job", "unpullable"),
                                 world.container("after")};
        definition.containers[1].essential = definition.containers[2].essential = false;
        definition.containers[2].dependsOn = {{"job", Condition::start}};
        world.instances(1);
        auto key = world.run(world.define(definition)).tasks.at(0);
        world.settle();
        auto task = world.task(key);
        QCOMPARE(task->lastStatus, TaskStatus::running);
        QVERIFY(q(task->containers[2].reason).contains("did not start"));
    }

    void startTimeoutEndsTheWait() {
        auto key = pair("unchecked", Condition::healthy, true, 60);
        world.settle();
        QCOMPARE(world.task(key)->lastStatus, TaskStatus::activating);
        QCOMPARE(nextDue(world.state), std::optional(world.now + 60'000));
        world.tick(59'999);
        QCOMPARE(world.task(key)->desiredStatus, ecs::DesiredStatus::running);
        world.tick(1);
        QCOMPARE(world.task(key)->stopCode, ecs::StopCode::taskFailedToStart);
        QVERIFY(q(world.task(key)->stoppedReason).endsWith("has timed out."));
    }

    void startTimeoutOfAMetDependencyIsNothing() {
        auto key = pair("checked", Condition::healthy, true, 60);
        world.settle();
        world.tick(60'000);
        QCOMPARE(world.task(key)->lastStatus, TaskStatus::running);
        QCOMPARE(world.task(key)->desiredStatus, ecs::DesiredStatus::running);
    }

    void containersEndInReverseOrder() {
        auto key = pair("ok", Condition::start);
        world.settle();
        world.stop(key);
        QCOMPARE(world.task(key)->containers[0].goal, ContainerGoal::stop);
        QCOMPARE(world.task(key)->containers[1].goal, ContainerGoal::run);
        world.round();
        QCOMPARE(world.task(key)->containers[1].goal, ContainerGoal::stop);
        QCOMPARE(world.task(key)->lastStatus, TaskStatus::stopping);
        world.settle();
        QCOMPARE(world.task(key)->lastStatus, TaskStatus::stopped);
    }

    void linksAndVolumesFromAreDependenciesToo() {
        ecs::ContainerDefinition container;
        container.name = "web";
        container.links = {"db:database", "cache"};
        container.volumesFrom = {{"data", true}, {"db", false}};
        container.dependsOn = {{"cache", Condition::healthy}};
        QStringList names;
        for (auto& dependency : dependenciesOf(container))
            names << q(dependency.container) + "/" + q(ecs::text(dependency.condition));
        QCOMPARE(names, QStringList({"cache/HEALTHY", "db/START", "data/START"}));
    }
};

static pilothouse::tests::Registered<DependsOnTest> registered("depends_on");
#include "depends_on_test.moc"
