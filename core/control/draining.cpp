// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draining: of an instance (its service tasks move, within their services' bounds; lone tasks stay) and of a
// service that is deleted.
#include "core/control/services.h"

namespace pilothouse::control {

void setInstanceStatus(Draft& draft, const ClusterKey& key, ecs::InstanceStatus status) {
    auto instance = draft.get<InstanceRow>(key);
    if (!instance || instance->status == status) return;
    draft.edit<InstanceRow>(key, [&](InstanceRow& row) {
        row.status = status;
        ++row.version;
    });
    for (auto& task : draft.tasksOfInstance(key))
        if (!task->service.empty()) draft.dirty.insert({key.cluster, task->service});
    if (status == ecs::InstanceStatus::active) draft.roomIn.insert(key.cluster);
}

void releaseService(Draft& draft, const ClusterKey& key) {
    auto service = draft.get<ServiceRow>(key);
    if (!service || service->status != ecs::ServiceStatus::active) return;
    draft.edit<ServiceRow>(key, [](ServiceRow& row) {
        row.status = ecs::ServiceStatus::draining;
        row.desiredCount = 0;
    });
    resetDelay(draft, key);
    drainService(draft, key);
}

void drainService(Draft& draft, const ClusterKey& key) {
    std::vector<ClusterKey> stopped;
    auto tasks = draft.liveTasksOfService(key);
    for (auto& task : tasks)
        if (stopTask(draft, task->key, ecs::StopCode::serviceSchedulerInitiated,
                     scalingReason(task->deployment)))
            stopped.push_back(task->key);
    sayStopped(draft, key, stopped);
    if (!draft.liveTasksOfService(key).empty()) return;
    draft.edit<ServiceRow>(key, [&](ServiceRow& row) {
        row.status = ecs::ServiceStatus::inactive;
        row.stoppedAt = draft.now();
        row.steady = false;
    });
    for (auto& deployment : draft.deploymentsOfService(key))
        draft.edit<DeploymentRow>(deployment->digits, [&](DeploymentRow& row) {
            bool open =
                isUnderWay(row.status) || row.status == ecs::ServiceDeploymentStatus::rollbackInProgress;
            row.role = ecs::DeploymentRole::inactive;
            row.desiredCount = 0;
            if (!open) return;
            row.status = ecs::ServiceDeploymentStatus::stopped;
            row.statusReason = "The service was deleted.";
            row.updatedAt = row.stoppedAt = row.finishedAt = draft.now();
        });
    draft.deadline(DeadlineKind::serviceForget, key, draft.now() + draft.rules().keepStopped);
}

void forgetService(Draft& draft, const ClusterKey& key) {
    for (auto& deployment : draft.deploymentsOfService(key)) {
        draft.noDeadline(DeadlineKind::deploymentForget, {key.cluster, deployment->digits});
        draft.erase<DeploymentRow>(deployment->digits);
    }
    for (auto& event : draft.eventsOfService(key))
        draft.erase<EventRow>(keyOf(*event));
    draft.noDeadline(DeadlineKind::serviceForget, key);
    draft.noDeadline(DeadlineKind::serviceRetry, key);
    draft.erase<ServiceRow>(key);
}

} // namespace pilothouse::control
