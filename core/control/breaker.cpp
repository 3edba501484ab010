// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The deployment circuit breaker, to the letter of the ECS developer guide, "Deployment circuit breaker".
#include "core/base/json.h"
#include "core/control/mutants.h"
#include "core/control/services.h"
#include "core/control/typed.h"
#include "core/control/usage.h"

#include <algorithm>
#include <array>

namespace pilothouse::control {

namespace {

constexpr int leastThreshold = 3, mostThreshold = 200;
constexpr const char* failedReason = "ECS deployment circuit breaker: tasks failed to start.";

int percentOf(int count, int percent) {
    return static_cast<int>((std::int64_t{count} * percent + 99) / 100);
}

/// The newest deployment that completed; the older ones are no targets.
Ptr<DeploymentRow> rollbackTarget(const Draft& draft, const DeploymentRow& failed) {
    auto all = draft.deploymentsOfService(failed.service);
    if (!mutant(draft.rules(), Mutant::rollbackToWrongRevision)) std::reverse(all.begin(), all.end());
    for (auto& row : all)
        if (row->completedOnce && row->digits != failed.digits) return row;
    return nullptr;
}

/// The members of a service that belong to its revision (ECS API reference, UpdateService) are again what they were.
std::string documentOf(const std::string& document, const std::string& revision) {
    static constexpr std::array members = {
        "networkConfiguration",        "platformVersion",      "loadBalancers",           "serviceRegistries",
        "serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations"};
    auto now = Json::parse(document), then = Json::parse(revision);
    if (!now || !then || then->size() == 0) return document;
    for (auto* member : members) {
        if (auto* value = then->find(member))
            now->set(member, *value);
        else if (now->at(member).isArray())
            now->set(member, Json::array());
        else
            now->erase(member);
    }
    return now->dump();
}

void markFailed(Draft& draft, const DeploymentRow& failed, const Ptr<DeploymentRow>& target) {
    draft.edit<DeploymentRow>(failed.digits, [&](DeploymentRow& row) {
        row.rollout = ecs::RolloutState::failed;
        row.rolloutReason = failedReason;
        row.breakerTriggered = true;
        row.updatedAt = draft.now();
        bool own = row.status == ecs::ServiceDeploymentStatus::inProgress;
        if (own) {
            row.statusReason = failedReason;
            row.status = target ? ecs::ServiceDeploymentStatus::rollbackInProgress
                                : ecs::ServiceDeploymentStatus::stopped;
            if (!target) row.finishedAt = row.stoppedAt = draft.now();
        }
        if (target) {
            row.role = ecs::DeploymentRole::active;
            row.rolledBackTo = target->digits;
            row.rollbackAt = draft.now();
        }
    });
    if (failed.rollbackOf.empty()) return;
    draft.edit<DeploymentRow>(failed.rollbackOf, [&](DeploymentRow& row) {
        row.status = ecs::ServiceDeploymentStatus::rollbackFailed;
        row.finishedAt = row.updatedAt = draft.now();
    });
}

void rollBack(Draft& draft, const DeploymentRow& failed, const DeploymentRow& target) {
    bool runs = false;
    for (auto& task : draft.liveTasksOfService(failed.service))
        runs = runs || (isWanted(*task) && task->deployment == target.digits && task->startedAt != 0);
    draft.edit<DeploymentRow>(target.digits, [&](DeploymentRow& row) {
        row.role = ecs::DeploymentRole::primary;
        row.rollout = ecs::RolloutState::inProgress;
        row.rolloutReason =
            "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/" + row.digits + ".";
        row.rollbackOf = failed.digits;
        row.rolledBackTo.clear();
        row.completedOnce = false;
        row.breakerTriggered = false;
        row.breakerFailures = row.failedTasks = 0;
        row.everRan = runs;
        row.updatedAt = draft.now();
    });
    draft.edit<ServiceRow>(failed.service, [&](ServiceRow& row) {
        row.primary = target.digits;
        row.definition = target.definition;
        row.document = documentOf(row.document, target.revision);
        fillTyped(row);
        row.steady = false;
    });
    resetDelay(draft, failed.service);
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
    markFailed(draft, *failed, target);
    sayFailed(draft, key, failed->digits);
    if (!target) return true;
    rollBack(draft, *failed, *target);
    sayRollingBack(draft, key, target->digits);
    return true;
}

} // namespace pilothouse::control
