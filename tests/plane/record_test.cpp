// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/recorder.h"

#include "core/store/store.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using plane::Recorder;

namespace {

TaskObservation observation() {
    ContainerObservation container{
        ObservedContainer::exited,    "abc", "sha256:1", 137, "OutOfMemoryError: \"x\"",
        ecs::HealthStatus::unhealthy, 11,    12,         55};
    return {.taskId = "t1",
            .attempt = 3,
            .network = NetworkState::lost,
            .networkReason = "no pool",
            .address = "172.18.0.3",
            .macAddress = "02:42:00:00:00:01",
            .bindings = {{"127.65.0.10", 80, 32768, "udp"}},
            .pullStartedAt = 7,
            .pullStoppedAt = 8,
            .containers = {container, {}},
            .gone = true};
}

AddInstances instances() {
    InstanceRow row;
    row.key = {"default", "00"};
    row.ec2InstanceId = "i-1", row.engine = "simulated", row.zone = "us-east-1a";
    row.address = "127.65.0.10", row.cpu = 682, row.memory = 4096, row.connected = true;
    row.attributes = {{"ecs.os-type", "linux"}, {"pilothouse.engine", "simulated"}};
    return {"default", {row}};
}

Command create(const std::string& cluster) {
    return {"CreateCluster", Json::object({{"clusterName", cluster}}), "arn:aws:iam::000000000000:root"};
}

} // namespace

class RecordTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private slots:
    void everyEventComesBackFromItsLine() {
        QVERIFY(std::get<TaskObservation>(*eventOf(observation())) == observation());
        EngineObservation engine{"docker", true, "docker 20.10.24", "why", 4, 8LL << 30, "kernel"};
        QVERIFY(std::get<EngineObservation>(*eventOf(engine)) == engine);
        auto added = std::get<AddInstances>(*eventOf(instances()));
        QCOMPARE(added.cluster, std::string("default"));
        QVERIFY(added.rows == instances().rows);
        auto command = std::get<Command>(*eventOf(create("a")));
        QCOMPARE(command.operation, std::string("CreateCluster"));
        QCOMPARE(command.caller, create("a").caller);
        QVERIFY(command.input == create("a").input);
        QVERIFY(std::holds_alternative<Tick>(*eventOf(Tick{})));
        QCOMPARE(std::get<TimeJumped>(*eventOf(TimeJumped{77})).by, Millis{77});
        QVERIFY(!plane::eventFromJson(Json::object({{"kind", "dream"}})).has_value());
    }

    /// From a State that is not empty, with a failed commit on the way: replay ends where the run ended.
    void aRecordReplaysToTheSameState() {
        State state = startState();
        auto path = m_folder.filePath("run").toStdString();
        Random random(42);
        Rules rules{.settle = 5'000};
        auto recorder = Recorder::open(path, 42, rules, state);
        QVERIFY2(recorder.has_value(), recorder ? "" : describe(recorder.error()).c_str());
        auto take = [&](const Event& event, Millis now) {
            (*recorder)->write(event, now);
            apply(state, step(state, event, now, random, rules).changes);
        };
        take(instances(), 1'000);
        take(create("kept"), 2'000);
        (*recorder)->write(create("lost"), 3'000); // its commit fails: State and chance are as before
        (*recorder)->undone(1);
        AddInstances anonymous{"kept", {InstanceRow{.engine = "simulated", .cpu = 1, .memory = 1}}};
        take(anonymous, 4'000); // its id is a matter of chance

        auto again = plane::replay(path);
        QVERIFY2(again.has_value(), again ? "" : describe(again.error()).c_str());
        QVERIFY(again->sameRows(state));
        QVERIFY(again->clusters.count("before") && again->clusters.count("kept"));
        QVERIFY(!again->clusters.count("lost"));
    }

    void aLineThatACrashCutShortIsLeftOut() {
        auto path = m_folder.filePath("cut").toStdString();
        {
            auto recorder = Recorder::open(path, 1, {}, startState());
            (*recorder)->write(create("whole"), 2'000);
        }
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::Append));
        file.write("{\"now\":3000,\"kind\":\"comm");
        file.close();
        auto again = plane::replay(path);
        QVERIFY2(again.has_value(), again ? "" : describe(again.error()).c_str());
        QVERIFY(again->clusters.count("whole"));
    }

    void aFileThatCannotBeWrittenIsAnError() {
        auto recorder = Recorder::open(m_folder.filePath("none/run").toStdString(), 1, {}, {});
        QVERIFY(!recorder.has_value());
        QCOMPARE(recorder.error().code, std::string("record.open"));
    }

private:
    static Result<Event> eventOf(const Event& event) {
        auto line = Json::parse(plane::toJson(event).dump());
        return plane::eventFromJson(*line);
    }
    static State startState() {
        State state;
        Random random(7);
        apply(state, step(state, create("before"), 500, random, {}).changes);
        return state;
    }
};

static pilothouse::tests::Registered<RecordTest> registered("record");

#include "record_test.moc"
