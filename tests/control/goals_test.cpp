// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/overrides.h"

#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

class GoalsTest : public QObject {
    Q_OBJECT

    World world;
    ClusterKey key;

    /// Goals that one change of the State gives.
    std::vector<TaskGoal> after(const std::function<void(Draft&)>& f) {
        Draft draft(world.state, world.now, world.random, world.rules);
        f(draft);
        return goalsAfter(world.state, draft.take());
    }
    TaskGoal goal() const { return goalOf(world.state, *world.task(key)); }

private slots:
    void init() {
        world = World();
        world.instances(1);
        world.change([](Draft& draft) {
            draft.put(MetaRow{"0123456789abcdef0123456789abcdef"});
            draft.edit<InstanceRow>({"default", "i0"}, [](InstanceRow& row) {
                row.address = "127.64.0.10";
                row.ec2InstanceId = "i-0123456789abcdef0";
            });
        });
        key = world.run(world.define("web")).tasks.at(0);
    }

    void planNamesAllARuntimeNeeds() {
        auto plan = goal().plan;
        QCOMPARE(q(plan->planeId), QString("0123456789abcdef0123456789abcdef"));
        QCOMPARE(q(plan->cluster), QString("default"));
        QCOMPARE(q(plan->instance), QString("i0"));
        QCOMPARE(q(plan->ec2InstanceId), QString("i-0123456789abcdef0"));
        QCOMPARE(q(plan->hostAddress), QString("127.64.0.10"));
        QCOMPARE(q(plan->taskId), q(key.name));
        QCOMPARE(q(goal().engine), QString("docker"));
        QCOMPARE(q(plan->definition->containers.at(0).image), QString("ok"));
        auto& environment = plan->environment;
        auto has = [&](const std::string& name, const std::string& value) {
            return std::find(environment.begin(), environment.end(), std::pair{name, value}) !=
                   environment.end();
        };
        QVERIFY(has("PILOTHOUSE_TASK", key.name));
        QVERIFY(has("AWS_EXECUTION_ENV", "AWS_ECS_EC2"));
    }

    void definitionIsSharedWhereNothingIsOverridden() {
        QCOMPARE(goal().plan->definition.get(), &world.state.definitions.at({"web", 1})->typed);
    }

    void networkComesFirst() {
        QVERIFY(goal().network);
        QCOMPARE(goal().containers, std::vector{ContainerGoal::wait});
        world.round();
        QCOMPARE(goal().containers, std::vector{ContainerGoal::run});
    }

    void removalComesLast() {
        world.settle();
        world.stop(key);
        QVERIFY(goal().network && !goal().remove);
        world.round();
        QVERIFY(!goal().network && goal().remove);
    }

    void onlyWhatAltersAGoalIsHandedOut() {
        auto none = after(
            [&](Draft& draft) { draft.edit<TaskRow>(key, [](TaskRow& row) { row.pullPercent = 50; }); });
        QVERIFY(none.empty());
        auto one = after([&](Draft& draft) {
            stopTask(draft, key, ecs::StopCode::userInitiated, "Task stopped by user");
        });
        QCOMPARE(one.size(), std::size_t(1));
        QVERIFY(one[0].remove);
    }

    void newTaskIsHandedOutWithItsDefinition() {
        auto goals = after([&](Draft& draft) {
            PlacementRequest request;
            request.cluster = "default";
            request.definition = draft.get<DefinitionRow>({"web", 1});
            placeTasks(draft, request);
        });
        QCOMPARE(goals.size(), std::size_t(1));
        QVERIFY(goals[0].network);
        QCOMPARE(goals[0].plan->definition->containers.size(), std::size_t(1));
    }

    void forgottenTaskIsRemoved() {
        auto goals = after([&](Draft& draft) { draft.erase<TaskRow>(key); });
        QCOMPARE(goals.size(), std::size_t(1));
        QVERIFY(goals[0].remove && !goals[0].network);
    }

    void everyTaskThatHasNotStoppedHasOneAfterAStart() {
        auto other = world.run(world.define("web")).tasks.at(0);
        QCOMPARE(allGoals(world.state).size(), std::size_t(2));
        world.stop(other);
        world.settle();
        QCOMPARE(allGoals(world.state).size(), std::size_t(1));
    }

    void overridesAreLaidOverTheDefinition() {
        auto definition = world.state.definitions.at({"web", 1})->typed;
        definition.containers[0].environment = {{"A", "1"}, {"B", "2"}};
        definition.containers[0].command = {"serve"};
        auto result = withOverrides(definition, R"({"cpu":"512","memory":"1024","containerOverrides":[
            {"name":"main","command":["sleep","1"],"environment":[{"name":"B","value":"3"},{"name":"C","value":"4"}],
             "cpu":7,"memory":8,"memoryReservation":6}, {"name":"other","cpu":1}]})");
        auto& container = result.containers[0];
        QCOMPARE(container.command, (std::vector<std::string>{"sleep", "1"}));
        QCOMPARE(container.environment, (ecs::Pairs{{"A", "1"}, {"B", "3"}, {"C", "4"}}));
        QCOMPARE(container.cpu, 7);
        QCOMPARE(container.memory, std::optional(8));
        QCOMPARE(container.memoryReservation, std::optional(6));
        QCOMPARE(result.cpu, std::optional(512));
        QCOMPARE(result.memory, std::optional(1024));
        QCOMPARE(withOverrides(definition, ""), definition);
    }
};

static pilothouse::tests::Registered<GoalsTest> registered("goals");
#include "goals_test.moc"
