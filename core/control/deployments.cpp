// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a deployment: begun, counted, completed, gone; and the service's steady state.
#include "core/control/mutants.h"
#include "core/control/services.h"
#include "core/control/usage.h"

#include <algorithm>

namespace pilothouse::control {

using ecs::DeploymentRole;
using ecs::RolloutState;
using ecs::ServiceDeploymentStatus;

namespace {

std::string reasonText(const std::string& digits, const char* state) {
    return "ECS deployment ecs-svc/" + digits + " " + state + ".";
}

/// An older deployment whose place another one takes before it was done.
void supersede(Draft& draft, const DeploymentRow& older) {
    draft.edit<DeploymentRow>(older.digits, [&](DeploymentRow& row) {
        row.role = DeploymentRole::active;
        row.updatedAt = draft.now();
        if (isUnderWay(row.status)) {
            row.status = ServiceDeploymentStatus::stopped;
            row.statusReason = "A newer service deployment replaced this one.";
            row.stoppedAt = row.finishedAt = draft.now();
        }
    });
    // A rollback that was under way ends with it.
    draft.edit<DeploymentRow>(older.rollbackOf, [&](DeploymentRow& row) {
        if (row.status != ServiceDeploymentStatus::rollbackInProgress) return;
        row.status = ServiceDeploymentStatus::stopped;
        row.stoppedAt = row.finishedAt = row.updatedAt = draft.now();
    });
}

void retire(Draft& draft, const DeploymentRow& older) {
    draft.edit<DeploymentRow>(older.digits, [&](DeploymentRow& row) {
        row.role = DeploymentRole::inactive;
        row.desiredCount = 0;
        row.updatedAt = draft.now();
    });
    draft.deadline(DeadlineKind::deploymentForget, {older.service.cluster, older.digits},
                   draft.now() + keepDeployments);
}

void complete(Draft& draft, const ClusterKey& key, const DeploymentRow& primary) {
    draft.edit<DeploymentRow>(primary.digits, [&](DeploymentRow& row) {
        row.rollout = RolloutState::completed;
        row.rolloutReason = reasonText(row.digits, "completed");
        row.completedOnce = true;
        row.updatedAt = draft.now();
        if (row.status == ServiceDeploymentStatus::inProgress) {
            row.status = ServiceDeploymentStatus::successful;
            row.finishedAt = draft.now();
        }
        row.rollbackOf.clear();
    });
    draft.edit<DeploymentRow>(primary.rollbackOf, [&](DeploymentRow& row) {
        if (row.status != ServiceDeploymentStatus::rollbackInProgress) return;
        row.status = ServiceDeploymentStatus::rollbackSuccessful;
        row.finishedAt = row.updatedAt = draft.now();
    });
    sayCompleted(draft, key, primary.digits);
}

/// desiredCount of each deployment as DescribeServices tells it.
void countWishes(Draft& draft, const ServiceView& view) {
    for (auto& row : view.deployments) {
        int wanted = 0;
        if (row->digits == view.service->primary)
            wanted = view.service->desiredCount;
        else
            for (auto& task : view.old)
                wanted += task->deployment == row->digits;
        if (row->desiredCount == wanted) continue;
        draft.edit<DeploymentRow>(row->digits, [&](DeploymentRow& r) {
            r.desiredCount = wanted;
            r.updatedAt = draft.now();
        });
    }
}

} // namespace

std::string startDeployment(Draft& draft, const ClusterKey& key, const DefinitionKey& definition,
                            const std::string& revision) {
    auto earlier = draft.deploymentsOfService(key);
    DeploymentRow row;
    row.digits = draft.random().digits(19);
    row.deploymentId = draft.random().urlSafe(21);
    row.service = key;
    row.definition = definition;
    row.sequence = earlier.empty() ? 1 : earlier.back()->sequence + 1;
    row.rolloutReason = reasonText(row.digits, "in progress");
    row.createdAt = row.updatedAt = draft.now();
    row.revision = revision;
    auto service = draft.get<ServiceRow>(key);
    for (auto& older : earlier) {
        if (older->role == DeploymentRole::inactive) continue;
        row.sources.push_back(older->digits);
        if (older->role == DeploymentRole::primary) supersede(draft, *older);
    }
    auto digits = row.digits;
    draft.put(std::move(row));
    draft.edit<ServiceRow>(key, [&](ServiceRow& r) {
        r.definition = definition;
        r.primary = digits;
        r.steady = false;
    });
    if (!mutant(draft.rules(), Mutant::delayNotReset)) resetDelay(draft, key);
    draft.dirty.insert(key);
    return digits;
}

void beginDeployment(Draft& draft, const ClusterKey& key) {
    auto service = draft.get<ServiceRow>(key);
    auto primary = service ? draft.get<DeploymentRow>(service->primary) : nullptr;
    if (!primary || primary->status != ServiceDeploymentStatus::pending) return;
    draft.edit<DeploymentRow>(primary->digits, [&](DeploymentRow& row) {
        row.status = ServiceDeploymentStatus::inProgress;
        row.startedAt = draft.now();
    });
}

void settleDeployments(Draft& draft, const ServiceView& view) {
    auto& key = view.service->key;
    countWishes(draft, view);
    int desired = view.service->desiredCount;
    bool full = static_cast<int>(view.fresh.size()) == desired && view.healthyFresh == desired;
    bool alone = view.live == desired || mutant(draft.rules(), Mutant::oldTasksForgotten);
    bool failed = view.primary->rollout == RolloutState::failed;
    if (full && alone && view.primary->rollout == RolloutState::inProgress)
        complete(draft, key, *view.primary);
    if (full && alone && !failed)
        for (auto& older : view.deployments)
            if (older->role == DeploymentRole::active) retire(draft, *older);
    bool steady = full && alone && !failed;
    if (steady != view.service->steady) {
        draft.edit<ServiceRow>(key, [&](ServiceRow& row) { row.steady = steady; });
        if (steady) saySteady(draft, key);
    }
}

} // namespace pilothouse::control
