// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/checks.h"

#include <algorithm>
#include <set>

namespace pilothouse::simulation {

namespace {

const std::string unhealthyReason = "Task failed container health checks";

struct Touched {
    std::set<ClusterKey> started, stoppedHealthy;
};

/// Had it not been stopped: a report may have said in the same step that it is healthy no more.
bool stillHealthy(const Oracle& oracle, const TaskRow& was, TaskRow is) {
    is.desiredStatus = was.desiredStatus;
    is.lastStatus = was.lastStatus;
    return oracle.healthy(is);
}

/// Services that this step started tasks of, and those of which it stopped healthy tasks by its own doing.
Touched touchedBy(const Transition& t, const Oracle& oracle) {
    Touched touched;
    t.each<TaskRow>([&](auto& was, auto& is) {
        if (!is || is->service.empty()) return;
        ClusterKey service{is->key.cluster, is->service};
        if (!was) touched.started.insert(service);
        bool stopped = was && oracle.healthy(*was) && stillHealthy(oracle, *was, *is) && !isWanted(*is) &&
                       is->stopCode == ecs::StopCode::serviceSchedulerInitiated &&
                       is->stoppedReason != unhealthyReason;
        if (stopped) touched.stoppedHealthy.insert(service);
    });
    return touched;
}

void checkService(const Sight& sight, const Touched& touched) {
    auto& service = *sight.service;
    auto name = "service " + service.key.name;
    bool active = service.status == ecs::ServiceStatus::active;
    if (touched.started.contains(service.key)) {
        if (!active) throw Violation(name + " starts tasks though it is not ACTIVE");
        if (static_cast<int>(sight.live.size()) > sight.upper)
            throw Violation(name + " starts tasks over its upper bound");
        if (static_cast<int>(sight.fresh.size()) > service.desiredCount)
            throw Violation(name + " starts more tasks than it wants");
    }
    if (active && touched.stoppedHealthy.contains(service.key) && sight.healthy < sight.lower)
        throw Violation(name + " stops healthy tasks under its lower bound");
}

struct Work {
    const Sight& sight;
    const Oracle& oracle;
    const Model& model;
    Millis now;
    [[noreturn]] void undone(const std::string& what) const {
        throw Violation("service " + sight.service->key.name + " of " + sight.service->key.cluster + ": " +
                        what + " (wanted " + std::to_string(sight.service->desiredCount) + ", live " +
                        std::to_string(sight.live.size()) + ", fresh " + std::to_string(sight.fresh.size()) +
                        ", healthy " + std::to_string(sight.healthy) + ", bounds " +
                        std::to_string(sight.lower) + " to " + std::to_string(sight.upper) + ")");
    }
};

void checkUnhealthy(const Work& work) {
    Millis grace = Millis{1000} * work.sight.service->healthCheckGracePeriodSeconds;
    for (auto& task : work.sight.live)
        if (isWanted(*task) && task->health == ecs::HealthStatus::unhealthy && task->startedAt != 0 &&
            task->startedAt + grace + work.model.jumpedSince(task->startedAt) <= work.now)
            work.undone("an unhealthy task is not replaced: " + task->key.name);
}

void checkStops(const Work& work) {
    auto& sight = work.sight;
    if (static_cast<int>(sight.fresh.size()) > sight.service->desiredCount)
        work.undone("surplus tasks are kept");
    if (sight.old.size() > sight.oldHealthy.size()) work.undone("older tasks that are not healthy are kept");
    if (!sight.oldHealthy.empty() && sight.healthy > sight.lower)
        work.undone("an older task is kept though the lower bound lets it go");
}

void checkStarts(const Work& work) {
    auto& sight = work.sight;
    bool missing = static_cast<int>(sight.fresh.size()) < sight.service->desiredCount;
    bool may = static_cast<int>(sight.live.size()) < sight.upper &&
               work.model.nextTry(sight.service->key) <= work.now;
    if (missing && may && work.oracle.hasRoom(sight))
        work.undone("a missing task is not started though there is room");
}

void checkDeployments(const Work& work, const State& state) {
    auto& sight = work.sight;
    int desired = sight.service->desiredCount;
    for (auto& task : sight.live) {
        auto row = state.deployments.find(task->deployment);
        if (!isWanted(*task)) continue;
        if (row == state.deployments.end() || row->second->role == ecs::DeploymentRole::inactive)
            work.undone("a wanted task is of a deployment that is gone: " + task->key.name);
        if (state.services.at(sight.service->key)->primary != task->deployment &&
            row->second->role != ecs::DeploymentRole::active)
            work.undone("a deployment other than the service's own is PRIMARY");
    }
    bool full = sight.healthyFresh == desired && static_cast<int>(sight.live.size()) == desired;
    bool failed = sight.primary->rollout == ecs::RolloutState::failed;
    if (full && sight.primary->rollout == ecs::RolloutState::inProgress)
        work.undone("its deployment is not COMPLETED though all its tasks are healthy");
    if (sight.service->steady != (full && !failed)) work.undone("its steady state is not what its tasks say");
}

} // namespace

void checkBounds(const Transition& t, const Oracle& oracle) {
    auto touched = touchedBy(t, oracle);
    if (touched.started.empty() && touched.stoppedHealthy.empty()) return;
    for (auto& sight : oracle.services())
        checkService(sight, touched);
}

void checkWorkDone(const State& state, const Oracle& oracle, const Model& model, Millis now) {
    for (auto& sight : oracle.services()) {
        Work work{sight, oracle, model, now};
        if (sight.service->status != ecs::ServiceStatus::active) {
            if (!sight.fresh.empty() || !sight.old.empty())
                work.undone("it is deleted and still wants tasks");
            bool inactive = sight.service->status == ecs::ServiceStatus::inactive;
            if (inactive != sight.live.empty()) work.undone("INACTIVE does not go with having no tasks");
            continue;
        }
        if (!sight.primary) work.undone("it has no deployment");
        checkUnhealthy(work);
        checkDeployments(work, state);
        if (sight.primary->rollout == ecs::RolloutState::failed)
            continue; // stalled until somebody changes it
        checkStops(work);
        checkStarts(work);
    }
}

} // namespace pilothouse::simulation
