// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/placement.h"

#include "tests/control/world.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;
using ecs::StrategyType;

class PlacementTest : public QObject {
    Q_OBJECT

    World world;

    DefinitionKey sized(int cpu, int memory, int port = 0, ecs::NetworkMode mode = ecs::NetworkMode::bridge) {
        ecs::TaskDefinition definition;
        definition.family = "sized";
        definition.networkMode = mode;
        definition.containers = {world.container("main")};
        definition.containers[0].cpu = cpu;
        definition.containers[0].memory = memory;
        if (port != 0) definition.containers[0].portMappings = {{80, port}};
        return world.define(definition);
    }
    Placed place(const DefinitionKey& key, int count, std::vector<ecs::PlacementStrategy> strategies = {},
                 bool distinct = false) {
        return world.run(key, count, [&](PlacementRequest& request) {
            request.strategies = std::move(strategies);
            if (distinct) request.constraints = {{"distinctInstance", ""}};
        });
    }
    /// "i0:2 i1:1": tasks by instance.
    QString spread() const {
        std::map<std::string, int> byInstance;
        for (auto& task : world.tasks())
            if (isLive(*task)) ++byInstance[task->instance];
        QStringList words;
        for (auto& [instance, count] : byInstance)
            words << q(instance) + ":" + QString::number(count);
        return words.join(' ');
    }
    static QString reasons(const Placed& placed) {
        QStringList words;
        for (auto& refusal : placed.refusals)
            words << q(refusal.instance) + " " + q(refusal.reason);
        return words.join(", ");
    }
    void with(const std::string& instance, const std::function<void(InstanceRow&)>& f) {
        world.change([&](Draft& draft) { draft.edit<InstanceRow>({"default", instance}, f); });
    }

private slots:
    void init() { world = World(); }

    void eachInstanceSaysWhatItLacks() {
        world.instances(6);
        with("i0", [](auto& row) { row.status = ecs::InstanceStatus::draining; });
        with("i1", [](auto& row) { row.connected = false; });
        with("i2", [](auto& row) { row.cpu = 100; });
        with("i3", [](auto& row) { row.memory = 100; });
        with("i5", [](auto& row) { row.status = ecs::InstanceStatus::inactive; });
        auto first = place(sized(512, 512, 8080), 1);
        QCOMPARE(spread(), QString("i4:1"));
        auto second = place(sized(256, 256, 8080), 1);
        QCOMPARE(second.missing, 1);
        QCOMPARE(reasons(second), QString("i0 INACTIVE, i1 AGENT, i2 RESOURCE:CPU, i3 RESOURCE:MEMORY, "
                                          "i4 RESOURCE:PORTS"));
    }

    void roomIsWhatTasksThatHaveNotStoppedLeave() {
        world.instances(1);
        auto key = sized(512, 256);
        auto placed = place(key, 3);
        QCOMPARE(placed.tasks.size(), std::size_t(2));
        QCOMPARE(placed.missing, 1);
        QCOMPARE(reasons(placed), QString("i0 RESOURCE:CPU"));
        world.settle();
        world.stop(placed.tasks[0]);
        QCOMPARE(place(key, 1).missing, 1); // it stops, it has not stopped
        world.settle();
        QCOMPARE(place(key, 1).missing, 0);
    }

    void memoryIsCountedTheSameWay() {
        world.instances(1);
        auto placed = place(sized(0, 600), 2);
        QCOMPARE(placed.missing, 1);
        QCOMPARE(reasons(placed), QString("i0 RESOURCE:MEMORY"));
    }

    void bridgePortIsTakenOncePerInstance() {
        world.instances(2);
        auto placed = place(sized(1, 1, 8080), 3);
        QCOMPARE(placed.missing, 1);
        QCOMPARE(spread(), QString("i0:1 i1:1"));
    }

    void hostPortIsTakenOncePerEngine() {
        world.instances(2);
        world.instances(1, 1024, 1024, "other");
        auto placed = place(sized(1, 1, 8080, ecs::NetworkMode::host), 3);
        QCOMPARE(placed.missing, 1);
        QVERIFY(spread().contains("i2:1"));
    }

    void hostAndBridgePortsClash() {
        world.instances(2);
        QCOMPARE(place(sized(1, 1, 8080, ecs::NetworkMode::bridge), 1).missing, 0);
        QCOMPARE(place(sized(1, 1, 8080, ecs::NetworkMode::host), 1).missing, 1);
        QCOMPARE(place(sized(1, 1, 9090, ecs::NetworkMode::host), 1).missing, 0);
        QCOMPARE(place(sized(1, 1, 9090, ecs::NetworkMode::bridge), 1).missing, 1);
    }

    void udpAndTcpPortsAreDifferent() {
        world.instances(1);
        ecs::TaskDefinition definition;
        definition.family = "udp";
        definition.containers = {world.container("main")};
        definition.containers[0].portMappings = {{80, 8080, "udp"}};
        QCOMPARE(place(sized(1, 1, 8080), 1).missing, 0);
        QCOMPARE(place(world.define(definition), 2).missing, 1);
    }

    void dynamicAndAwsvpcPortsTakeNone() {
        world.instances(1);
        QCOMPARE(place(sized(1, 1, 80, ecs::NetworkMode::awsvpc), 3).missing, 0);
        QCOMPARE(place(sized(1, 1), 3).missing, 0);
        QVERIFY(world.state.enginePorts.empty());
    }

    void reservedPortsAreNobodys() {
        world.instances(1);
        for (int port : reservedPorts())
            QCOMPARE(reasons(place(sized(1, 1, port), 1)), QString("i0 RESOURCE:PORTS"));
    }

    void otherLaunchTypesNeedAnotherKindOfInstance() {
        world.instances(1);
        auto placed = world.run(sized(1, 1), 1, [](auto& r) { r.launchType = ecs::LaunchType::external; });
        QCOMPARE(reasons(placed), QString("i0 ATTRIBUTE"));
    }

    void fargateTakesNoInstanceButAnEngine() {
        world.instances(1, 10, 10);
        auto run = [&] {
            return world.run(sized(256, 512), 1, [](auto& r) { r.launchType = ecs::LaunchType::fargate; });
        };
        auto placed = run();
        QCOMPARE(placed.missing, 0);
        auto task = world.task(placed.tasks[0]);
        QVERIFY(task->instance.empty());
        QCOMPARE(q(task->engine), QString("docker"));
        world.engine(false);
        QCOMPARE(run().missing, 1);
    }

    void distinctInstanceTakesOneOfAGroup() {
        world.instances(2);
        auto key = sized(1, 1);
        auto placed = place(key, 3, {}, true);
        QCOMPARE(placed.missing, 1);
        QCOMPARE(spread(), QString("i0:1 i1:1"));
        QCOMPARE(reasons(placed), QString("i0 DistinctInstance placement constraint unsatisfied, "
                                          "i1 DistinctInstance placement constraint unsatisfied"));
        QCOMPARE(place(key, 1).missing, 0); // without the constraint there is room
    }

    void strategiesDecideInOrder_data() {
        QTest::addColumn<QString>("strategies");
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("result");
        // Zones by turns: i0 a, i1 b, i2 c, i3 a. i1 has the least room of CPU, i2 of memory.
        QTest::newRow("spread over instances") << "spread:instanceId" << 8 << "i0:2 i1:2 i2:2 i3:2";
        QTest::newRow("spread over hosts") << "spread:host" << 4 << "i0:1 i1:1 i2:1 i3:1";
        QTest::newRow("zone, then instance")
            << "spread:attribute:ecs.availability-zone,spread:instanceId" << 6 << "i0:1 i1:2 i2:2 i3:1";
        QTest::newRow("binpack cpu") << "binpack:CPU" << 3 << "i1:3";
        QTest::newRow("binpack memory") << "binpack:memory" << 3 << "i2:3";
        QTest::newRow("zone, then the fullest")
            << "spread:attribute:ecs.availability-zone,binpack:MEMORY" << 3 << "i1:1 i2:1 i3:1";
    }
    void strategiesDecideInOrder() {
        QFETCH(QString, strategies);
        QFETCH(int, count);
        QFETCH(QString, result);
        world.instances(4);
        with("i1", [](auto& row) { row.cpu = 900; });
        with("i2", [](auto& row) { row.memory = 800; });
        with("i3", [](auto& row) { row.memory = 1000; });
        std::vector<ecs::PlacementStrategy> list;
        for (auto& word : strategies.split(',')) {
            auto colon = word.indexOf(':');
            list.push_back({*ecs::parse<StrategyType>(word.left(colon).toStdString()),
                            word.mid(colon + 1).toStdString()});
        }
        QCOMPARE(place(sized(100, 50), count, list).missing, 0);
        QCOMPARE(spread(), result);
    }

    void spreadCountsItsOwnGroupOnly() {
        world.instances(2);
        for (int i = 0; i < 3; ++i) // of another family, all on i0
            world.run(world.define("other"), 1, [](auto& r) {
                r.strategies = {{StrategyType::binpack, "cpu"}};
            });
        place(sized(1, 1), 2, {{StrategyType::spread, "instanceId"}});
        std::set<std::string> used;
        for (auto& task : world.tasks())
            if (task->definition.family == "sized") used.insert(task->instance);
        QCOMPARE(used.size(), std::size_t(2));
    }

    void randomUsesEveryInstance() {
        world.instances(4);
        place(sized(1, 1), 60);
        QCOMPARE(spread().split(' ').size(), 4);
    }

    void sameSeedPlacesTheSame() {
        auto run = [](World& w) {
            w.instances(5);
            auto key = w.define("web");
            w.run(key, 20);
            QStringList result;
            for (auto& task : w.tasks())
                result << q(task->key.name) + "@" + q(task->instance);
            return result;
        };
        World other;
        QCOMPARE(run(world), run(other));
    }

    void overridesOfSizesCount() {
        world.instances(1);
        auto placed = world.run(sized(10, 10), 1, [](auto& request) {
            request.overrides = R"({"containerOverrides":[{"name":"main","cpu":700,"memory":300}]})";
        });
        QCOMPARE(world.task(placed.tasks[0])->cpu, 700);
        QCOMPARE(world.task(placed.tasks[0])->memory, 300);
    }

    void serviceSpreadsOverZonesThenInstances() {
        world.instances(6);
        world.service("web", sized(10, 10), 6);
        QCOMPARE(spread(), QString("i0:1 i1:1 i2:1 i3:1 i4:1 i5:1"));
    }
};

static pilothouse::tests::Registered<PlacementTest> registered("placement");
#include "placement_test.moc"
