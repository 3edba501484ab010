// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane.h"

#include "core/plane/recorder.h"
#include "tests/plane/doubles.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

constexpr Millis start = 1'764'050'000'000;
using Lines = std::vector<std::string>;

EngineObservation engineAnswers() {
    return {"simulated", true, "simulated", "", 4, 8LL << 30};
}

Json definition() {
    return *Json::parse(R"({"family":"web","networkMode":"bridge","containerDefinitions":
        [{"name":"web","image":"demo/web","cpu":64,"memory":64,"essential":true}]})");
}

/// A plane on a real database with doubles around it.
struct World {
    QTemporaryDir folder;
    ManualClock clock{start};
    TestStore::Control control;
    Journal& journal = control.journal;
    RecordingRuntime::Seen seen;
    std::string database = folder.filePath("state.db").toStdString();
    std::unique_ptr<plane::Plane> plane;

    void open(plane::Options options = {}) {
        auto store = std::move(*store::Store::open(database));
        auto state = std::move(*store->load({}));
        std::vector<std::unique_ptr<runtime::Runtime>> runtimes;
        runtimes.push_back(std::make_unique<RecordingRuntime>(journal, seen));
        if (options.seed == 0) options.seed = 5;
        plane =
            std::make_unique<plane::Plane>(options, std::make_unique<TestStore>(std::move(store), control),
                                           std::move(state), std::move(runtimes), clock);
        (void)plane->start();
        journal.waitFor("start");
    }

    std::future<Reply> send(const std::string& operation, Json input) {
        auto promise = std::make_shared<std::promise<Reply>>();
        plane->submit({operation, std::move(input), "arn:aws:iam::000000000000:root"},
                      [this, promise](Reply reply) {
                          journal.add(reply ? "reply" : "refusal");
                          promise->set_value(std::move(reply));
                      });
        return promise->get_future();
    }
    Reply call(const std::string& operation, Json input) { return send(operation, std::move(input)).get(); }

    /// An instance with room, a definition: what RunTask needs.
    void furnish() {
        InstanceRow row{.engine = "simulated", .zone = "us-east-1a", .address = "127.64.0.10"};
        row.cpu = 4096, row.memory = 8192, row.connected = true;
        (void)call("CreateCluster", Json::object({{"clusterName", "default"}}));
        plane->post(AddInstances{"default", {row}});
        (void)call("RegisterTaskDefinition", definition());
        journal.clear();
    }

    Reply run() { return call("RunTask", Json::object({{"taskDefinition", "web"}})); }

    State rows() const {
        State copy;
        plane->inspect([&](const State& state) { copy = state; });
        return copy;
    }
    State stored() const { return std::move(*(*store::Store::open(database))->load({})); }
};

} // namespace

class PlaneTest : public QObject {
    Q_OBJECT

private slots:
    void itSaysWritesAndDoesInThisOrder() {
        World world;
        world.open();
        world.furnish();
        auto reply = world.run();
        QVERIFY2(reply.has_value(), reply ? "" : reply.error().message.c_str());
        QVERIFY(world.journal.waitFor("want"));
        QCOMPARE(world.journal.lines(), (Lines{"commit begins", "commit", "reply", "want"}));
        std::scoped_lock lock(world.seen.mutex);
        QCOMPARE(world.seen.wanted.size(), std::size_t{1});
        auto arn = reply->at("tasks").at(std::size_t{0}).str("taskArn");
        QCOMPARE(world.seen.wanted[0].taskId, std::string(lastPart(arn)));
    }

    void aFailedCommitChangesNothing() {
        World world;
        world.open();
        world.furnish();
        auto before = world.rows();
        world.control.failures = 1;
        auto refused = world.run();
        QVERIFY(!refused.has_value());
        QCOMPARE(refused.error().type, std::string("ServerException"));
        QVERIFY(world.rows().sameRows(before));
        QVERIFY(world.stored().sameRows(before));
        QCOMPARE(world.journal.count("want"), 0); // the runtime never hears of it

        QVERIFY(world.run().has_value());
        QVERIFY(world.journal.waitFor("want"));
        QVERIFY(world.stored().sameRows(world.rows()));
    }

    void aReadCallNeverSeesWhatIsNotCommitted() {
        World world;
        world.open();
        std::future<Reply> answer;
        Reply list;
        {
            std::unique_lock gate(world.control.gate);
            world.control.failures = 1;
            answer = world.send("CreateCluster", Json::object({{"clusterName", "ghost"}}));
            QVERIFY(world.journal.waitFor("commit begins"));
            auto reading = std::async(std::launch::async,
                                      [&] { return world.plane->read("ListClusters", Json::object()); });
            gate.unlock();
            list = reading.get();
        }
        QVERIFY(!answer.get().has_value());
        QCOMPARE(list->at("clusterArns").size(), std::size_t{0});
    }

    void whatARuntimeReportedOutlivesAFailedCommit() {
        World world;
        world.open();
        world.furnish();
        auto reply = world.run();
        QVERIFY(world.journal.waitFor("want"));
        TaskObservation up;
        up.taskId = lastPart(reply->at("tasks").at(std::size_t{0}).str("taskArn"));
        up.network = NetworkState::up;
        up.address = "10.0.0.7";
        up.containers = {{}};
        world.journal.clear();
        world.control.failures = 1;
        world.seen.sink.task(up);
        QVERIFY(world.journal.waitFor("commit"));
        QCOMPARE(world.journal.count("commit fails"), 1);
        auto rows = world.rows();
        QCOMPARE(rows.tasks.begin()->second->address, std::string("10.0.0.7"));
        QVERIFY(world.stored().sameRows(rows));
    }

    void eventsThatWaitShareOneCommit() {
        World world;
        world.open();
        std::vector<std::future<Reply>> answers;
        {
            std::scoped_lock gate(world.control.gate);
            answers.push_back(world.send("CreateCluster", Json::object({{"clusterName", "first"}})));
            QVERIFY(world.journal.waitFor("commit begins"));
            for (auto name : {"a", "b", "c", "d"})
                answers.push_back(world.send("CreateCluster", Json::object({{"clusterName", name}})));
        }
        for (auto& answer : answers)
            QVERIFY(answer.get().has_value());
        QCOMPARE(world.journal.count("commit"), 2);
        QCOMPARE(world.stored().clusters.size(), std::size_t{5});
    }

    void aRestartHandsOutTheGoalsOfAllThatLives() {
        World world;
        world.open();
        world.furnish();
        auto reply = world.run();
        auto before = world.rows();
        world.plane.reset();
        QCOMPARE(world.journal.lines().back(), std::string("stop"));
        world.journal.clear();
        world.open();
        QVERIFY(world.rows().sameRows(before));
        std::scoped_lock lock(world.seen.mutex);
        QCOMPARE(world.seen.atStart.size(), std::size_t{1});
        QCOMPARE(world.seen.atStart[0].taskId,
                 std::string(lastPart(reply->at("tasks").at(std::size_t{0}).str("taskArn"))));
    }

    void whatFollowsOfAnEngineSharesItsCommit() {
        World world;
        plane::Options options;
        options.engineSeen = [](const State& state, const EngineObservation& seen) {
            InstanceRow row{.engine = seen.engine, .cpu = seen.cpus * 1024, .memory = 1024};
            return state.instances.empty() ? std::vector<Event>{AddInstances{"default", {row}}}
                                           : std::vector<Event>{};
        };
        world.open(options);
        world.journal.clear();
        world.seen.sink.engine(engineAnswers());
        world.seen.sink.engine(engineAnswers());
        (void)world.call("CreateCluster", Json::object({{"clusterName", "last"}}));
        QCOMPARE(world.stored().instances.size(), std::size_t{1});
        QCOMPARE(world.stored().instances.begin()->second->cpu, 4096);
    }

    void theCrashPointsSurroundWhatTheyName() {
        World world;
        plane::Options options;
        options.crashPoint = [&](const char* name) { world.journal.add(name); };
        world.open(options);
        QVERIFY(world.journal.waitFor("after-start"));
        QCOMPARE(world.journal.lines(), (Lines{"before-start", "start", "after-start"}));
        world.furnish();
        QVERIFY(world.run().has_value());
        QVERIFY(world.journal.waitFor("after-goals"));
        auto lines = world.journal.lines();
        lines.erase(lines.begin(), std::find(lines.begin(), lines.end(), "before-commit"));
        QCOMPARE(lines, (Lines{"before-commit", "commit begins", "commit", "after-commit", "before-reply",
                               "reply", "after-reply", "before-goals", "want", "after-goals"}));
        for (auto& name : plane::crashPoints())
            QVERIFY2(std::find(lines.begin(), lines.end(), name) != lines.end() || name.ends_with("-start"),
                     name.c_str());
    }

    void timeNeverRunsBack() {
        World world;
        world.open();
        (void)world.call("CreateCluster", Json::object({{"clusterName", "a"}}));
        auto first = world.rows().meta.at("plane")->lastNow;
        QCOMPARE(first, start);
        world.clock.set(start - 3'600'000);
        (void)world.call("CreateCluster", Json::object({{"clusterName", "b"}}));
        QVERIFY(world.rows().meta.at("plane")->lastNow >= first);
    }

    void deadlinesMoveWithAJumpOfTheClock() {
        World world;
        world.open();
        (void)world.call("CreateCluster", Json::object({{"clusterName", "default"}}));
        world.furnish();
        (void)world.call("RunTask", Json::object({{"taskDefinition", "web"}, {"clientToken", "once"}}));
        auto dueBefore = nextDue(world.rows());
        QVERIFY(dueBefore.has_value()); // the token is remembered for a day
        world.clock.set(start + 10 * 86'400'000LL);
        (void)world.call("CreateCluster", Json::object({{"clusterName", "after"}}));
        auto rows = world.rows();
        QCOMPARE(rows.tokens.size(), std::size_t{1});
        QCOMPARE(*nextDue(rows), *dueBefore + 10 * 86'400'000LL);
    }

    void whatWaitsAtTheEndIsRefused() {
        World world;
        world.open();
        std::vector<std::future<Reply>> answers;
        std::thread ending;
        {
            std::scoped_lock gate(world.control.gate);
            answers.push_back(world.send("CreateCluster", Json::object({{"clusterName", "first"}})));
            QVERIFY(world.journal.waitFor("commit begins"));
            for (int i = 0; i < 3; ++i)
                answers.push_back(
                    world.send("CreateCluster", Json::object({{"clusterName", "late" + std::to_string(i)}})));
            ending = std::thread([&] { world.plane.reset(); });
        }
        QVERIFY(answers[0].get().has_value());
        for (std::size_t i = 1; i < answers.size(); ++i) {
            auto reply = answers[i].get(); // whichever way, it is answered, and truly
            QCOMPARE(reply.has_value(), world.stored().clusters.count("late" + std::to_string(i - 1)) == 1);
        }
        ending.join();
    }

    void aRecordedRunReplays() {
        World world;
        plane::Options options;
        options.seed = 99;
        options.recordPath = world.folder.filePath("run").toStdString();
        world.open(options);
        world.furnish();
        QVERIFY(world.run().has_value());
        world.control.failures = 1;
        QVERIFY(!world.run().has_value());
        QVERIFY(world.run().has_value());
        auto rows = world.rows();
        world.plane.reset();
        auto again = plane::replay(options.recordPath);
        QVERIFY2(again.has_value(), again ? "" : describe(again.error()).c_str());
        QCOMPARE(again->tasks.size(), std::size_t{2});
        QVERIFY(again->sameRows(rows));
    }

    void aRecordThatCannotBeWrittenKeepsItFromStarting() {
        World world;
        auto store = std::move(*store::Store::open(":memory:"));
        plane::Options options;
        options.recordPath = world.folder.filePath("none/run").toStdString();
        plane::Plane plane(options, std::move(store), {}, {}, world.clock);
        auto started = plane.start();
        QVERIFY(!started.has_value());
        QCOMPARE(started.error().code, std::string("record.open"));
    }
};

static pilothouse::tests::Registered<PlaneTest> registered("plane");

#include "plane_test.moc"
