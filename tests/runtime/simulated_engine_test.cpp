// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_engine.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using runtime::SimulatedEngine;

namespace {

constexpr Millis start = 1'000'000;

TaskGoal goalOf(const std::string& id, const std::string& image, int attempt = 1) {
    ecs::TaskDefinition definition;
    ecs::ContainerDefinition container;
    container.name = "app";
    container.image = image;
    definition.containers.push_back(container);
    TaskPlan plan;
    plan.taskId = id;
    plan.attempt = attempt;
    plan.hostAddress = "127.64.0.10";
    plan.definition = std::make_shared<const ecs::TaskDefinition>(definition);
    TaskGoal goal;
    goal.taskId = id;
    goal.attempt = attempt;
    goal.plan = std::make_shared<const TaskPlan>(plan);
    goal.network = true;
    goal.containers = {ContainerGoal::run};
    return goal;
}

void change(TaskGoal& goal, const std::function<void(TaskPlan&, ecs::TaskDefinition&)>& f) {
    auto plan = *goal.plan;
    auto definition = *plan.definition;
    f(plan, definition);
    plan.definition = std::make_shared<const ecs::TaskDefinition>(definition);
    goal.plan = std::make_shared<const TaskPlan>(plan);
}

/// The newest observation of the task.
TaskObservation last(const std::vector<TaskObservation>& all, const std::string& id) {
    TaskObservation found;
    for (auto& seen : all)
        if (seen.taskId == id) found = seen;
    return found;
}

} // namespace

class SimulatedEngineTest : public QObject {
    Q_OBJECT
private slots:
    void runsForEver() {
        SimulatedEngine engine("simulated");
        engine.want({goalOf("t", "anything")}, start);
        auto seen = last(engine.advance(start + 10'000), "t");
        QCOMPARE(seen.containers[0].state, ObservedContainer::running);
        QVERIFY(!seen.containers[0].runtimeId.empty());
        QVERIFY(!engine.nextDue());
    }

    void imagesSteer_data() {
        QTest::addColumn<QString>("image");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("reason");
        auto exited = static_cast<int>(ObservedContainer::exited),
             none = static_cast<int>(ObservedContainer::none);
        QTest::newRow("exit 0") << "sim/exit:0" << exited << 0 << "";
        QTest::newRow("exit 7") << "sim/exit:7" << exited << 7 << "";
        QTest::newRow("unpullable")
            << "sim/unpullable" << none << -1
            << "CannotPullContainerError: manifest for sim/unpullable not found: manifest unknown";
    }

    void imagesSteer() {
        QFETCH(QString, image);
        QFETCH(int, state);
        QFETCH(int, exitCode);
        QFETCH(QString, reason);
        SimulatedEngine engine("simulated");
        engine.want({goalOf("t", image.toStdString())}, start);
        auto seen = last(engine.advance(start + 10'000), "t").containers[0];
        QCOMPARE(static_cast<int>(seen.state), state);
        QCOMPARE(seen.exitCode.value_or(-1), exitCode);
        QCOMPARE(QString::fromStdString(seen.reason), reason);
    }

    void slowIsPulledWithProgress() {
        SimulatedEngine engine("simulated");
        engine.want({goalOf("t", "sim/slow:10")}, start);
        auto seen = last(engine.advance(start + 5'100), "t").containers[0];
        QCOMPARE(seen.state, ObservedContainer::pulling);
        QCOMPARE(seen.pullPercent, 50);
        QCOMPARE(last(engine.advance(start + 11'000), "t").containers[0].state, ObservedContainer::running);
    }

    void healthChecks() {
        for (bool sick : {false, true}) {
            SimulatedEngine engine("simulated");
            auto goal = goalOf("t", sick ? "sim/unhealthy" : "app");
            change(goal, [](auto&, auto& definition) {
                definition.containers[0].healthCheck = ecs::HealthCheck{{"CMD", "true"}, 5, 2, 2, 0};
            });
            engine.want({goal}, start);
            QCOMPARE(last(engine.advance(start + 4'000), "t").containers[0].health,
                     ecs::HealthStatus::unknown);
            QCOMPARE(last(engine.advance(start + 20'000), "t").containers[0].health,
                     sick ? ecs::HealthStatus::unhealthy : ecs::HealthStatus::healthy);
        }
    }

    void stopsThenIsGone() {
        SimulatedEngine engine("simulated");
        auto goal = goalOf("t", "app");
        engine.want({goal}, start);
        engine.advance(start + 1'000);
        goal.containers = {ContainerGoal::stop};
        engine.want({goal}, start + 1'000);
        auto seen = last(engine.advance(start + 2'000), "t");
        QCOMPARE(seen.containers[0].state, ObservedContainer::exited);
        QCOMPARE(seen.containers[0].exitCode.value_or(-1), 143);
        goal.network = false;
        goal.remove = true;
        engine.want({goal}, start + 2'000);
        QVERIFY(last(engine.advance(start + 3'000), "t").gone);
        QVERIFY(engine.tasks().empty());
    }

    void whatWasNeverThereIsGone() {
        SimulatedEngine engine("simulated");
        auto goal = goalOf("t", "app");
        goal.remove = true;
        engine.want({goal}, start);
        QVERIFY(last(engine.advance(start), "t").gone);
    }

    void olderAttemptGoesFirst() {
        SimulatedEngine engine("simulated");
        engine.want({goalOf("t", "app")}, start);
        auto first = last(engine.advance(start + 1'000), "t").containers[0].runtimeId;
        engine.want({goalOf("t", "app", 2)}, start + 1'000);
        auto all = engine.advance(start + 1'020);
        QCOMPARE(all.front().attempt, 1);
        QVERIFY(all.front().gone);
        auto seen = last(engine.advance(start + 3'000), "t");
        QCOMPARE(seen.attempt, 2);
        QVERIFY(seen.containers[0].runtimeId != first);
        engine.want({goalOf("t", "app", 1)}, start + 3'000); // late
        engine.advance(start + 9'000);
        QCOMPARE(engine.look("t")->attempt, 2);
    }

    void vanishedIsNotBegunAgain() {
        SimulatedEngine engine("simulated");
        engine.want({goalOf("t", "app")}, start);
        engine.advance(start + 1'000);
        engine.vanish("t");
        engine.want({goalOf("t", "app")}, start + 1'000);
        QVERIFY(last(engine.advance(start + 5'000), "t").gone);
        engine.want({goalOf("t", "app", 2)}, start + 5'000);
        QCOMPARE(last(engine.advance(start + 9'000), "t").containers[0].state, ObservedContainer::running);
    }

    void resumeRunsAtOnceWithTheSameIds() {
        SimulatedEngine engine("simulated");
        auto goal = goalOf("t", "app");
        change(goal, [](auto&, auto& d) { d.networkMode = ecs::NetworkMode::awsvpc; });
        engine.want({goal}, start);
        auto before = last(engine.advance(start + 1'000), "t");
        SimulatedEngine fresh("simulated");
        fresh.resume({goal}, start + 2'000);
        auto after = last(fresh.advance(start + 2'000), "t");
        QCOMPARE(after.containers[0].state, ObservedContainer::running);
        QCOMPARE(after.containers[0].runtimeId, before.containers[0].runtimeId);
        QCOMPARE(after.address, before.address);
        QVERIFY(!after.address.empty());
    }

    void relistRemovesStrangersAndReportsAll() {
        SimulatedEngine engine("simulated");
        engine.want({goalOf("kept", "app"), goalOf("left", "app")}, start);
        engine.advance(start + 1'000);
        engine.relist({goalOf("kept", "app"), goalOf("new", "app")}, start + 1'000);
        QCOMPARE(last(engine.advance(start + 1'000), "kept").containers[0].state, ObservedContainer::running);
        QVERIFY(last(engine.advance(start + 3'000), "left").gone);
        QCOMPARE(engine.tasks(), (std::set<std::string>{"kept", "new"}));
    }

    void hostPorts() {
        SimulatedEngine engine("simulated");
        auto ports = [](int hostPort) {
            return [=](auto&, auto& definition) {
                definition.containers[0].portMappings = {{80, hostPort, "tcp", ""}};
            };
        };
        auto a = goalOf("a", "app"), b = goalOf("b", "app"), c = goalOf("c", "app"), d = goalOf("d", "app");
        change(a, ports(0));
        change(b, ports(0));
        change(c, ports(8080));
        change(d, ports(8080));
        engine.want({a, b, c}, start);
        auto all = engine.advance(start + 1'000);
        QVERIFY(last(all, "a").bindings[0].hostPort != last(all, "b").bindings[0].hostPort);
        QCOMPARE(last(all, "c").bindings[0], (PortBinding{"127.64.0.10", 80, 8080, "tcp"}));
        engine.want({d}, start + 1'000);
        QVERIFY(!last(engine.advance(start + 2'000), "d").networkReason.empty());
    }

    void faultsOfTheEngine() {
        SimulatedEngine engine("simulated");
        engine.failPulls(true);
        engine.want({goalOf("t", "app")}, start);
        auto pull = last(engine.advance(start + 1'000), "t").containers[0];
        QVERIFY(pull.reason.starts_with("CannotPullContainerError: "));
        engine.failPulls(false);
        engine.want({goalOf("u", "app")}, start);
        engine.advance(start + 2'000);
        engine.crash("u", 0, 9, start + 2'000);
        QCOMPARE(last(engine.advance(start + 2'000), "u").containers[0].exitCode.value_or(-1), 9);
        engine.loseNetwork("t");
        QCOMPARE(last(engine.advance(start + 2'000), "t").network, NetworkState::lost);
        engine.loseEverything();
        QVERIFY(engine.tasks().empty());
    }
};

static pilothouse::tests::Registered<SimulatedEngineTest> registered("simulated_engine");
#include "simulated_engine_test.moc"
