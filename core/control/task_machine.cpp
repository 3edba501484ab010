// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/task_machine.h"

#include "core/control/depends.h"
#include "core/control/mutants.h"
#include "core/control/scheduling.h"
#include "core/control/services.h"
#include "core/control/usage.h"

#include <algorithm>

namespace pilothouse::control {

using ecs::ContainerStatus;
using ecs::TaskStatus;

namespace {

bool neverStarted(const ContainerRow& container) {
    return container.startedAt == 0;
}

bool any(const TaskRow& row, ContainerStatus status) {
    return std::any_of(row.containers.begin(), row.containers.end(),
                       [&](auto& container) { return container.status == status; });
}

/// Containers whose dependency can never be met do not run: like one whose image cannot be pulled.
void failUnresolvable(TaskInHand& task) {
    for (bool more = true; more;) {
        more = false;
        for (std::size_t i = 0; i < task.row.containers.size(); ++i) {
            auto& container = task.row.containers[i];
            if (container.status != ContainerStatus::pending || container.goal != ContainerGoal::wait)
                continue;
            auto reason = neverReason(task.typed(), task.row, i);
            if (reason.empty()) continue;
            container.status = ContainerStatus::stopped;
            container.reason = reason;
            more = true;
        }
    }
}

struct Cause {
    ecs::StopCode code;
    std::string reason;
};

/// Why the task must end by what its containers did. Source: ECS developer guide, "Stopped tasks error codes".
std::optional<Cause> causeOfEnd(const TaskInHand& task) {
    bool anyEssential = false;
    for (std::size_t i = 0; i < task.row.containers.size(); ++i) {
        auto& container = task.row.containers[i];
        if (container.status != ContainerStatus::stopped || !task.typed().containers[i].essential) continue;
        if (neverStarted(container) && task.row.startedAt == 0)
            return Cause{ecs::StopCode::taskFailedToStart,
                         container.reason.empty() ? "Task failed to start" : container.reason};
        anyEssential = true;
    }
    bool all = !any(task.row, ContainerStatus::pending) && !any(task.row, ContainerStatus::running);
    if (anyEssential || all)
        return Cause{ecs::StopCode::essentialContainerExited, "Essential container in task exited"};
    return {};
}

void becomeRunning(Draft& draft, TaskInHand& task) {
    auto& row = task.row;
    row.lastStatus = TaskStatus::running;
    row.startedAt = draft.now();
    if (row.service.empty()) return;
    noteRunning(draft, task);
    bool check = hasCheck(task.typed());
    auto service = draft.get<ServiceRow>(task.service());
    if (check && service && service->healthCheckGracePeriodSeconds > 0)
        draft.deadline(DeadlineKind::taskGrace, row.key,
                       draft.now() + service->healthCheckGracePeriodSeconds * Millis{1000});
    if (!check && draft.rules().settle > 0)
        draft.deadline(DeadlineKind::taskSettled, row.key, draft.now() + draft.rules().settle);
    if (!check && draft.rules().settle <= 0) noteHealthy(draft, task);
}

void moveForward(Draft& draft, TaskInHand& task) {
    auto& row = task.row;
    if (row.lastStatus == TaskStatus::provisioning && row.connected) row.lastStatus = TaskStatus::pending;
    if (row.lastStatus == TaskStatus::provisioning) return;
    bool pending = any(row, ContainerStatus::pending), running = any(row, ContainerStatus::running);
    if (row.lastStatus == TaskStatus::pending && running && pending) row.lastStatus = TaskStatus::activating;
    if (row.lastStatus < TaskStatus::running && running && !pending) becomeRunning(draft, task);
    if (row.lastStatus == TaskStatus::running && row.health == ecs::HealthStatus::healthy &&
        !row.service.empty() && !row.healthyCounted)
        noteHealthy(draft, task);
}

void becomeStopped(Draft& draft, TaskInHand& task) {
    auto& row = task.row;
    row.lastStatus = TaskStatus::stopped;
    row.stoppedAt = draft.now();
    if (row.startedAt != 0 && row.executionStoppedAt == 0) row.executionStoppedAt = draft.now();
    row.pullPercent = -1;
    for (std::size_t i = 0; i < row.containers.size(); ++i) {
        row.containers[i].status = ContainerStatus::stopped;
        if (task.typed().containers[i].startTimeout)
            draft.noDeadline(DeadlineKind::startTimeout, row.key, task.typed().containers[i].name);
    }
    draft.noDeadline(DeadlineKind::taskSettled, row.key);
    draft.noDeadline(DeadlineKind::taskGrace, row.key);
    draft.deadline(DeadlineKind::taskForget, row.key, draft.now() + draft.rules().keepStopped);
    draft.roomIn.insert(row.key.cluster);
    if (row.hostPorts.empty()) return;
    // Host-mode ports count for the whole engine, whichever cluster its instances are in.
    for (auto& [key, instance] : draft.base().instances)
        if (instance->engine == row.engine) draft.roomIn.insert(key.cluster);
}

/// STOPPED only when the runtime has said that nothing is left, which it does once everything has ended.
void moveDown(Draft& draft, TaskInHand& task) {
    auto& row = task.row;
    row.lastStatus = std::max(row.lastStatus, TaskStatus::stopping);
    bool early = mutant(draft.rules(), Mutant::stoppedTooEarly);
    if (row.lastStatus == TaskStatus::stopping && !any(row, ContainerStatus::running)) {
        row.lastStatus = TaskStatus::deprovisioning;
        if (row.startedAt != 0) row.executionStoppedAt = draft.now();
    }
    if (task.gone || early) becomeStopped(draft, task);
}

ContainerGoal goalFor(const Draft& draft, const TaskInHand& task, std::size_t i) {
    auto& row = task.row;
    auto& container = row.containers[i];
    if (container.status == ContainerStatus::stopped || row.lastStatus >= TaskStatus::deprovisioning)
        return ContainerGoal::stop;
    bool running = container.status == ContainerStatus::running;
    if (row.desiredStatus == ecs::DesiredStatus::stopped)
        return running && !mayStop(task.typed(), row, i) ? ContainerGoal::run : ContainerGoal::stop;
    if (running) return ContainerGoal::run;
    if (!row.connected) return ContainerGoal::wait;
    bool may = container.goal == ContainerGoal::run || mayStart(task.typed(), row, i) ||
               mutant(draft.rules(), Mutant::dependencyIgnored);
    return may ? ContainerGoal::run : ContainerGoal::wait;
}

} // namespace

std::optional<TaskInHand> takeTask(const Draft& draft, const ClusterKey& key) {
    auto row = draft.get<TaskRow>(key);
    if (!row || !isLive(*row)) return {};
    auto definition = draft.get<DefinitionRow>(row->definition);
    if (!definition || definition->typed.containers.size() != row->containers.size()) return {};
    return TaskInHand{*row, row, definition};
}

void decideStop(Draft& draft, TaskInHand& task, ecs::StopCode code, const std::string& reason) {
    auto& row = task.row;
    if (row.desiredStatus == ecs::DesiredStatus::stopped) return;
    row.desiredStatus = ecs::DesiredStatus::stopped;
    row.stoppingAt = draft.now();
    row.stopCode = code;
    row.stoppedReason = reason;
    if (mutant(draft.rules(), Mutant::missingStopReason) && code == ecs::StopCode::essentialContainerExited) {
        row.stopCode = ecs::StopCode::none;
        row.stoppedReason.clear();
    }
    bool own = code == ecs::StopCode::taskFailedToStart || code == ecs::StopCode::essentialContainerExited;
    if (own && !row.service.empty()) noteFailure(draft, task);
}

void advance(Draft& draft, TaskInHand& task) {
    auto& row = task.row;
    if (row.desiredStatus == ecs::DesiredStatus::running) {
        failUnresolvable(task);
        if (auto cause = causeOfEnd(task)) decideStop(draft, task, cause->code, cause->reason);
    }
    if (row.desiredStatus == ecs::DesiredStatus::running)
        moveForward(draft, task);
    else
        moveDown(draft, task);
    for (std::size_t i = 0; i < row.containers.size(); ++i)
        row.containers[i].goal = goalFor(draft, task, i);
}

void commitTask(Draft& draft, TaskInHand task) {
    auto& row = task.row;
    auto& was = *task.before;
    if (row == was) return;
    bool status = row.lastStatus != was.lastStatus || row.desiredStatus != was.desiredStatus ||
                  row.health != was.health;
    bool containers = !std::equal(row.containers.begin(), row.containers.end(), was.containers.begin(),
                                  [](auto& a, auto& b) { return a.status == b.status; });
    if (status || containers) ++row.version;
    bool counted = row.healthyCounted != was.healthyCounted;
    if (!row.service.empty() && (status || counted)) draft.dirty.insert(task.service());
    draft.put(std::move(row));
}

bool stopTask(Draft& draft, const ClusterKey& key, ecs::StopCode code, const std::string& reason) {
    auto task = takeTask(draft, key);
    if (!task || task->row.desiredStatus == ecs::DesiredStatus::stopped) return false;
    decideStop(draft, *task, code, reason);
    advance(draft, *task);
    commitTask(draft, std::move(*task));
    return true;
}

} // namespace pilothouse::control
