// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A deployment that ends before it is done, by the circuit breaker or because somebody stops it, and the way
// back to an earlier one. Sources: ECS developer guide, "Deployment circuit breaker", "Stopping Amazon ECS
// service deployments".
#include "core/base/json.h"
#include "core/control/mutants.h"
#include "core/control/services.h"
#include "core/control/typed.h"
#include "core/control/usage.h"

#include <algorithm>
#include <array>

namespace pilothouse::control {

using ecs::ServiceDeploymentStatus;

namespace {

/// The members of a service that belong to its revision (ECS API reference, UpdateService) are again what
/// they were.
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

void markFailed(Draft& draft, const DeploymentRow& failed, const Ptr<DeploymentRow>& target,
                const Ending& ending) {
    draft.edit<DeploymentRow>(failed.digits, [&](DeploymentRow& row) {
        row.rollout = ecs::RolloutState::failed;
        row.rolloutReason = ending.reason;
        row.breakerTriggered = ending.byBreaker;
        row.updatedAt = draft.now();
        if (isUnderWay(row.status)) {
            row.statusReason = ending.reason;
            row.status =
                target ? ServiceDeploymentStatus::rollbackInProgress : ServiceDeploymentStatus::stopped;
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
        row.status = ServiceDeploymentStatus::rollbackFailed;
        row.finishedAt = row.updatedAt = draft.now();
    });
}

void rollBack(Draft& draft, const DeploymentRow& failed, const DeploymentRow& target,
              const std::string& reason) {
    bool runs = false;
    for (auto& task : draft.liveTasksOfService(failed.service))
        runs = runs || (isWanted(*task) && task->deployment == target.digits && task->startedAt != 0);
    draft.edit<DeploymentRow>(target.digits, [&](DeploymentRow& row) {
        row.role = ecs::DeploymentRole::primary;
        row.rollout = ecs::RolloutState::inProgress;
        row.rolloutReason = reason + row.digits + ".";
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

bool isUnderWay(ServiceDeploymentStatus status) {
    return status == ServiceDeploymentStatus::pending || status == ServiceDeploymentStatus::inProgress ||
           status == ServiceDeploymentStatus::stopRequested ||
           status == ServiceDeploymentStatus::rollbackRequested;
}

/// The newest deployment that completed; the older ones are no targets.
Ptr<DeploymentRow> rollbackTarget(const Draft& draft, const DeploymentRow& failed) {
    auto all = draft.deploymentsOfService(failed.service);
    if (!mutant(draft.rules(), Mutant::rollbackToWrongRevision)) std::reverse(all.begin(), all.end());
    for (auto& row : all)
        if (row->completedOnce && row->digits != failed.digits) return row;
    return nullptr;
}

void endDeployment(Draft& draft, const DeploymentRow& failed, const Ptr<DeploymentRow>& target,
                   const Ending& ending) {
    markFailed(draft, failed, target, ending);
    if (target) rollBack(draft, failed, *target, ending.rollingBack);
}

bool canRollBack(const Draft& draft, const DeploymentRow& deployment) {
    return rollbackTarget(draft, deployment) != nullptr;
}

void stopDeployment(Draft& draft, const DeploymentRow& deployment, bool abort) {
    draft.edit<DeploymentRow>(deployment.digits, [&](DeploymentRow& row) {
        row.status =
            abort ? ServiceDeploymentStatus::stopRequested : ServiceDeploymentStatus::rollbackRequested;
        row.updatedAt = draft.now();
    });
    draft.dirty.insert(deployment.service);
}

bool stopAsAsked(Draft& draft, const ClusterKey& key) {
    auto service = draft.get<ServiceRow>(key);
    auto primary = service ? draft.get<DeploymentRow>(service->primary) : nullptr;
    if (!primary) return false;
    bool back = primary->status == ServiceDeploymentStatus::rollbackRequested;
    if (!back && primary->status != ServiceDeploymentStatus::stopRequested) return false;
    back = back || mutant(draft.rules(), Mutant::abortRollsBack);
    auto target = back ? rollbackTarget(draft, *primary) : nullptr;
    sayStoppedByUser(draft, key, primary->digits);
    if (target) sayRollingBack(draft, key, target->digits);
    endDeployment(draft, *primary, target,
                  {target ? "Service deployment rolled back by user." : "Service deployment stopped by user.",
                   "Service deployment rolled back by user: rolling back to deploymentId ecs-svc/", false});
    return true;
}

} // namespace pilothouse::control
