// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a runtime saw becomes facts of the task's row; what they mean is decided by advance().
#include "core/control/depends.h"
#include "core/control/mutants.h"
#include "core/control/task_machine.h"

#include <algorithm>

namespace pilothouse::control {

using ecs::ContainerStatus;
using ecs::HealthStatus;

namespace {

constexpr int mostAttempts = 3;
constexpr const char* vanished = "ContainerVanishedError: No container matching saved ID found";

/// A container's reason names an error ("Name: words"); what has no such name is given the fallback's.
std::string named(const std::string& reason, const std::string& fallback) {
    auto colon = reason.find(':');
    bool name = colon != std::string::npos && colon > 0 &&
                std::all_of(reason.begin(), reason.begin() + static_cast<std::ptrdiff_t>(colon),
                            [](unsigned char c) { return std::isalnum(c) != 0; });
    return name ? reason : fallback + ": " + reason;
}

void takeRunning(Draft& draft, TaskInHand& task, std::size_t i, const ContainerObservation& seen) {
    auto& row = task.row.containers[i];
    if (row.status == ContainerStatus::pending) {
        row.status = ContainerStatus::running;
        row.startedAt = seen.startedAt != 0 ? seen.startedAt : draft.now();
        auto& definition = task.typed().containers[i];
        if (definition.startTimeout)
            draft.deadline(DeadlineKind::startTimeout, task.row.key,
                           draft.now() + *definition.startTimeout * Millis{1000}, definition.name);
    }
    row.health = hasCheck(task.typed().containers[i]) ? seen.health : HealthStatus::unknown;
}

void takeStopped(Draft& draft, ContainerRow& row, const ContainerObservation& seen, std::string reason) {
    row.status = ContainerStatus::stopped;
    row.exitCode = seen.exitCode;
    row.reason = std::move(reason);
    if (row.startedAt == 0) row.startedAt = seen.startedAt;
    // One with an exit code did run, even if nobody saw when it began.
    if (row.startedAt == 0 && seen.exitCode && row.reason.empty()) row.startedAt = draft.now();
    row.finishedAt = seen.finishedAt != 0 ? seen.finishedAt : draft.now();
}

void takeContainer(Draft& draft, TaskInHand& task, std::size_t i, const ContainerObservation& seen) {
    auto& row = task.row.containers[i];
    if (row.status == ContainerStatus::stopped) return; // forward only
    if (!seen.runtimeId.empty()) row.runtimeId = seen.runtimeId;
    if (!seen.imageDigest.empty()) row.imageDigest = seen.imageDigest;
    bool stopping = task.before->desiredStatus == ecs::DesiredStatus::stopped;
    if (seen.state == ObservedContainer::running)
        takeRunning(draft, task, i, seen);
    else if (seen.state == ObservedContainer::exited)
        takeStopped(draft, row, seen, seen.reason);
    else if (!seen.reason.empty())
        takeStopped(draft, row, seen, named(seen.reason, "CannotStartContainerError"));
    else if (row.status == ContainerStatus::running && seen.state == ObservedContainer::none)
        takeStopped(draft, row, seen, stopping ? "" : vanished);
}

/// UNHEALTHY if any essential container is, HEALTHY if all essential ones with a check are, else UNKNOWN.
HealthStatus healthOf(const TaskInHand& task) {
    bool checked = false, all = true;
    for (std::size_t i = 0; i < task.row.containers.size(); ++i) {
        auto& definition = task.typed().containers[i];
        if (!definition.essential || !hasCheck(definition)) continue;
        checked = true;
        auto health = task.row.containers[i].health;
        if (health == HealthStatus::unhealthy) return health;
        all = all && health == HealthStatus::healthy;
    }
    return checked && all ? HealthStatus::healthy : HealthStatus::unknown;
}

void takePull(TaskRow& row, const TaskObservation& seen) {
    if (row.pullStartedAt == 0) row.pullStartedAt = seen.pullStartedAt;
    if (seen.pullStoppedAt != 0) row.pullStoppedAt = seen.pullStoppedAt;
    row.pullPercent = -1;
    for (auto& container : seen.containers)
        if (container.state == ObservedContainer::pulling)
            row.pullPercent = row.pullPercent < 0
                                  ? std::max(container.pullPercent, 0)
                                  : std::min(row.pullPercent, std::max(container.pullPercent, 0));
}

void takeNetwork(Draft& draft, TaskInHand& task, const TaskObservation& seen) {
    auto& row = task.row;
    if (seen.network != NetworkState::up) return;
    if (!row.connected) row.connectivityAt = draft.now();
    row.connected = true;
    if (!seen.address.empty()) row.address = seen.address;
    if (!seen.macAddress.empty()) row.macAddress = seen.macAddress;
    if (!seen.bindings.empty()) row.bindings = seen.bindings;
}

/// Nothing has run yet: the task is begun again, and what is still said of this attempt no longer counts.
void beginAgain(TaskRow& row) {
    ++row.attempt;
    row.connected = false;
    row.address.clear();
    row.macAddress.clear();
    row.bindings.clear();
    for (auto& container : row.containers) {
        container.runtimeId.clear();
        container.goal = ContainerGoal::wait;
    }
}

/// The network that the task had is not there any more. True if the task is begun again.
bool takeLoss(Draft& draft, TaskInHand& task, const TaskObservation& seen) {
    auto& row = task.row;
    bool untouched = std::all_of(row.containers.begin(), row.containers.end(), [](auto& container) {
        return container.status == ContainerStatus::pending;
    });
    if (untouched && row.attempt < mostAttempts) {
        beginAgain(row);
        return true;
    }
    if (row.lastStatus < ecs::TaskStatus::running)
        decideStop(draft, task, ecs::StopCode::taskFailedToStart,
                   seen.gone ? vanished : "ContainerNetworkingError: The task's network was lost");
    else if (seen.gone)
        decideStop(draft, task, ecs::StopCode::essentialContainerExited,
                   "Essential container in task exited");
    else
        decideStop(draft, task, ecs::StopCode::infrastructureHealth, "The task's network was lost");
    return false;
}

/// Everything that ran is gone: said as of containers that are not there.
TaskObservation withoutContainers(TaskObservation seen, std::size_t count) {
    seen.containers.assign(count, {});
    seen.network = NetworkState::none;
    return seen;
}

void takeIn(Draft& draft, TaskInHand& task, const TaskObservation& seen) {
    auto& row = task.row;
    bool wanted = row.desiredStatus == ecs::DesiredStatus::running;
    task.gone = seen.gone;
    bool lost = seen.gone || (row.connected && seen.network != NetworkState::up);
    if (wanted && lost && takeLoss(draft, task, seen)) {
        task.gone = false;
        return;
    }
    takeNetwork(draft, task, seen);
    takePull(row, seen);
    for (std::size_t i = 0; i < std::min(seen.containers.size(), row.containers.size()); ++i)
        takeContainer(draft, task, i, seen.containers[i]);
    row.health = healthOf(task);
    if (wanted && !seen.networkReason.empty())
        decideStop(draft, task, ecs::StopCode::taskFailedToStart,
                   named(seen.networkReason, "ResourceInitializationError"));
}

} // namespace

void observe(Draft& draft, const TaskObservation& seen) {
    auto present = draft.taskById(seen.taskId);
    if (!present) return;
    auto task = takeTask(draft, present->key);
    if (!task) return;
    auto& rules = draft.rules();
    if (seen.attempt != present->attempt && !mutant(rules, Mutant::staleAttemptAccepted)) return;
    bool stopping = present->desiredStatus == ecs::DesiredStatus::stopped;
    if (mutant(rules, Mutant::lostStopReport) && seen.gone && stopping) return;
    bool lost = seen.gone || (present->connected && seen.network != NetworkState::up);
    if (mutant(rules, Mutant::deadTaskNotReplaced) && lost && !stopping) return;
    takeIn(draft, *task, seen.gone ? withoutContainers(seen, present->containers.size()) : seen);
    advance(draft, *task);
    commitTask(draft, std::move(*task));
}

} // namespace pilothouse::control
