// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;
using Status = console::Status;
using ecs::TaskStatus;

namespace {

void compare(const Task& task, Status status, const char* code) {
    const Verdict verdict = explain(task);
    checkDeclared(verdict.reason);
    QCOMPARE(QString::fromStdString(verdict.reason.code), QString(code));
    QCOMPARE(static_cast<int>(verdict.status), static_cast<int>(status));
}

Task stopped(const std::string& stopCode, const std::string& reason = {}) {
    Task row = task("t1", "web", TaskStatus::stopped);
    row.stopCode = stopCode;
    row.stoppedReason = reason;
    return row;
}

Container container(const std::string& name, std::optional<int> exitCode, bool essential = true) {
    Container row;
    row.name = name;
    row.exitCode = exitCode;
    row.essential = essential;
    return row;
}

} // namespace

class ExplainTaskTest : public QObject {
    Q_OBJECT

private slots:
    void aRowWithoutAnyMemberIsNoCrash() { explain(Task{}); }

    void onTheWayUp() {
        Task row = task("t1", "web", TaskStatus::provisioning);
        compare(row, Status::starting, "task.provisioning");
        row.launchType = "EC2";
        compare(row, Status::atRisk, "task.waitsForRoom");
        row.instanceArn = "arn";
        compare(row, Status::starting, "task.provisioning");
        row.lastStatus = TaskStatus::pending;
        compare(row, Status::starting, "task.preparing");
        row.pullPercent = 64;
        compare(row, Status::starting, "task.pulling");
        QCOMPARE(explain(row).reason.arg("percent").number, 64);
        row.pullPercent = 100;
        compare(row, Status::starting, "task.preparing");
        row.lastStatus = TaskStatus::activating;
        compare(row, Status::starting, "task.activating");
    }

    void runningByItsHealth() {
        Task row = task("t1", "web", TaskStatus::running);
        compare(row, Status::running, "task.running");
        row.health = "UNKNOWN";
        compare(row, Status::running, "task.running");
        row.checked = true;
        compare(row, Status::starting, "task.checkPending");
        row.health = "HEALTHY";
        compare(row, Status::healthy, "task.healthy");
        row.health = "UNHEALTHY";
        compare(row, Status::trouble, "task.unhealthy");
        row.desiredStatus = "STOPPED";
        compare(row, Status::leaving, "task.stopping");
    }

    void stoppedByAPersonOrTheScheduler() {
        compare(stopped("UserInitiated", "Task stopped by user"), Status::stopped,
                "task.stopped.userNoReason");
        compare(stopped("UserInitiated", "make room"), Status::stopped, "task.stopped.user");
        compare(stopped("ServiceSchedulerInitiated", "Scaling activity initiated by (deployment ecs-svc/1)"),
                Status::stopped, "task.stopped.scheduler");
        compare(stopped("ServiceSchedulerInitiated", "Task failed container health checks"), Status::failed,
                "task.stopped.healthCheck");
        compare(stopped("ServiceSchedulerInitiated", "Task failed ELB health checks in (target-group arn)"),
                Status::failed, "task.stopped.targetCheck");
    }

    void theEssentialContainerGivesTheVerdict() {
        Task row = stopped("EssentialContainerExited", "Essential container in task exited");
        row.containers = {container("proxy", 0, false), container("app", 3)};
        compare(row, Status::failed, "task.stopped.exited");
        QCOMPARE(explain(row).reason.arg("container").text, std::string("app"));
        QCOMPARE(explain(row).reason.arg("exitCode").number, 3);
    }

    void theOneThatWasOnlyKilledIsNotTheCulprit() {
        Task row = stopped("EssentialContainerExited");
        row.containers = {container("proxy", 137), container("app", 1)};
        QCOMPARE(explain(row).reason.arg("container").text, std::string("app"));
    }

    void noExitCodeIsNotZero() {
        Task row = stopped("EssentialContainerExited");
        row.containers = {container("app", std::nullopt)};
        compare(row, Status::failed, "task.stopped.exitedUnknown");
        row.containers = {container("app", 0)};
        compare(row, Status::stopped, "task.stopped.ended");
    }

    void aNamedErrorSpeaksForItself() {
        const std::pair<const char*, const char*> cases[] = {
            {"CannotPullContainerError: manifest unknown", "task.stopped.cannotPull"},
            {"CannotPullECRContainerError: AccessDenied", "task.stopped.cannotPull"},
            {"CannotStartContainerError: no such file", "task.stopped.cannotStart"},
            {"CannotCreateContainerError: conflict", "task.stopped.cannotCreate"},
            {"OutOfMemoryError: Container killed due to memory usage", "task.stopped.outOfMemory"},
            {"ContainerVanishedError: gone", "task.stopped.vanished"}};
        for (const auto& [reason, code] : cases) {
            Task row = stopped("TaskFailedToStart", "Task failed to start");
            row.containers.front().reason = reason;
            compare(row, Status::failed, code);
            // The same from the task's own reason, with no container said.
            Task bare = stopped("TaskFailedToStart", reason);
            bare.containers.clear();
            compare(bare, Status::failed, code);
        }
        Task row = stopped("TaskFailedToStart", "Task failed to start");
        row.containers.front().reason = "CannotPullContainerError: manifest unknown";
        QCOMPARE(explain(row).reason.arg("words").text, std::string("manifest unknown"));
        QCOMPARE(explain(row).reason.arg("image").text, std::string("web:1"));
    }

    void theRest() {
        compare(stopped("TaskFailedToStart", "RESOURCE:CPU"), Status::failed, "task.stopped.failedToStart");
        compare(stopped("TaskFailedToStart",
                        "ResourceInitializationError: unable to pull secrets or registry auth"),
                Status::failed, "task.stopped.resources");
        compare(stopped("SpotInterruption", "Your Spot Task was interrupted."), Status::failed,
                "task.stopped.spot");
        compare(stopped("", "Host EC2 (instance i-1) stopped/terminated."), Status::failed,
                "task.stopped.host");
        compare(stopped("", "something new"), Status::stopped, "task.stopped.other");
        compare(stopped(""), Status::stopped, "task.stopped.unsaid");
    }

    void summariesCountEachTaskOnce() {
        Part<Task> part;
        auto add = [&](Task row) { part.rows.push_back(std::make_shared<Task>(std::move(row))); };
        Task healthy = task("a", "web", TaskStatus::running);
        healthy.health = "HEALTHY";
        add(healthy);
        add(task("b", "web", TaskStatus::running));
        add(task("c", "web", TaskStatus::pending));
        add(task("d", "web", TaskStatus::stopping));
        Task failed = stopped("EssentialContainerExited");
        failed.containers = {container("app", 1)};
        failed.stoppedAt = 10;
        add(failed);
        failed.arn += "2";
        failed.stoppedAt = 20;
        add(failed);
        add(task("e", "", TaskStatus::running));
        const Summaries all = summarize(part);
        QCOMPARE(all.size(), std::size_t{1});
        const TaskSummary& web = all.at("web");
        QCOMPARE(web.cells, (TaskCells{1, 1, 0, 1, 0, 1}));
        QCOMPARE(web.lastFailure->stoppedAt, Millis{20});
    }
};

static Registered<ExplainTaskTest> registered("explain_task");
#include "explain_task_test.moc"
