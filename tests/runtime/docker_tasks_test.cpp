// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Goals become containers on the real engine, and what happens to those becomes observations.
#include "tests/runtime/docker_fixture.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

// Ends at once on TERM; sleeps in the background, so that the trap runs.
const char* const waits = "trap 'exit 0' TERM; while :; do /bin/busybox sleep 1 & wait $!; done";

} // namespace

class DockerTasksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestEngine> engine;

private slots:
    void init() {
        engine = std::make_unique<TestEngine>();
        QVERIFY2(engine->answers(), "no Docker engine answers");
    }

    void cleanup() { engine.reset(); }

    void theEngineIsReported() {
        TestPlane plane(*engine);
        plane.start();
        QVERIFY(plane.awaitEngine([](auto& seen) {
            return seen.answers && seen.engine == "docker" && seen.cpus > 0 && seen.memoryBytes > 0 &&
                   (seen.limits == "kernel" || seen.limits == "accounting");
        }));
    }

    void aTaskRunsAndGoes() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = plane.task(definitionOf({busyboxRuns(*engine, "one", waits)}));
        plane.want(goal);
        auto seen = plane.await(goal, allRun);
        QVERIFY(seen.has_value());
        QVERIFY(seen->containers[0].startedAt > 0);
        QCOMPARE(seen->containers[0].runtimeId.size(), std::size_t{64});
        QVERIFY(seen->containers[0].imageDigest.starts_with("sha256:"));
        auto labels = engine->inspect(plane.container(goal, "one")).at("Config").at("Labels");
        QCOMPARE(labels.str("pilothouse.plane"), plane.id);
        QCOMPARE(labels.str("pilothouse.task"), goal.taskId);
        QCOMPARE(labels.str("pilothouse.container"), std::string("one"));
        QCOMPARE(labels.str("pilothouse.attempt"), std::string("1"));
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
        QCOMPARE(engine->count(plane.label()), std::size_t{0});
    }

    void containersReachEachOtherOnLocalhost() {
        TestPlane plane(*engine);
        plane.start();
        auto web = busyboxRuns(*engine, "web",
                               "echo hello > /tmp/index.html; exec /bin/busybox httpd -f -p 8080 -h /tmp");
        auto client = busyboxRuns(*engine, "client",
                                  "until /bin/busybox wget -q -O - http://127.0.0.1:8080/index.html | "
                                  "/bin/busybox grep hello; do /bin/busybox sleep 0.1; done; exit 7");
        for (auto mode : {ecs::NetworkMode::awsvpc, ecs::NetworkMode::bridge}) {
            auto goal = plane.task(definitionOf({web, client}, mode));
            plane.want(goal);
            auto seen = plane.await(goal, isIn(1, ObservedContainer::exited));
            QVERIFY(seen.has_value());
            QCOMPARE(seen->containers[1].exitCode, std::optional<int>(7));
            QVERIFY(seen->containers[1].finishedAt >= seen->containers[1].startedAt);
            QCOMPARE(seen->containers[0].state, ObservedContainer::running);
        }
    }

    void variablesOfThePlanStandBelowTheContainersOwn() {
        TestPlane plane(*engine);
        plane.start();
        auto one = busyboxRuns(*engine, "one",
                               "[ \"$FROM_PLAN\" = plan ] && [ \"$BOTH\" = own ] && [ \"$(/bin/busybox "
                               "pwd)\" = /tmp ] && exit 42");
        one.environment = {{"BOTH", "own"}};
        one.workingDirectory = "/tmp";
        auto goal = plane.task(definitionOf({one}));
        auto plan = std::make_shared<TaskPlan>(*goal.plan);
        plan->environment = {{"FROM_PLAN", "plan"}, {"BOTH", "plan"}};
        goal.plan = plan;
        plane.want(goal);
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(42));
        QVERIFY(seen->containers[0].reason.empty());
    }

    void aWaitingContainerIsNotMade() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = plane.task(
            definitionOf({busyboxRuns(*engine, "one", waits), busyboxRuns(*engine, "two", waits)}));
        goal = plane.with(goal, 1, ContainerGoal::wait);
        plane.want(goal);
        QVERIFY(plane.await(goal, isIn(0, ObservedContainer::running)).has_value());
        QVERIFY(engine->inspect(plane.container(goal, "two")).isNull());
        plane.want(plane.with(goal, 1, ContainerGoal::run));
        QVERIFY(plane.await(goal, allRun).has_value());
    }

    void healthIsReported() {
        TestPlane plane(*engine);
        plane.start();
        auto well = busyboxRuns(*engine, "well", waits), ill = busyboxRuns(*engine, "ill", waits);
        well.healthCheck = ecs::HealthCheck{{"CMD", "/bin/busybox", "true"}, 1, 5, 1, 0};
        ill.healthCheck = ecs::HealthCheck{{"CMD", "/bin/busybox", "false"}, 1, 5, 1, 0};
        auto goal = plane.task(definitionOf({well, ill}));
        plane.want(goal);
        QVERIFY(plane
                    .await(goal,
                           [](auto& seen) {
                               return allRun(seen) &&
                                      seen.containers[0].health == ecs::HealthStatus::healthy &&
                                      seen.containers[1].health == ecs::HealthStatus::unhealthy;
                           })
                    .has_value());
    }

    void stopIsTermFirst() {
        TestPlane plane(*engine);
        plane.start();
        auto polite = busyboxRuns(*engine, "polite",
                                  "trap 'exit 5' TERM; while :; do /bin/busybox sleep 1 & wait $!; done");
        auto goal = plane.task(definitionOf({polite}));
        plane.want(goal);
        QVERIFY(plane.await(goal, allRun).has_value());
        plane.want(plane.with(goal, 0, ContainerGoal::stop));
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(5));
    }

    void afterTheStopTimeoutItIsKilled() {
        TestPlane plane(*engine);
        plane.start();
        auto deaf = busyboxRuns(*engine, "deaf", "trap '' TERM; while :; do /bin/busybox sleep 1; done");
        deaf.stopTimeout = 2;
        auto goal = plane.task(definitionOf({deaf}));
        plane.want(goal);
        QVERIFY(plane.await(goal, allRun).has_value());
        plane.want(plane.with(goal, 0, ContainerGoal::stop));
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].exitCode, std::optional<int>(137));
        QVERIFY(seen->containers[0].reason.empty()); // killed, but not for its memory
    }

    void aCommandThatIsNotThereIsACannotStart() {
        TestPlane plane(*engine);
        plane.start();
        auto bad = busyboxRuns(*engine, "bad", "");
        bad.entryPoint = {"/nope"};
        auto goal = plane.task(definitionOf({bad}));
        plane.want(goal);
        auto seen = plane.await(goal, isRefused(0));
        QVERIFY(seen.has_value());
        QVERIFY2(seen->containers[0].reason.starts_with("CannotStartContainerError: "),
                 seen->containers[0].reason.c_str());
        QVERIFY(seen->containers[0].reason.find("/nope") != std::string::npos);
        QVERIFY(seen->containers[0].state != ObservedContainer::running);
    }

    void aRefusedSpecificationIsACannotCreate() {
        TestPlane plane(*engine);
        plane.start();
        auto bad = busyboxRuns(*engine, "bad", waits);
        bad.memory = 1; // the engine's least is 4 or 6 MiB
        auto goal = plane.task(definitionOf({bad}));
        plane.want(goal);
        auto seen = plane.await(goal, isRefused(0));
        QVERIFY(seen.has_value());
        QVERIFY2(seen->containers[0].reason.starts_with("CannotCreateContainerError: "),
                 seen->containers[0].reason.c_str());
    }

    void tooMuchMemoryIsSaidSo() {
        TestPlane plane(*engine);
        plane.start();
        // One process that grows: the shell's own variable.
        auto hungry = busyboxRuns(*engine, "hungry", "x=0123456789abcdef; while :; do x=$x$x; done");
        hungry.memory = 16;
        auto goal = plane.task(definitionOf({hungry}));
        plane.want(goal);
        auto seen = plane.await(goal, isIn(0, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[0].reason,
                 std::string("OutOfMemoryError: Container killed due to memory usage"));
    }

    void aVolumeIsSharedAndGoesWithItsTask() {
        TestPlane plane(*engine);
        plane.start();
        auto writer = busyboxRuns(*engine, "writer", "echo here > /data/file; exit 0");
        auto reader = busyboxRuns(*engine, "reader",
                                  "until [ -f /data/file ]; do /bin/busybox sleep 0.1; done; exit 3");
        writer.mountPoints = {{"data", "/data", false}};
        reader.mountPoints = {{"data", "/data", true}};
        auto definition = definitionOf({writer, reader});
        definition.volumes = {{"data", ""}};
        auto goal = plane.task(definition);
        plane.want(goal);
        auto seen = plane.await(goal, isIn(1, ObservedContainer::exited));
        QVERIFY(seen.has_value());
        QCOMPARE(seen->containers[1].exitCode, std::optional<int>(3));
        auto volumes = [&] {
            return (*engine)
                ->call("GET", "/volumes?filters=" + docker::labelFilter({plane.label()}))
                ->at("Volumes")
                .size();
        };
        QCOMPARE(volumes(), std::size_t{1});
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
        QCOMPARE(volumes(), std::size_t{0});
    }
};

static pilothouse::tests::Registered<DockerTasksTest> registered("docker_tasks");

#include "docker_tasks_test.moc"
