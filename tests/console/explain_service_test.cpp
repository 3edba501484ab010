// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;
using Status = console::Status;

namespace {

constexpr const char* noRoom =
    "was unable to place a task because no container instance met all of its requirements. ";

Verdict verdictOf(const Service& service, const TaskSummary* summary = nullptr) {
    Verdict verdict = explain(service, summary);
    checkDeclared(verdict.reason);
    return verdict;
}

void compare(const Verdict& verdict, Status status, const char* code) {
    QCOMPARE(QString::fromStdString(verdict.reason.code), QString(code));
    QCOMPARE(static_cast<int>(verdict.status), static_cast<int>(status));
}

} // namespace

class ExplainServiceTest : public QObject {
    Q_OBJECT

private slots:
    void allTasksRunAsWanted() {
        compare(verdictOf(service("web", 4, 4)), Status::healthy, "service.steady");
    }

    void nothingWantedIsIdle() { compare(verdictOf(service("web", 0, 0)), Status::idle, "service.nothing"); }

    void aRowWithoutAnyMemberIsNoCrash() { verdictOf(Service{}); }

    void twoDeploymentsAreARoll() {
        Service row = service("web", 12, 13);
        row.deployments = {deployment("PRIMARY", "web:43", 12, 5, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:42", 12, 8, "COMPLETED")};
        const Verdict verdict = verdictOf(row);
        compare(verdict, Status::changing, "service.deploying");
        QCOMPARE(verdict.reason.arg("from").text, std::string("web:42"));
        QCOMPARE(verdict.reason.arg("to").text, std::string("web:43"));
        QCOMPARE(verdict.reason.arg("to").arn, definitionArn("web:43"));
        QCOMPARE(verdict.reason.arg("done").number, 5);
        QCOMPARE(verdict.reason.arg("desired").number, 12);
    }

    void theSameDefinitionAgainIsARedeployment() {
        Service row = service("web", 2, 2);
        row.deployments = {deployment("PRIMARY", "web:1", 2, 1, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:1", 2, 1, "COMPLETED")};
        compare(verdictOf(row), Status::changing, "service.redeploying");
    }

    void aFirstDeploymentIsAStart() {
        Service row = service("web", 2, 0);
        row.deployments = {deployment("PRIMARY", "web:1", 0, 0, "IN_PROGRESS")};
        compare(verdictOf(row), Status::starting, "service.starting");
    }

    void failedStartsAreARiskThenTrouble() {
        Service row = service("web", 2, 1);
        row.deployments.front().failed = 1;
        compare(verdictOf(row), Status::atRisk, "service.failingStarts");
        row.deployments.front().failed = 3;
        compare(verdictOf(row), Status::trouble, "service.failingStarts");
    }

    void theNewestFailureIsTheCause() {
        Service row = service("web", 2, 1);
        row.deployments.front().failed = 3;
        Task failed = task("t1", "web", ecs::TaskStatus::stopped);
        failed.stopCode = "TaskFailedToStart";
        failed.stoppedAt = 2'000'000;
        failed.containers.front().reason = "CannotPullContainerError: manifest unknown";
        TaskSummary summary;
        summary.lastFailure = std::make_shared<Task>(failed);
        const Verdict verdict = verdictOf(row, &summary);
        QVERIFY(verdict.cause.has_value());
        QCOMPARE(verdict.cause->code, std::string("task.stopped.cannotPull"));
        // One from before this deployment explains nothing.
        failed.stoppedAt = 500'000;
        summary.lastFailure = std::make_shared<Task>(failed);
        QVERIFY(!verdictOf(row, &summary).cause.has_value());
    }

    void whatIsShortIsTakenFromTheEvent() {
        const std::pair<const char*, const char*> cases[] = {
            {"Reason: The closest matching (container-instance i) has insufficient CPU units available.",
             "service.waitsFor.cpu"},
            {"Reason: The closest matching (container-instance i) has insufficient memory available.",
             "service.waitsFor.memory"},
            {"Reason: The closest matching (container-instance i) is already using a port required by your "
             "task.",
             "service.waitsFor.ports"},
            {"The closest matching (container-instance i) encountered error \"AGENT\".",
             "service.waitsFor.agent"},
            {"is missing an attribute required by your task.", "service.waitsFor.attribute"},
            {"", "service.waitsFor.room"},
            {"Reason: No Container Instances were found in your cluster.", "service.noInstances"}};
        for (const auto& [reason, code] : cases) {
            Service row = service("worker", 10, 9);
            addEvent(row, std::string(noRoom) + reason, 2'000'000);
            const Verdict verdict = verdictOf(row);
            compare(verdict, Status::atRisk, code);
            QCOMPARE(verdict.since, Millis{2'000'000});
        }
    }

    void anEventBeforeSteadyStateOrDeploymentIsOver() {
        Service row = service("worker", 10, 9);
        addEvent(row, noRoom, 2'000'000);
        addEvent(row, "has reached a steady state.", 3'000'000);
        compare(verdictOf(row), Status::changing, "service.scalingOut");
        row.events.clear();
        addEvent(row, noRoom, 500'000);
        compare(verdictOf(row), Status::changing, "service.scalingOut");
    }

    void noRoomIsOverOnceAllRun() {
        Service row = service("worker", 10, 10);
        addEvent(row, noRoom, 2'000'000);
        compare(verdictOf(row), Status::healthy, "service.steady");
    }

    void boundsThatPreventADeploymentAreNamed() {
        Service row = service("web", 3, 3);
        row.minimumHealthyPercent = 50;
        row.maximumPercent = 150;
        row.deployments = {deployment("PRIMARY", "web:2", 3, 0, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:1", 3, 3, "COMPLETED")};
        addEvent(row,
                 "was unable to stop or start tasks during a deployment because of the service deployment "
                 "configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
                 2'000'000);
        const Verdict verdict = verdictOf(row);
        compare(verdict, Status::atRisk, "service.boundsPrevent");
        QCOMPARE(verdict.reason.arg("lower").number, 2); // 1.5 rounded up
        QCOMPARE(verdict.reason.arg("upper").number, 4); // 4.5 rounded down
    }

    void aRolledBackDeploymentIsNoSuccess() {
        Service row = service("web", 2, 2);
        row.deployments = {deployment("PRIMARY", "web:1", 2, 2, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:2", 0, 0, "FAILED")};
        row.deployments.front().rolloutReason =
            "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.";
        compare(verdictOf(row), Status::changing, "service.rollingBack");
        row.deployments = {deployment("PRIMARY", "web:2", 2, 0, "FAILED")};
        compare(verdictOf(row), Status::trouble, "service.deploymentFailed");
    }

    void scalingInAndOut() {
        compare(verdictOf(service("web", 2, 4)), Status::changing, "service.scalingIn");
        compare(verdictOf(service("web", 4, 2)), Status::changing, "service.scalingOut");
    }

    void aTaskThatEndedIsReplaced() {
        Service row = service("web", 2, 1);
        TaskSummary summary;
        Task failed = task("t1", "web", ecs::TaskStatus::stopped);
        failed.stoppedAt = 2'000'000;
        failed.stopCode = "EssentialContainerExited";
        summary.lastFailure = std::make_shared<Task>(failed);
        compare(verdictOf(row, &summary), Status::atRisk, "service.replacing");
    }

    void newTasksThatDoNotStartAreTroubleThoughTheOldOnesServe() {
        Service row = service("payments", 4, 4);
        row.deployments = {deployment("PRIMARY", "payments:58", 4, 0, "IN_PROGRESS"),
                           deployment("ACTIVE", "payments:57", 4, 4, "COMPLETED")};
        row.deployments.front().failed = 12;
        compare(verdictOf(row), Status::trouble, "service.failingStarts");
    }

    void tasksThatEndAgainAndAgainAreTrouble() {
        Service row = service("crash", 2, 2);
        TaskSummary summary;
        Task failed = task("t1", "crash", ecs::TaskStatus::stopped);
        failed.stoppedAt = 3'000'000;
        failed.stopCode = "EssentialContainerExited";
        summary.lastFailure = std::make_shared<Task>(failed);
        summary.failures[row.deployments.front().id] = 2;
        compare(verdictOf(row, &summary), Status::healthy, "service.steady");
        summary.failures[row.deployments.front().id] = 3;
        addEvent(row, "has reached a steady state.", 2'000'000);
        const Verdict verdict = verdictOf(row, &summary);
        compare(verdict, Status::trouble, "service.endingTasks");
        QCOMPARE(verdict.cause->code, std::string("task.stopped.exitedUnknown"));
        addEvent(row, "has reached a steady state.", 4'000'000);
        compare(verdictOf(row, &summary), Status::healthy, "service.steady");
    }

    void unhealthyTasksCount() {
        TaskSummary summary;
        summary.cells.unhealthy = 1;
        compare(verdictOf(service("web", 2, 2), &summary), Status::atRisk, "service.unhealthy");
        summary.cells.unhealthy = 2;
        compare(verdictOf(service("web", 2, 2), &summary), Status::trouble, "service.unhealthy");
    }

    void drainingAndInactive() {
        Service row = service("web", 0, 2);
        row.status = "DRAINING";
        compare(verdictOf(row), Status::leaving, "service.draining");
        row.status = "INACTIVE";
        compare(verdictOf(row), Status::stopped, "service.inactive");
    }

    void cellsTellWhatIsMissing() {
        TaskSummary summary;
        summary.cells.healthy = 2;
        summary.cells.starting = 1;
        TaskCells cells = cellsOf(service("web", 5, 2), &summary);
        QCOMPARE(cells.missing, 2);
        QCOMPARE(cells.total(), 5);
        // Without tasks the service's own counts serve.
        Service row = service("web", 5, 2);
        row.pending = 1;
        cells = cellsOf(row, nullptr);
        QCOMPARE(cells.running, 2);
        QCOMPARE(cells.starting, 1);
        QCOMPARE(cells.missing, 2);
    }
};

static Registered<ExplainServiceTest> registered("explain_service");
#include "explain_service_test.moc"
