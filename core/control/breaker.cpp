// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The deployment circuit breaker, to the letter of the ECS developer guide, "Deployment circuit breaker".
#include "core/control/mutants.h"
#include "core/control/services.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

constexpr int leastThreshold = 3, mostThreshold = 200;
constexpr const char* failedReason = "ECS deployment circuit breaker: tasks failed to start.";
constexpr const char* rollingBack = "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/";

int percentOf(int count, int percent) {
    return static_cast<int>((std::int64_t{count} * percent + 99) / 100);
}

} // namespace

int breakerThreshold(const ServiceRow& service) {
    if (service.breakerThresholdType == "COUNT") return service.breakerThreshold;
    int threshold = percentOf(service.desiredCount, service.breakerThreshold);
    if (service.breakerThresholdType == "UNBOUNDED_PERCENT") return std::max(threshold, 1);
    return std::clamp(threshold, leastThreshold, mostThreshold);
}

void noteRunning(Draft& draft, TaskInHand& task) {
    auto deployment = draft.get<DeploymentRow>(task.row.deployment);
    if (!deployment || (deployment->everRan && deployment->failedTasks == 0)) return;
    draft.edit<DeploymentRow>(task.row.deployment, [](DeploymentRow& row) {
        row.everRan = true;
        row.failedTasks = 0;
    });
}

void noteHealthy(Draft& draft, TaskInHand& task) {
    task.row.healthyCounted = true;
    auto service = draft.get<ServiceRow>(task.service());
    auto deployment = draft.get<DeploymentRow>(task.row.deployment);
    if (!service || !deployment || !service->breakerResets || deployment->breakerFailures == 0) return;
    draft.edit<DeploymentRow>(task.row.deployment, [](DeploymentRow& row) { row.breakerFailures = 0; });
}

void noteFailure(Draft& draft, TaskInHand& task) {
    noteDelay(draft, task.row);
    if (task.row.startedAt != 0) return;
    draft.edit<DeploymentRow>(task.row.deployment, [](DeploymentRow& row) {
        ++row.failedTasks;
        if (!row.everRan) ++row.breakerFailures; // stage 1
    });
}

void noteUnhealthy(Draft& draft, const TaskRow& task) {
    draft.edit<DeploymentRow>(task.deployment, [](DeploymentRow& row) {
        ++row.failedTasks;
        ++row.breakerFailures; // stage 2
    });
}

bool checkBreaker(Draft& draft, const ClusterKey& key) {
    auto service = draft.get<ServiceRow>(key);
    auto failed = service ? draft.get<DeploymentRow>(service->primary) : nullptr;
    if (!failed || !service->breakerEnabled || failed->rollout != ecs::RolloutState::inProgress) return false;
    if (failed->breakerFailures < breakerThreshold(*service)) return false;
    if (mutant(draft.rules(), Mutant::breakerNeverTriggers)) return false;
    // A rollback that fails is not answered by another one: the service stalls until somebody changes it.
    auto target =
        service->breakerRollback && failed->rollbackOf.empty() ? rollbackTarget(draft, *failed) : nullptr;
    endDeployment(draft, *failed, target, {failedReason, rollingBack, true});
    sayFailed(draft, key, failed->digits);
    if (target) sayRollingBack(draft, key, target->digits);
    return true;
}

} // namespace pilothouse::control
