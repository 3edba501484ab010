// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/services.h"

#include "core/control/depends.h"
#include "core/control/usage.h"

#include <map>

namespace pilothouse::control {

bool isHealthy(const TaskRow& task, bool check) {
    if (!isWanted(task) || task.lastStatus != ecs::TaskStatus::running) return false;
    return check ? task.health == ecs::HealthStatus::healthy : task.healthyCounted;
}

bool hasCheck(const Draft& draft, const DefinitionKey& definition) {
    auto row = draft.get<DefinitionRow>(definition);
    return row && hasCheck(row->typed);
}

ServiceView lookAt(const Draft& draft, const ClusterKey& key) {
    ServiceView view;
    view.service = draft.get<ServiceRow>(key);
    view.primary = draft.get<DeploymentRow>(view.service->primary);
    view.lower = lowerBound(view.service->desiredCount, view.service->minimumHealthyPercent);
    view.upper = upperBound(view.service->desiredCount, view.service->maximumPercent);
    for (auto& row : draft.deploymentsOfService(key))
        if (row->role != ecs::DeploymentRole::inactive) view.deployments.push_back(row);
    std::map<DefinitionKey, bool> checks;
    for (auto& task : draft.liveTasksOfService(key)) {
        ++view.live;
        if (!isWanted(*task)) continue;
        auto check = checks.find(task->definition);
        if (check == checks.end())
            check = checks.emplace(task->definition, hasCheck(draft, task->definition)).first;
        bool moves = !task->instance.empty() && draft.isDraining({key.cluster, task->instance});
        bool fresh = task->deployment == view.service->primary && !moves;
        bool healthy = isHealthy(*task, check->second);
        view.healthy += healthy;
        view.healthyFresh += healthy && fresh;
        (fresh ? view.fresh : view.old).push_back(task);
    }
    return view;
}

void serviceChanged(Draft& draft, const ClusterKey& service) {
    resetDelay(draft, service);
    draft.dirty.insert(service);
}

void reconcile(Draft& draft, const ClusterKey& key) {
    auto service = draft.get<ServiceRow>(key);
    if (!service || service->status == ecs::ServiceStatus::inactive) return;
    if (service->status == ecs::ServiceStatus::draining) {
        drainService(draft, key);
        return;
    }
    if (!draft.get<DeploymentRow>(service->primary)) return;
    beginDeployment(draft, key);
    stopAsAsked(draft, key);
    auto view = lookAt(draft, key);
    bool changed = replaceUnhealthy(draft, view);
    if (checkBreaker(draft, key) || changed) view = lookAt(draft, key);
    for (auto* act : {&stopSurplus, &stopOld, &startMissing})
        if ((*act)(draft, view)) view = lookAt(draft, key);
    settleDeployments(draft, view);
}

/// Services that wait for room try again when some came free.
static void wakeWaiting(Draft& draft) {
    for (auto& cluster : draft.roomIn)
        for (auto& service : draft.servicesOfCluster(cluster))
            if (!service->lastTrouble.empty()) draft.dirty.insert(service->key);
    draft.roomIn.clear();
}

void reconcileAll(Draft& draft) {
    wakeWaiting(draft);
    while (!draft.dirty.empty()) {
        auto key = *draft.dirty.begin();
        reconcile(draft, key);
        draft.dirty.erase(key); // what it changed by itself needs no second look
    }
}

} // namespace pilothouse::control
