// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/fit.h"

#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

Instance instance(const std::string& id, const std::string& zone, int cpuFree, int memoryFree) {
    Instance row;
    row.id = id;
    row.arn = arnStart + "container-instance/default/" + id;
    row.status = "ACTIVE";
    row.connected = true;
    row.zone = zone;
    row.attributes = {{"ecs.availability-zone", zone}};
    row.cpu = 4096;
    row.memory = 8192;
    row.cpuFree = cpuFree;
    row.memoryFree = memoryFree;
    return row;
}

void usePorts(Instance& row, const char* name, const char* port) {
    row.raw = Json::object(
        {{"remainingResources",
          Json::array({Json::object({{"name", name}, {"stringSetValue", Json::array({port})}})})}});
}

Snapshot with(std::vector<Instance> rows) {
    Snapshot snapshot;
    for (Instance& row : rows)
        snapshot.instances.rows.push_back(std::make_shared<Instance>(std::move(row)));
    return snapshot;
}

Requirement withPort(int port, ecs::NetworkMode mode = ecs::NetworkMode::bridge) {
    Requirement requirement = requirementOf(128, 128);
    requirement.definition.networkMode = mode;
    requirement.definition.containers.resize(1);
    requirement.definition.containers[0].portMappings = {{80, port}};
    return requirement;
}

Definition definitionOf(const char* text) {
    Definition row;
    row.raw = *Json::parse(text);
    row.arn = definitionArn("web:1");
    row.family = "web";
    row.revision = 1;
    return row;
}

/// "a:2/1 b:0/0": room and placed.
QString shown(const Fit& fit) {
    QStringList words;
    for (const auto& i : fit.instances)
        words << QString("%1:%2/%3")
                     .arg(QString::fromStdString(i.arn).section('/', -1))
                     .arg(i.room)
                     .arg(i.placed);
    return words.join(' ');
}

} // namespace

class FitTest : public QObject {
    Q_OBJECT

private slots:
    void eachInstanceSaysHowManyAndTheStrategySpreads() {
        const auto result = fit(with({instance("a", "1a", 4096, 8192), instance("b", "1a", 1024, 1024),
                                      instance("c", "1b", 2048, 512)}),
                                requirementOf(512, 512, 4));
        QCOMPARE(shown(result), QString("a:4/2 b:2/1 c:1/1"));
        QCOMPARE(result.placed, 4);
        QCOMPARE(result.missing, 0);
        QCOMPARE(result.takers(), 3);
    }

    void everyRuleThatFailsIsSaidWithItsNumbers() {
        auto draining = instance("d", "1a", 4096, 8192);
        draining.status = "DRAINING";
        auto silent = instance("e", "1a", 4096, 100);
        silent.connected = false;
        const auto result = fit(with({instance("a", "1a", 4096, 1280), instance("b", "1a", 512, 1280),
                                      instance("c", "1a", 512, 8192), draining, silent}),
                                requirementOf(1024, 2048, 1));
        QCOMPARE(result.placed, 0);
        QCOMPARE(result.missing, 1);
        QCOMPARE(result.takers(), 0);
        using Shortages = std::vector<Shortage>;
        QVERIFY(result.instances[0].shortages == (Shortages{{FitRule::memory, 2048, 1280, {}}}));
        QVERIFY(result.instances[1].shortages ==
                (Shortages{{FitRule::cpu, 1024, 512, {}}, {FitRule::memory, 2048, 1280, {}}}));
        QVERIFY(result.instances[2].shortages == (Shortages{{FitRule::cpu, 1024, 512, {}}}));
        QVERIFY(result.instances[3].shortages == (Shortages{{FitRule::notActive, 0, 0, {}}}));
        QVERIFY(result.instances[4].shortages ==
                (Shortages{{FitRule::agent, 0, 0, {}}, {FitRule::memory, 2048, 100, {}}}));
        QCOMPARE(result.failing(FitRule::memory), 3);
        QCOMPARE(result.failing(FitRule::cpu), 2);
        // Memory is short by 37% on a, by half of the CPU on b and c; d and e are not a matter of size.
        QCOMPARE(result.nearest(), (std::vector<std::size_t>{0, 1, 2}));
        QCOMPARE(result.nearest(1), (std::vector<std::size_t>{0}));
    }

    void roomEndsWhenTheBiggestCountIsPlaced() {
        const auto result = fit(with({instance("a", "1a", 1024, 8192)}), requirementOf(300, 10, 10));
        QCOMPARE(shown(result), QString("a:3/3"));
        QCOMPARE(result.missing, 7);
        QVERIFY(result.instances[0].shortages.empty()); // it takes one
    }

    void portsThatAreTakenAreNamed() {
        auto busy = instance("a", "1a", 4096, 8192);
        usePorts(busy, "PORTS", "8080");
        auto udp = instance("b", "1a", 4096, 8192);
        usePorts(udp, "PORTS_UDP", "8080");
        auto snapshot = with({busy, udp});
        auto requirement = withPort(8080);
        requirement.count = 3;
        const auto result = fit(snapshot, requirement);
        QCOMPARE(shown(result), QString("a:0/0 b:1/1")); // one of them on each instance
        QVERIFY(result.instances[0].shortages == (std::vector<Shortage>{{FitRule::ports, 0, 0, {8080}}}));
        const auto reserved = fit(snapshot, withPort(22));
        QVERIFY(reserved.instances[1].shortages == (std::vector<Shortage>{{FitRule::ports, 0, 0, {22}}}));
    }

    void aHostModeTaskNeedsItsPortOnTheWholeEngine() {
        auto a = instance("a", "1a", 4096, 8192), b = instance("b", "1b", 4096, 8192);
        a.engine = b.engine = "docker 20.10";
        usePorts(a, "PORTS", "8080");
        const auto slices = fit(with({a, b}), withPort(8080, ecs::NetworkMode::host));
        QCOMPARE(shown(slices), QString("a:0/0 b:0/0"));
        QVERIFY(slices.instances[1].shortages == (std::vector<Shortage>{{FitRule::ports, 0, 0, {8080}}}));
        a.engine = b.engine = "";
        QCOMPARE(shown(fit(with({a, b}), withPort(8080, ecs::NetworkMode::host))), QString("a:0/0 b:1/1"));
        // And the other way: a host-mode task, known by its definition, holds its port on every slice.
        a.engine = b.engine = "docker 20.10";
        auto snapshot = with({a, b});
        snapshot.definitions.rows = {std::make_shared<Definition>(definitionOf(
            R"({"networkMode": "host", "containerDefinitions": [{"name": "x", "portMappings": [{"containerPort": 8080}]}]})"))};
        Task holder = task("t", "web", ecs::TaskStatus::running);
        holder.instanceArn = a.arn;
        snapshot.tasks.rows = {std::make_shared<Task>(holder)};
        QCOMPARE(shown(fit(snapshot, withPort(8080))), QString("a:0/0 b:0/0"));
        holder.lastStatus = ecs::TaskStatus::stopped;
        snapshot.tasks.rows = {std::make_shared<Task>(holder)};
        QCOMPARE(shown(fit(snapshot, withPort(8080))), QString("a:0/0 b:1/1"));
    }

    void distinctInstanceCountsTheServicesTasks() {
        auto snapshot = with({instance("a", "1a", 4096, 8192), instance("b", "1a", 4096, 8192)});
        Task present = task("t", "web", ecs::TaskStatus::running);
        present.instanceArn = snapshot.instances.rows[0]->arn;
        snapshot.tasks.rows = {std::make_shared<Task>(present)};
        Service web = service("web", 2, 1);
        web.raw = *Json::parse(R"({"placementConstraints": [{"type": "distinctInstance"},
            {"type": "memberOf", "expression": "attribute:x == y"}],
            "placementStrategy": [{"type": "binpack", "field": "memory"}]})");
        const auto definition = definitionOf(R"({"cpu": "256", "memory": "512"})");
        const auto requirement = requirementOf(definition, web, 5);
        QCOMPARE(requirement.cpu(), 256);
        QCOMPARE(requirement.memory(), 512);
        QVERIFY(requirement.strategies[0].type == ecs::StrategyType::binpack);
        const auto result = fit(snapshot, requirement);
        QCOMPARE(shown(result), QString("a:0/0 b:1/1"));
        QVERIFY(result.instances[0].shortages == (std::vector<Shortage>{{FitRule::distinct, 0, 0, {}}}));
        QCOMPARE(result.notJudged, (std::vector<std::string>{"attribute:x == y"}));
    }

    void fargateTakesNoInstance() {
        const auto snapshot = with({instance("a", "1a", 4096, 8192)});
        auto definition = definitionOf(
            R"({"cpu": "256", "memory": "512", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"]})");
        const auto result = fit(snapshot, requirementOf(definition, 7));
        QVERIFY(!result.needsInstance && result.placed == 7 && result.missing == 0);
        QCOMPARE(shown(result), QString("a:0/0"));
        definition.raw.set("memory", "700"); // no size of Fargate's
        QCOMPARE(fit(snapshot, requirementOf(definition, 7)).missing, 7);
        auto external = requirementOf(1, 1);
        external.launchType = ecs::LaunchType::external;
        QVERIFY(fit(snapshot, external).instances[0].shortages ==
                (std::vector<Shortage>{{FitRule::launchType, 0, 0, {}}}));
    }

    void nothingKnownFitsNowhere() {
        const auto none = fit(Snapshot(), requirementOf(1, 1, 3));
        QVERIFY(none.instances.empty() && none.missing == 3 && none.nearest().empty());
        Instance bare; // every member absent
        bare.arn = arnStart + "container-instance/default/x";
        const auto result = fit(with({bare}), requirementOf(1, 1));
        QVERIFY(result.placed == 0 && result.failing(FitRule::memory) == 1);
    }

    void theSameQuestionHasTheSameAnswer() {
        std::vector<Instance> rows;
        for (int i = 0; i < 40; ++i)
            rows.push_back(instance("i" + std::to_string(10 + i), i % 2 ? "1a" : "1b", 4096, 8192));
        const auto snapshot = with(rows);
        QVERIFY(fit(snapshot, requirementOf(64, 64, 30)).instances ==
                fit(snapshot, requirementOf(64, 64, 30)).instances);
        QCOMPARE(fit(snapshot, requirementOf(1, 1, 5'000)).placed, mostToFit);
    }

    void everyShortageHasItsReason() {
        for (auto rule : {FitRule::notActive, FitRule::agent, FitRule::cpu, FitRule::memory, FitRule::ports,
                          FitRule::launchType, FitRule::distinct})
            checkDeclared(explain(Shortage{rule, 2048, 1280, {80, -53}}));
        const auto reason = explain(Shortage{FitRule::memory, 2048, 1280, {}});
        QCOMPARE(reason.arg("has").number, std::int64_t{1280});
        QCOMPARE(explain(Shortage{FitRule::ports, 0, 0, {80, -53}}).arg("ports").items[1].text,
                 std::string("53/udp"));
    }

    void capacityByZoneLeavesOutWhatTakesNoTasks() {
        auto draining = instance("d", "1b", 4096, 8192);
        draining.status = "DRAINING";
        draining.running = 3;
        auto silent = instance("e", "1b", 4096, 8192);
        silent.connected = false;
        const auto snapshot =
            with({instance("a", "1a", 1024, 1280), instance("b", "1a", 1920, 1280), draining, silent});
        const auto zones = capacityByZone(snapshot.instances.rows);
        QCOMPARE(zones.size(), std::size_t{2});
        QVERIFY(zones[0].zone == "1a" && zones[0].active == 2 && zones[0].cpuReserved() == 8192 - 2944 &&
                zones[0].memoryFree == 2560);
        QVERIFY(zones[1].instances == 2 && zones[1].active == 0 && zones[1].cpu == 0 && zones[1].tasks == 3);
        const auto all = capacityOf(snapshot.instances.rows);
        QVERIFY(all.instances == 4 && all.cpu == 8192 && all.zone.empty());
        const auto largest = largestFit(snapshot.instances.rows);
        QVERIFY(largest.cpu == 1920 && largest.memory == 1280 && largest.instance->id == "b");
        QVERIFY(!largestFit({}).instance);
    }
};

static Registered<FitTest> registered("fit");
#include "fit_test.moc"
