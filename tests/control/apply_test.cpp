// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

/// Every row of a State as one change: what the store hands to apply() when it loads.
Changes allRows(const State& state) {
    Changes changes;
    Changes::each(changes, [&]<typename Key, typename Row>(std::map<Key, Ptr<Row>>& table) {
        for (auto& [key, row] : State::of<Row>(state))
            table[key] = row;
    });
    return changes;
}

bool sameUsage(const State& a, const State& b) {
    if (a.usage.size() != b.usage.size()) return false;
    for (auto x = a.usage.begin(), y = b.usage.begin(); x != a.usage.end(); ++x, ++y)
        if (x->first != y->first || x->second.cpu != y->second.cpu || x->second.memory != y->second.memory ||
            x->second.tasks != y->second.tasks || x->second.ports != y->second.ports)
            return false;
    return true;
}

} // namespace

class ApplyTest : public QObject {
    Q_OBJECT

    World world;

    void busyWorld() {
        world.instances(3);
        ecs::TaskDefinition ports;
        ports.family = "ports";
        ports.containers = {world.container("main")};
        ports.containers[0].portMappings = {{80, 8080}};
        auto web = world.service("web", world.define("web"), 3);
        world.service("bad", world.define("bad", "unpullable"), 1);
        auto placed = world.run(world.define(ports), 2);
        world.settle();
        world.stop(placed.tasks[0]);
        world.deploy(web, world.define("web"));
        world.round();
    }

private slots:
    void init() { world = World(); }

    /// The indices that grew change by change are those that one load of all rows gives.
    void indicesAreThoseOfALoad() {
        busyWorld();
        State loaded;
        apply(loaded, allRows(world.state));
        QVERIFY(loaded.sameRows(world.state));
        QVERIFY(sameUsage(loaded, world.state));
        QCOMPARE(loaded.tasksOfService, world.state.tasksOfService);
        QCOMPARE(loaded.liveTasksOfService, world.state.liveTasksOfService);
        QCOMPARE(loaded.tasksOfInstance, world.state.tasksOfInstance);
        QCOMPARE(loaded.liveTasksOfCluster, world.state.liveTasksOfCluster);
        QCOMPARE(loaded.deploymentsOfService, world.state.deploymentsOfService);
        QCOMPARE(loaded.due, world.state.due);
        QCOMPARE(loaded.drainingInstances, world.state.drainingInstances);
        QVERIFY(!loaded.enginePorts.empty());
        for (auto& [engine, found] : loaded.enginePorts) {
            QCOMPARE(found.any, world.state.enginePorts.at(engine).any);
            QCOMPARE(found.hostMode, world.state.enginePorts.at(engine).hostMode);
        }
    }

    void indicesAreEmptyWhenAllRowsAreGone() {
        busyWorld();
        auto changes = allRows(world.state);
        Changes::each(changes, [](auto& table) {
            for (auto& [key, row] : table)
                row = nullptr;
        });
        apply(world.state, changes);
        auto& state = world.state;
        QVERIFY(state.sameRows(State{}));
        QVERIFY(state.tasksOfService.empty() && state.liveTasksOfService.empty());
        QVERIFY(state.tasksOfInstance.empty() && state.liveTasksOfCluster.empty() && state.usage.empty());
        QVERIFY(state.tasksById.empty() && state.deploymentsOfService.empty() && state.due.empty());
        QVERIFY(state.enginePorts.empty() && state.drainingInstances.empty());
    }

    void twiceIsAsOnce() {
        busyWorld();
        auto before = world.state.usage.size();
        apply(world.state, allRows(world.state));
        State loaded;
        apply(loaded, allRows(world.state));
        QVERIFY(sameUsage(loaded, world.state));
        QCOMPARE(world.state.usage.size(), before);
    }

    void removalOfWhatIsNotThereIsNothing() {
        Changes changes;
        changes.tasks[{"default", "x"}] = nullptr;
        apply(world.state, changes);
        QVERIFY(world.state.tasks.empty());
    }

    void rowsAreComparedByValue() {
        busyWorld();
        auto other = world.state;
        QVERIFY(other.sameRows(world.state));
        Changes changes;
        auto row = *world.tasks()[0];
        row.pullPercent = 99;
        changes.tasks[row.key] = std::make_shared<const TaskRow>(row);
        apply(other, changes);
        QVERIFY(!other.sameRows(world.state));
    }

    void draftReadsWhatItWrote() {
        busyWorld();
        Draft draft(world.state, world.now, world.random, world.rules);
        auto task = world.live({"default", "web"})[0];
        auto before = draft.usageOf({"default", task->instance});
        draft.edit<TaskRow>(task->key, [](TaskRow& row) { row.lastStatus = ecs::TaskStatus::stopped; });
        auto after = draft.usageOf({"default", task->instance});
        QCOMPARE(after.cpu, before.cpu - task->cpu);
        QCOMPARE(after.tasks, before.tasks - 1);
        QCOMPARE(draft.liveTasksOfService({"default", "web"}).size(),
                 world.live({"default", "web"}).size() - 1);
        draft.erase<TaskRow>(task->key);
        QVERIFY(!draft.taskById(task->key.name) && !draft.get<TaskRow>(task->key));
    }

    void clustersDoNotMix() {
        world.instances(1);
        world.change([](Draft& draft) {
            for (auto* cluster : {"a", "default2", "z"}) {
                draft.put(ClusterRow{cluster, true, "{}", "[]"});
                InstanceRow row;
                row.key = {cluster, "only"};
                draft.put(row);
            }
        });
        Draft draft(world.state, world.now, world.random, world.rules);
        InstanceRow added;
        added.key = {"default", "added"};
        draft.put(added);
        draft.erase<InstanceRow>({"z", "only"});
        QCOMPARE(draft.instancesOfCluster("default").size(), std::size_t(2));
        QCOMPARE(draft.instancesOfCluster("default2").size(), std::size_t(1));
        QCOMPARE(draft.instancesOfCluster("z").size(), std::size_t(0));
    }
};

static pilothouse::tests::Registered<ApplyTest> registered("apply");
#include "apply_test.moc"
