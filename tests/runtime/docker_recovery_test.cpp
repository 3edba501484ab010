// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What happens behind the plane's back, and what a plane finds when it comes back.
#include "core/runtime/docker_names.h"
#include "tests/runtime/docker_fixture.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

const char* const waits = "trap 'exit 0' TERM; while :; do /bin/busybox sleep 1 & wait $!; done";

/// A container that somebody else made; gone at the end.
class Stranger {
public:
    Stranger(TestEngine& engine, std::string name, Json labels) : m_engine(engine), m_name(std::move(name)) {
        Json spec = Json::object({{"Image", engine.busybox()},
                                  {"Entrypoint", Json::array({"/bin/busybox", "sleep", "3600"})},
                                  {"Labels", std::move(labels)},
                                  {"HostConfig", Json::object({{"NetworkMode", "none"}})}});
        auto made = m_engine->call("POST", "/containers/create?name=" + m_name, &spec);
        (void)m_engine->call("POST", "/containers/" + m_name + "/start");
        id = made ? made->str("Id") : "";
    }
    ~Stranger() { (void)m_engine->call("DELETE", "/containers/" + m_name + "?force=1"); }
    bool runs() {
        return m_engine.inspect(m_name).str("Id") == id &&
               m_engine.inspect(m_name).at("State").boolean("Running");
    }

    std::string id;

private:
    TestEngine& m_engine;
    std::string m_name;
};

TaskGoal asTheStateKnowsIt(TaskGoal goal) {
    goal.connected = true;
    goal.begun.assign(goal.containers.size(), true);
    return goal;
}

} // namespace

class DockerRecoveryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestEngine> engine;

    TaskGoal running(TestPlane& plane) {
        auto goal = plane.task(definitionOf({busyboxRuns(*engine, "one", waits)}));
        plane.want(goal);
        return plane.await(goal, allRun) ? goal : TaskGoal{};
    }

private slots:
    void init() {
        engine = std::make_unique<TestEngine>();
        QVERIFY2(engine->answers(), "no Docker engine answers");
    }

    void cleanup() { engine.reset(); }

    void aKilledContainerIsNoticed() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        QVERIFY((*engine)->call("POST", "/containers/" + plane.container(goal, "one") + "/kill").has_value());
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(137));
    }

    void aRemovedContainerIsNotMadeAgain() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        QVERIFY((*engine)
                    ->call("DELETE", "/containers/" + plane.container(goal, "one") + "?force=1")
                    .has_value());
        QVERIFY(plane.await(goal, isIn(0, ObservedContainer::none)).has_value());
        plane.want(goal); // told once more
        QVERIFY(running(plane).plan);
        QVERIFY(engine->inspect(plane.container(goal, "one")).isNull());
    }

    void withoutItsPauseContainerTheNetworkIsLost() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        auto pause = plane.container(goal, runtime::pauseName);
        QVERIFY((*engine)->call("POST", "/containers/" + pause + "/kill").has_value());
        QVERIFY(plane.await(goal, [](auto& seen) { return seen.network == NetworkState::lost; }).has_value());
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
    }

    void aPlaneThatComesBackAdopts() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        auto before = engine->inspect(plane.container(goal, "one"));
        plane.stop();
        plane.start({asTheStateKnowsIt(goal)});
        QVERIFY(plane.await(goal, allRun).has_value());
        auto after = engine->inspect(plane.container(goal, "one"));
        QCOMPARE(after.str("Id"), before.str("Id"));
        QCOMPARE(after.at("State").str("StartedAt"), before.at("State").str("StartedAt"));
    }

    void whatEndedMeanwhileIsSaid() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        plane.stop();
        QVERIFY((*engine)->call("POST", "/containers/" + plane.container(goal, "one") + "/kill").has_value());
        plane.start({asTheStateKnowsIt(goal)});
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(137));
    }

    void whatVanishedMeanwhileIsNotMadeAgain() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        plane.stop();
        for (auto name : {"one", runtime::pauseName})
            QVERIFY((*engine)
                        ->call("DELETE", "/containers/" + plane.container(goal, name) + "?force=1")
                        .has_value());
        plane.start({asTheStateKnowsIt(goal)});
        auto seen = plane.await(goal, [](auto& now) { return now.network == NetworkState::lost; });
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].state, ObservedContainer::none);
        QCOMPARE(engine->count(plane.label()), std::size_t{0});
    }

    void aCreateWhoseAnswerWasLostIsTakenUp() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        auto before = engine->inspect(plane.container(goal, "one")).str("Id");
        plane.stop();
        QVERIFY((*engine)
                    ->call("DELETE", "/containers/" + plane.container(goal, "one") + "?force=1")
                    .has_value());
        // As it was after the create: there, ours, of this attempt, never started.
        Json spec = Json::object(
            {{"Image", engine->busybox()},
             {"Entrypoint", Json::array({"/bin/busybox", "sleep", "3600"})},
             {"Labels", runtime::labelsOf(*goal.plan, "one")},
             {"HostConfig",
              Json::object({{"NetworkMode", "container:" + plane.container(goal, runtime::pauseName)}})}});
        auto made = (*engine)->call("POST", "/containers/create?name=" + plane.container(goal, "one"), &spec);
        QVERIFY(made.has_value());
        goal.connected = true; // the State has not seen the container yet
        plane.start({goal});
        QVERIFY(plane.await(goal, allRun).has_value());
        QCOMPARE(engine->inspect(plane.container(goal, "one")).str("Id"), made->str("Id"));
        QVERIFY(made->str("Id") != before);
    }

    void aNewAttemptTakesTheOldOnesPlace() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = running(plane);
        QVERIFY(goal.plan);
        auto before = engine->inspect(plane.container(goal, "one")).str("Id");
        auto plan = std::make_shared<TaskPlan>(*goal.plan);
        plan->attempt = goal.attempt = 2;
        goal.plan = plan;
        plane.want(goal);
        auto seen = plane.await(goal, allRun);
        QVERIFY(seen.has_value());
        QVERIFY(seen->containers[0].runtimeId != before);
        QCOMPARE(engine->count(plane.label()), std::size_t{2}); // one container and its pause
    }

    void whatBelongsToNoTaskIsRemoved() {
        TestPlane plane(*engine);
        plane.start();
        auto known = running(plane), forgotten = running(plane);
        QVERIFY(known.plan && forgotten.plan);
        plane.stop();
        plane.start({asTheStateKnowsIt(known)});
        QVERIFY(plane.await(known, allRun).has_value());
        QVERIFY(engine->inspect(plane.container(forgotten, "one")).isNull());
        QVERIFY(engine->inspect(plane.container(forgotten, runtime::pauseName)).isNull());
        QCOMPARE(engine->count(plane.label()), std::size_t{2});
    }

    void aStrangerIsLeftAlone() {
        TestPlane plane(*engine);
        auto goal = plane.task(definitionOf({busyboxRuns(*engine, "one", waits)}));
        // One has no label of ours; one bears our container's very name.
        Stranger other(*engine, "ph-test-stranger-" + plane.id, Json::object({{"app", "theirs"}}));
        Stranger named(*engine, plane.container(goal, "one"), Json::object());
        QVERIFY(other.runs() && named.runs());
        plane.start();
        plane.want(goal);
        auto seen = plane.await(goal, isRefused(0));
        QVERIFY(seen.has_value());
        QVERIFY2(seen->containers[0].reason.starts_with("CannotCreateContainerError: "),
                 seen->containers[0].reason.c_str());
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
        plane.stop();
        plane.start();
        QVERIFY(plane.awaitEngine([](auto& now) { return now.answers; }));
        QVERIFY(other.runs());
        QVERIFY(named.runs());
    }

    void twoPlanesShareAnEngine() {
        TestPlane one(*engine), two(*engine);
        one.start();
        two.start();
        auto ones = running(one), twos = running(two);
        QVERIFY(ones.plan && twos.plan);
        auto before = engine->inspect(two.container(twos, "one")).str("Id");
        one.stop();
        one.start(); // it knows of no task: all of its own goes, nothing else
        QVERIFY(one.awaitEngine([](auto& now) { return now.answers; }));
        QCOMPARE(engine->count(one.label()), std::size_t{0});
        QCOMPARE(engine->inspect(two.container(twos, "one")).str("Id"), before);
        QVERIFY(engine->inspect(two.container(twos, "one")).at("State").boolean("Running"));
        QVERIFY(two.said(twos).back() == *two.await(twos, allRun));
    }

    void anEngineThatIsNotThereIsReported() {
        TestEngine nowhere(*docker::addressOf("unix:///nowhere/docker.sock"));
        TestPlane plane(nowhere);
        plane.start();
        QVERIFY(plane.awaitEngine([](auto& seen) { return !seen.answers && !seen.cause.empty(); }));
    }
};

static pilothouse::tests::Registered<DockerRecoveryTest> registered("docker_recovery");

#include "docker_recovery_test.moc"
