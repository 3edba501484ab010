// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/step.h"

#include "core/control/mutants.h"
#include "tests/control/world.h"
#include "tests/support/test_registry.h"

#include <set>

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

/// A State with its time and seed, stepped event by event.
struct Heart {
    State state;
    Random random{3};
    Rules rules;
    Millis now = 1'700'000'000'000;

    Step take(const Event& event) {
        auto result = step(state, event, now, random, rules);
        apply(state, result.changes);
        return result;
    }
};

AddInstances twoInstances() {
    AddInstances add{"default", {}};
    for (int i = 0; i < 2; ++i) {
        InstanceRow row;
        row.engine = "docker";
        row.zone = "us-east-1a";
        row.cpu = row.memory = 1024;
        row.connected = true;
        add.rows.push_back(row);
    }
    return add;
}
Command command(const char* operation, const char* input) {
    return {operation, *Json::parse(input), "arn:aws:iam::000000000000:user/test"};
}
std::vector<Event> story() {
    EngineObservation silent{"docker"}, speaks{"docker", true, "docker 20.10.24"};
    return {twoInstances(),
            command("RegisterTaskDefinition",
                    R"({"family":"web","containerDefinitions":[{"name":"app","image":"web","memory":64}]})"),
            command("CreateService", R"({"serviceName":"web","taskDefinition":"web","desiredCount":3})"),
            silent,
            speaks,
            command("RunTask", R"({"taskDefinition":"web","count":2})"),
            command("UpdateService", R"({"service":"web","desiredCount":1})"),
            Tick{}};
}

} // namespace

class StepTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Heart> heart;
    Step take(const Event& event) { return heart->take(event); }

private slots:
    void init() { heart = std::make_unique<Heart>(); }

    void refusedCallChangesNothing() {
        take(twoInstances());
        auto before = heart->random;
        auto result = take(command("RunTask", R"({"taskDefinition":"none"})"));
        QVERIFY(result.reply && !*result.reply);
        QVERIFY(result.changes.empty());
        QCOMPARE(before.next(), heart->random.next()); // it took no id either
    }

    void eventThatChangesNothingWritesNothing() {
        take(twoInstances());
        EngineObservation seen{"docker", true};
        QVERIFY(take(seen).changes.empty());
        QVERIFY(take(Tick{}).changes.empty());
        TaskObservation unknown;
        unknown.taskId = "nobody";
        QVERIFY(take(unknown).changes.empty());
    }

    void newestNowIsKept() {
        take(twoInstances());
        QCOMPARE(heart->state.meta.at("plane")->lastNow, heart->now);
        auto id = heart->state.meta.at("plane")->planeId;
        QCOMPARE(id.size(), std::size_t(32));
        heart->now += 5;
        take(EngineObservation{"docker", false});
        QCOMPARE(heart->state.meta.at("plane")->lastNow, heart->now);
        QCOMPARE(q(heart->state.meta.at("plane")->planeId), q(id));
    }

    void firstInstancesMakeTheirClusterAndTheirIds() {
        take(twoInstances());
        QVERIFY(heart->state.clusters.at("default")->active);
        QCOMPARE(heart->state.instances.size(), std::size_t(2));
        for (auto& [key, row] : heart->state.instances) {
            QCOMPARE(key.name.size(), std::size_t(32));
            QVERIFY(QRegularExpression("^i-[0-9a-f]{17}$").match(q(row->ec2InstanceId)).hasMatch());
            QCOMPARE(row->registeredAt, heart->now);
        }
    }

    void engineSaysItsVersionInAnAttribute() {
        take(twoInstances());
        take(EngineObservation{"docker", true, "docker 20.10.24"});
        auto& row = *heart->state.instances.begin()->second;
        auto it = std::find(row.attributes.begin(), row.attributes.end(),
                            std::pair<std::string, std::string>{"pilothouse.engine", "docker 20.10.24"});
        QVERIFY(it != row.attributes.end());
        QCOMPARE(row.version, 2);
    }

    void createdServiceIsShownAsItWasBeforeTheSchedulerLooked() {
        for (auto& event : story()) {
            auto result = take(event);
            auto* sent = std::get_if<Command>(&event);
            if (!sent || sent->operation != "CreateService") continue;
            QVERIFY(result.reply && *result.reply);
            auto& deployment = (*result.reply)->at("service").at("deployments").at(0);
            QCOMPARE(deployment.integer("desiredCount", -1), 0);
            QCOMPARE(deployment.integer("runningCount", -1), 0);
            QCOMPARE(heart->state.tasks.size(), std::size_t(3)); // its tasks came with the same commit
        }
    }

    void sameEventsAndSeedGiveTheSameState() {
        auto run = [] {
            Heart one;
            for (auto& event : story()) {
                one.now += 100;
                one.take(event);
            }
            return one.state;
        };
        auto first = run(), second = run();
        QVERIFY(first.tasks.size() == 5);
        QVERIFY(first.sameRows(second));
    }

    void previewLeavesTheStateAlone() {
        take(twoInstances());
        auto before = heart->state;
        step(heart->state, story()[1], heart->now, heart->random, heart->rules);
        QVERIFY(heart->state.sameRows(before));
    }

    void readsAreTold_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<bool>("reads");
        QTest::newRow("Describe") << "DescribeTasks" << true;
        QTest::newRow("List") << "ListTasks" << true;
        QTest::newRow("Run") << "RunTask" << false;
        QTest::newRow("Delete") << "DeleteCluster" << false;
    }
    void readsAreTold() {
        QFETCH(QString, operation);
        QTEST(isRead(operation.toStdString()), "reads");
    }

    void mutantsHaveNamesOfTheirOwn() {
        std::set<std::string_view> names(mutantNames.begin(), mutantNames.end());
        QCOMPARE(names.size(), mutantNames.size());
        QVERIFY(!names.contains(""));
        QVERIFY(!mutant(Rules{}, Mutant::portFreedEarly));
    }
};

static pilothouse::tests::Registered<StepTest> registered("step");
#include "step_test.moc"
