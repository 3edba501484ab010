// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/merge.h"
#include "core/console/problems.h"
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;
using Status = console::Status;

namespace {

struct World {
    std::vector<Service> services;
    std::vector<Task> tasks;
    std::vector<Instance> instances;

    std::vector<Problem> problems(bool tasksKnown = true) const {
        Snapshot snapshot;
        snapshot.services = {PartState::ok, {}, 1, mergeRows({}, services)};
        snapshot.tasks = {
            tasksKnown ? PartState::ok : PartState::loading, {}, tasksKnown ? 1 : 0, mergeRows({}, tasks)};
        snapshot.instances = {PartState::ok, {}, 1, mergeRows({}, instances)};
        auto all = problemsOf(snapshot);
        for (const Problem& problem : all) {
            checkDeclared(problem.what);
            if (problem.cause) checkDeclared(*problem.cause);
            for (const Reason& reason : problem.why)
                checkDeclared(reason);
            for (const Reason& reason : problem.next)
                checkDeclared(reason);
        }
        return all;
    }
};

/// The image of web:2 cannot be pulled; the old tasks serve.
Service failing(const std::string& name, int desired, int running, int failed) {
    Service row = service(name, desired, running);
    row.deployments = {deployment("PRIMARY", "web:2", desired, 0, "IN_PROGRESS"),
                       deployment("ACTIVE", "web:1", desired, running, "COMPLETED")};
    row.deployments[0].failed = failed;
    row.taskDefinition = definitionArn("web:2");
    return row;
}

Service rolling(const std::string& name) {
    Service row = service(name, 4, 4);
    row.deployments = {deployment("PRIMARY", "web:43", 4, 1, "IN_PROGRESS"),
                       deployment("ACTIVE", "web:42", 4, 3, "COMPLETED")};
    return row;
}

Service waiting(const std::string& name) {
    Service row = service(name, 3, 2);
    addEvent(row,
             "was unable to place a task. The closest matching container-instance x has insufficient "
             "memory available.",
             2'000'000);
    return row;
}

Task pullFailure(const std::string& service) {
    Task failed = task("t-" + service, service, ecs::TaskStatus::stopped);
    failed.stopCode = "TaskFailedToStart";
    failed.stoppedAt = 3'000'000;
    failed.containers = {
        {"app", "registry.test/pay:2", "STOPPED", "", "CannotPullContainerError: manifest unknown", ""}};
    return failed;
}

Instance instance(const std::string& id, int memoryFree) {
    Instance row;
    row.id = id;
    row.arn = arnStart + "container-instance/default/" + id;
    row.ec2InstanceId = "i-" + id;
    row.status = "ACTIVE";
    row.connected = true;
    row.cpu = row.cpuFree = 4'096;
    row.memory = 8'000;
    row.memoryFree = memoryFree;
    return row;
}

bool has(const std::vector<Reason>& reasons, const char* code) {
    return std::any_of(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.code == code; });
}

std::string codes(const std::vector<Problem>& problems) {
    std::string all;
    for (const Problem& problem : problems)
        all += (all.empty() ? "" : " ") + problem.what.code;
    return all;
}

} // namespace

class ProblemsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWellIsNoProblem() {
        World world;
        QVERIFY(world.problems().empty());
        world.services = {service("web", 2, 2), service("idle", 0, 0)};
        world.instances = {instance("a", 1'000)};
        QVERIFY(world.problems().empty());
    }

    void troubleThenRiskThenUnderWay() {
        World world;
        world.services = {rolling("a"), waiting("b"), failing("c", 8, 4, 12)};
        QCOMPARE(codes(world.problems()), std::string("problem.part problem.waits problem.moving"));
    }

    void theHeavierFirst() {
        World world;
        world.services = {failing("a", 8, 7, 5), failing("b", 8, 0, 5)};
        const auto problems = world.problems();
        QCOMPARE(problems[0].what.code, std::string("problem.down"));
        QCOMPARE(problems[0].what.arg("service").text, std::string("b"));
        QCOMPARE(problems[0].weight, 8);
    }

    void whatWhyAndNextOfAFailingStart() {
        World world;
        world.services = {failing("payments", 8, 4, 12)};
        world.tasks = {pullFailure("payments")};
        const Problem problem = world.problems().at(0);
        QCOMPARE(problem.status, Status::trouble);
        QCOMPARE(problem.id, world.services[0].arn);
        QCOMPARE(problem.what.code, std::string("problem.part"));
        QCOMPARE(problem.cause->code, std::string("problem.cause.cannotPull"));
        QVERIFY(has(problem.why, "problem.why.old"));
        QVERIFY(has(problem.why, "problem.why.failed"));
        QVERIFY(has(problem.why, "problem.why.pull"));
        QVERIFY(has(problem.next, "problem.next.retries"));
        QVERIFY(has(problem.next, "problem.next.noBreaker"));
        QCOMPARE(problem.place, (PlaceOf{PlaceOf::Kind::service, "payments"}));
        QCOMPARE(problem.act, std::string("service.rollback"));
        QCOMPARE(problem.targets, std::vector<std::string>{world.services[0].arn});
        QCOMPARE(problem.since, Millis(1'000'000));
    }

    void theBreakerSaysWhenItTrips() {
        World world;
        world.services = {failing("payments", 20, 4, 5)};
        world.services[0].breaker = world.services[0].breakerRollback = true;
        const Problem problem = world.problems().at(0);
        QVERIFY(has(problem.next, "problem.next.breakerRollback"));
        QCOMPARE(problem.next.back().arg("threshold").number, 10);
        QCOMPARE(breakerThreshold(1), 3);
        QCOMPARE(breakerThreshold(9), 5);
        QCOMPARE(breakerThreshold(1'000), 200);
    }

    void aRollWithAllOldTasksStillServes() {
        World world;
        world.services = {failing("web", 4, 4, 5)};
        QCOMPARE(world.problems().at(0).what.code, std::string("problem.full"));
    }

    void aLongReasonIsCut() {
        World world;
        world.services = {failing("web", 4, 2, 5)};
        Task failed = pullFailure("web");
        failed.containers[0].reason = "CannotPullContainerError: " + std::string(139, 'x') + "語語語";
        world.tasks = {failed};
        const Problem problem = world.problems().at(0);
        QVERIFY(has(problem.why, "problem.why.pull"));
        for (const Reason& reason : problem.why)
            if (reason.code == "problem.why.pull")
                QCOMPARE(reason.arg("words").text, std::string(139, 'x') + "…");
    }

    void needsAreHeldAgainstWhatIsFree() {
        World world;
        world.services = {waiting("worker")};
        Task waits = task("t", "worker", ecs::TaskStatus::provisioning);
        waits.cpu = "1024";
        waits.memory = "2048";
        waits.launchType = "EC2";
        world.tasks = {waits};
        world.instances = {instance("a", 1'280), instance("b", 600)};
        const Problem problem = world.problems().at(0);
        QCOMPARE(problem.status, Status::atRisk);
        QVERIFY(has(problem.why, "problem.why.needs"));
        QCOMPARE(problem.why.front().arg("needs").number, 2'048);
        QCOMPARE(problem.why.front().arg("free").number, 1'280);
        QCOMPARE(problem.place.kind, PlaceOf::Kind::topology);
        world.instances[0].memoryFree = 4'000; // it would fit: the endpoint's own reason stands
        QVERIFY(has(world.problems().at(0).why, "service.waitsFor.memory"));
    }

    void aRollShowsItsBounds() {
        World world;
        world.services = {rolling("web")};
        world.services[0].minimumHealthyPercent = 50;
        world.services[0].maximumPercent = 150;
        const Problem problem = world.problems().at(0);
        QCOMPARE(problem.what.arg("from").number, 42);
        QCOMPARE(problem.what.arg("to").number, 43);
        QCOMPARE(*problem.roll, (Roll{1, 3, 0, 2, 4, 6}));
        world.services[0].deployments[1].taskDefinition = definitionArn("other:3");
        QCOMPARE(world.problems().at(0).what.code, std::string("problem.movingTo"));
    }

    void instancesThatDoNotAnswerOrDrain() {
        World world;
        world.instances = {instance("a", 1'000), instance("b", 1'000), instance("c", 1'000)};
        world.instances[1].connected = false;
        world.instances[2].status = "DRAINING";
        QCOMPARE(codes(world.problems()), std::string("problem.instanceLost"));
        QCOMPARE(world.problems()[0].act, std::string("instance.drain"));
        QCOMPARE(world.problems()[0].place, (PlaceOf{PlaceOf::Kind::instance, "b"}));
        world.instances[2].running = 2;
        QCOMPARE(codes(world.problems()), std::string("problem.instanceLost problem.draining"));
    }

    void tasksOfNoServiceThatFailed() {
        World world;
        Task failed = pullFailure("");
        world.tasks = {failed, pullFailure("web")};
        const auto problems = world.problems();
        QCOMPARE(codes(problems), std::string("problem.tasksFailed"));
        QCOMPARE(problems[0].what.arg("count").number, 1);
    }

    void manyOfAKindAreCounted() {
        World world;
        for (int i = 0; i < 12; ++i)
            world.services.push_back(waiting("w" + std::to_string(i)));
        for (int i = 0; i < 3; ++i)
            world.services.push_back(rolling("r" + std::to_string(i)));
        const auto problems = world.problems();
        QCOMPARE(codes(problems),
                 std::string("problem.many.waits problem.moving problem.moving problem.moving"));
        QCOMPARE(problems[0].count, 12);
        QCOMPARE(problems[0].why[0].arg("names").items.size(), std::size_t(6));
        QCOMPARE(problems[0].why[0].arg("others").number, 6);
        QVERIFY(problems[0].act.empty());
    }

    void aGroupKeepsTheCauseThatAllShare() {
        World world;
        for (int i = 0; i < 4; ++i) {
            world.services.push_back(failing("s" + std::to_string(i), 4, 0, 5));
            world.tasks.push_back(pullFailure("s" + std::to_string(i)));
        }
        const Problem problem = world.problems().at(0);
        QCOMPARE(problem.cause->code, std::string("problem.cause.cannotPull"));
        world.tasks.pop_back();
        QVERIFY(!world.problems()[0].cause);
    }

    void idsStayWhenOthersCome() {
        World world;
        world.services = {failing("b", 8, 4, 5)};
        const std::string id = world.problems()[0].id;
        world.services.push_back(failing("a", 8, 0, 5));
        QCOMPARE(world.problems()[1].id, id);
    }

    void withoutTasksTheCountsSpeak() {
        World world;
        world.services = {failing("payments", 8, 4, 12)};
        QCOMPARE(world.problems(false).at(0).status, Status::trouble);
        world.services = {Service{}}; // a row without any member
        world.services[0].arn = "x";
        world.problems();
    }
};

static Registered<ProblemsTest> registered("problems");
#include "problems_test.moc"
