// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/deadlines.h"

#include "core/control/depends.h"
#include "core/control/services.h"
#include "core/control/usage.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

constexpr Millis tokenLife = Millis{24} * 3'600'000;
/// At most so many in one step: a long sleep must not make one huge commit.
constexpr std::size_t mostAtOnce = 1000;

void settle(Draft& draft, const ClusterKey& key) {
    auto task = takeTask(draft, key);
    if (!task || !isWanted(task->row) || task->row.healthyCounted) return;
    noteHealthy(draft, *task);
    commitTask(draft, std::move(*task));
}

/// startTimeout of a container is over: whoever still waits for it gives up. Source: ECS developer guide,
/// "Container timeouts".
void giveUpWaiting(Draft& draft, const ClusterKey& key, const std::string& other) {
    auto task = takeTask(draft, key);
    auto index = task ? indexOf(task->typed(), other) : std::nullopt;
    if (!index || !isWanted(task->row)) return;
    for (std::size_t i = 0; i < task->row.containers.size(); ++i) {
        auto& container = task->row.containers[i];
        if (container.status != ecs::ContainerStatus::pending || container.goal != ContainerGoal::wait)
            continue;
        for (auto& dependency : dependenciesOf(task->typed().containers[i])) {
            bool waits = dependency.container == other &&
                         met(task->row.containers[*index], dependency.condition) == Met::notYet;
            if (!waits) continue;
            container.status = ecs::ContainerStatus::stopped;
            container.reason = timedOutReason(other, task->typed().containers[i].name);
        }
    }
    advance(draft, *task);
    commitTask(draft, std::move(*task));
}

/// The newest one that completed stays: a rollback may still go there.
void forgetDeployment(Draft& draft, const ClusterKey& subject) {
    auto row = draft.get<DeploymentRow>(subject.name);
    if (!row || row->role != ecs::DeploymentRole::inactive) return;
    auto all = draft.deploymentsOfService(row->service);
    bool newer = std::any_of(all.begin(), all.end(), [&](auto& other) {
        return other->completedOnce && other->sequence > row->sequence;
    });
    if (newer || !row->completedOnce)
        draft.erase<DeploymentRow>(row->digits);
    else
        draft.deadline(DeadlineKind::deploymentForget, subject, draft.now() + keepDeployments);
}

void fire(Draft& draft, const DeadlineRow& due) {
    ClusterKey subject{due.cluster, due.name};
    switch (due.kind) {
    case DeadlineKind::serviceRetry:
        draft.dirty.insert(subject);
        break;
    case DeadlineKind::taskSettled:
        settle(draft, subject);
        break;
    case DeadlineKind::taskGrace:
        if (auto task = draft.get<TaskRow>(subject)) draft.dirty.insert({due.cluster, task->service});
        break;
    case DeadlineKind::startTimeout:
        giveUpWaiting(draft, subject, due.detail);
        break;
    case DeadlineKind::taskForget:
        if (auto task = draft.get<TaskRow>(subject); task && !isLive(*task)) draft.erase<TaskRow>(subject);
        break;
    case DeadlineKind::serviceForget:
        forgetService(draft, subject);
        break;
    case DeadlineKind::deploymentForget:
        forgetDeployment(draft, subject);
        break;
    case DeadlineKind::tokenForget:
        draft.erase<TokenRow>({due.cluster, due.detail, due.name});
        break;
    }
}

} // namespace

void fireDeadlines(Draft& draft) {
    std::vector<Ptr<DeadlineRow>> due;
    for (auto& [when, key] : draft.base().due) {
        if (when > draft.now() || due.size() == mostAtOnce) break;
        due.push_back(draft.base().deadlines.at(key));
    }
    for (auto& row : due) {
        draft.erase<DeadlineRow>(keyOf(*row));
        fire(draft, *row);
    }
}

void moveDeadlines(Draft& draft, Millis by) {
    for (auto& [key, row] : draft.base().deadlines) {
        auto moved = *row;
        moved.due += by;
        draft.put(std::move(moved));
    }
    for (auto& [key, row] : draft.base().services)
        if (row->nextTry != 0)
            draft.edit<ServiceRow>(key, [&](ServiceRow& service) { service.nextTry += by; });
}

void rememberToken(Draft& draft, TokenRow row) {
    draft.deadline(DeadlineKind::tokenForget, {row.cluster, row.token}, draft.now() + tokenLife,
                   row.operation);
    draft.put(std::move(row));
}

} // namespace pilothouse::control
