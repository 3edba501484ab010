// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

#include <set>

using namespace pilothouse;
using namespace pilothouse::control;
using ecs::InstanceStatus;

class DrainingTest : public QObject {
    Q_OBJECT

    World world;

    void set(const std::string& instance, InstanceStatus status) {
        world.change([&](Draft& draft) { setInstanceStatus(draft, {"default", instance}, status); });
    }
    int on(const std::string& instance) const {
        int count = 0;
        for (auto& task : world.tasks())
            count += isLive(*task) && task->instance == instance;
        return count;
    }

private slots:
    void init() {
        world = World();
        world.instances(2);
    }

    void serviceTasksMove() {
        auto key = world.service("web", world.define("web"), 4);
        world.settle();
        QCOMPARE(on("i0"), 2);
        set("i0", InstanceStatus::draining);
        world.settle();
        QCOMPARE(on("i0"), 0);
        QCOMPARE(on("i1"), 4);
        QVERIFY(world.serviceRow(key)->steady);
        QCOMPARE(world.primary(key)->rollout, ecs::RolloutState::completed);
    }

    void loneTasksStay() {
        set("i1", InstanceStatus::draining);
        auto key = world.run(world.define("web")).tasks.at(0);
        set("i0", InstanceStatus::draining);
        world.settle();
        QCOMPARE(world.task(key)->lastStatus, ecs::TaskStatus::running);
    }

    void newOnesStartBeforeOldOnesStop() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        set("i0", InstanceStatus::draining);
        QCOMPARE(world.live(key).size(), std::size_t(3)); // 100 to 200 percent
        for (auto& task : world.live(key))
            QVERIFY(isWanted(*task));
    }

    void lowerBoundMayLetOldOnesStopFirst() {
        auto key = world.service("web", world.define("web"), 2, [](ServiceRow& row) {
            row.minimumHealthyPercent = 50;
            row.maximumPercent = 100;
        });
        world.settle();
        set("i0", InstanceStatus::draining);
        QCOMPARE(world.live(key).size(), std::size_t(2));
        world.settle();
        QCOMPARE(on("i1"), 2);
    }

    void tasksStayWhereThereIsNoOtherPlace() {
        auto key = world.service("web", world.define("web"), 2);
        world.settle();
        set("i0", InstanceStatus::draining);
        set("i1", InstanceStatus::draining);
        world.settle();
        QCOMPARE(world.live(key).size(), std::size_t(2));
        QVERIFY(q(world.events(key).back()).contains("was unable to place a task"));
        set("i0", InstanceStatus::active); // back in service: its task is where it should be
        world.settle();
        QCOMPARE(on("i0"), 2);
        QVERIFY(world.serviceRow(key)->steady);
    }

    void statusChangeBumpsTheVersion() {
        auto version = [&] { return world.state.instances.at({"default", "i0"})->version; };
        auto before = version();
        set("i0", InstanceStatus::draining);
        set("i0", InstanceStatus::draining);
        QCOMPARE(version(), before + 1);
    }
};

static pilothouse::tests::Registered<DrainingTest> registered("draining");
#include "draining_test.moc"
