// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/world.h"
#include "ui/models/task_steps.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;
using ecs::TaskStatus;

class TaskStepsTest : public QObject {
    Q_OBJECT

private:
    static const StateStep& step(const std::vector<StateStep>& steps, TaskStatus status) {
        return *std::find_if(steps.begin(), steps.end(),
                             [&](const StateStep& s) { return s.status == status; });
    }

private slots:
    void aFailedPullNeverReachesRunning() {
        console::Task task;
        task.lastStatus = TaskStatus::stopped;
        task.desiredStatus = "STOPPED";
        task.createdAt = 1'000;
        task.pullStartedAt = 9'400;
        task.stoppingAt = 40'600;
        task.executionStoppedAt = 40'800;
        task.stoppedAt = 49'000;
        const auto steps = stepsOf(task, true, 60'000);
        QVERIFY(!step(steps, TaskStatus::activating).reached);
        QVERIFY(!step(steps, TaskStatus::running).reached);
        QVERIFY(step(steps, TaskStatus::pending).blamed);
        QCOMPARE(step(steps, TaskStatus::provisioning).length, 8'400);
        QCOMPARE(step(steps, TaskStatus::pending).length, 31'200);
        QVERIFY(step(steps, TaskStatus::stopped).reached);
        QCOMPARE(step(steps, TaskStatus::stopped).length, 0);
    }

    void theEndOfAFailedPullIsNoProgress() {
        console::Task task;
        task.lastStatus = TaskStatus::stopped;
        task.desiredStatus = "STOPPED";
        task.createdAt = 1'000;
        task.pullStartedAt = 2'000;
        task.pullStoppedAt = 3'000;
        task.stoppedAt = 3'500;
        task.containers.push_back({.name = "app"});
        auto steps = stepsOf(task, true, 9'000);
        QVERIFY(!step(steps, TaskStatus::activating).reached);
        QVERIFY(step(steps, TaskStatus::pending).blamed);
        task.containers[0].runtimeId = "4f1c"; // made, and failed to start
        steps = stepsOf(task, true, 9'000);
        QVERIFY(step(steps, TaskStatus::activating).blamed);
    }

    void aLivingTaskIsInItsState() {
        console::Task task;
        task.lastStatus = TaskStatus::pending;
        task.desiredStatus = "RUNNING";
        task.createdAt = 1'000;
        task.pullStartedAt = 2'000;
        const auto steps = stepsOf(task, false, 12'000);
        QCOMPARE(int(steps.size()), 4); // its end is not foretold
        QVERIFY(step(steps, TaskStatus::pending).current);
        QCOMPARE(step(steps, TaskStatus::pending).length, 10'000);
        QVERIFY(!step(steps, TaskStatus::running).reached);
    }

    void aTimeThatIsNotToldLeavesNoLength() {
        console::Task task; // its image was there: no pull times
        task.lastStatus = TaskStatus::running;
        task.desiredStatus = "RUNNING";
        task.createdAt = 1'000;
        task.startedAt = 5'000;
        const auto steps = stepsOf(task, false, 9'000);
        QVERIFY(step(steps, TaskStatus::pending).reached);
        QCOMPARE(step(steps, TaskStatus::pending).since, 0);
        QCOMPARE(step(steps, TaskStatus::pending).length, 0);
        QCOMPARE(step(steps, TaskStatus::provisioning).length, 4'000);
        QCOMPARE(step(steps, TaskStatus::running).length, 4'000);
    }

    void aRunThatEndedIsToldWhole() {
        const auto task = ui::tests::taskOf(1, "web", TaskStatus::stopped);
        const auto steps = stepsOf(task, false, task.stoppedAt + 1'000);
        QVERIFY(step(steps, TaskStatus::running).reached);
        for (const auto& s : steps)
            QVERIFY(!s.blamed && !s.current);
    }
};

static pilothouse::tests::Registered<TaskStepsTest> registered("task_steps");
#include "task_steps_test.moc"
