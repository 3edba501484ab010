// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/rollout.h"

#include "core/base/arn.h"
#include "core/console/arguments.h"

namespace pilothouse::console {

namespace {

constexpr int leastThreshold = 3, mostThreshold = 200; // of ECS's circuit breaker, by its default rule
constexpr Millis firstWait = 10'000, longestWait = 27 * 60'000;

/// What is waited after so many failed starts. Source: ECS developer guide, "Service throttle logic" (at most
/// 27 minutes); its steps are not public, so what is told is the latest moment.
Millis waitAfter(int failures) {
    if (failures < 3) return 0;
    return failures > 11 ? longestWait : std::min(firstWait << (failures - 3), longestWait);
}

const Deployment* primaryOf(const Service& service) {
    for (const Deployment& deployment : service.deployments)
        if (deployment.status == "PRIMARY") return &deployment;
    return nullptr;
}

struct Seen {
    std::vector<Millis> cameUp; ///< of the newest deployment
    Millis lastFailure = 0;
};

void countTask(const Task& task, bool newest, Rollout& rollout, Seen& seen) {
    switch (explain(task).status) {
    case Status::healthy:
    case Status::running:
        ++(newest ? rollout.fresh : rollout.old);
        if (newest && task.startedAt > 0) seen.cameUp.push_back(task.startedAt);
        break;
    case Status::trouble:
        ++rollout.unhealthy;
        break;
    case Status::starting:
    case Status::atRisk:
        ++rollout.starting;
        break;
    case Status::leaving:
        ++rollout.leaving;
        break;
    case Status::failed:
        if (newest) seen.lastFailure = std::max(seen.lastFailure, task.stoppedAt);
        break;
    default:
        break;
    }
}

Seen countTasks(const Service& service, const Part<Task>& tasks, const Deployment* primary,
                Rollout& rollout) {
    Seen seen;
    if (tasks.asOf == 0) {
        for (const Deployment& deployment : service.deployments) {
            (&deployment == primary ? rollout.fresh : rollout.old) += deployment.running;
            rollout.starting += deployment.pending;
        }
        return seen;
    }
    for (const auto& task : tasks.rows)
        if (task->service == service.name)
            countTask(*task, !primary || task->startedBy == primary->id, rollout, seen);
    return seen;
}

void takeFailures(const Service& service, const Deployment* primary, const ServiceDeployment* current,
                  Rollout& rollout) {
    rollout.failures = primary ? primary->failed : 0;
    rollout.rollsBack = service.breaker && service.breakerRollback;
    if (service.breaker)
        rollout.failuresAllowed = std::clamp((service.desired + 1) / 2, leastThreshold, mostThreshold);
    if (!current || current->breakerStatus.empty() || current->breakerStatus == "DISABLED") return;
    rollout.failures = std::max(rollout.failures, current->failures);
    if (current->failuresAllowed > 0) rollout.failuresAllowed = current->failuresAllowed;
}

void foresee(Rollout& rollout, const Seen& seen, Millis now) {
    const bool lacks = rollout.fresh < rollout.desired;
    if (rollout.failures > 0 && lacks && rollout.starting == 0 && seen.lastFailure > 0) {
        const Millis next = seen.lastFailure + waitAfter(rollout.failures);
        if (next > now) rollout.nextTry = next;
    }
    auto times = seen.cameUp;
    if (times.size() < 3) return;
    std::sort(times.begin(), times.end());
    rollout.pace = (times.back() - times.front()) / Millis(times.size() - 1);
    if (rollout.rolling && lacks && rollout.failures == 0)
        rollout.doneAbout = std::max(now, times.back() + rollout.pace * (rollout.desired - rollout.fresh));
}

Reason failing(const Rollout& rollout) {
    if (rollout.failuresAllowed == 0) return {"rollout.triesOn", {}};
    const int left = std::max(0, rollout.failuresAllowed - rollout.failures);
    return {rollout.rollsBack ? "rollout.rollsBackAfter" : "rollout.failsAfter", {{"left", count(left)}}};
}

Reason nextOf(const Service& service, const Deployment* primary, const Rollout& rollout) {
    if (service.status == "INACTIVE") return {"rollout.gone", {}};
    if (service.status == "DRAINING")
        return {"rollout.draining", {{"count", count(rollout.total() + rollout.leaving)}}};
    if (primary && primary->rolloutState == "FAILED") return {"rollout.failed", {}};
    const Arg to = definition(rollout.to), from = definition(rollout.from);
    if (rollout.failures > 0 && rollout.fresh < rollout.desired) return failing(rollout);
    if (rollout.old > 0 && rollout.starting > 0)
        return {"rollout.replaces",
                {{"starting", count(rollout.starting)}, {"from", from}, {"lower", count(rollout.lower)}}};
    if (rollout.old > 0 && rollout.fresh >= rollout.desired)
        return {"rollout.stopsOld", {{"old", count(rollout.old)}, {"from", from}}};
    if (rollout.total() > rollout.desired && rollout.old == 0)
        return {"rollout.scalesIn", {{"count", count(rollout.total() - rollout.desired)}}};
    if (rollout.starting > 0) return {"rollout.starting", {{"starting", count(rollout.starting)}}};
    if (rollout.fresh < rollout.desired)
        return {"rollout.startsMore", {{"more", count(rollout.desired - rollout.fresh)}, {"to", to}}};
    if (rollout.desired == 0) return {"rollout.zero", {}};
    return {"rollout.settled", {{"running", count(rollout.fresh)}, {"to", to}}};
}

} // namespace

Rollout rolloutOf(const Service& service, const Part<Task>& tasks, const ServiceDeployment* current,
                  Millis now) {
    Rollout rollout;
    const Deployment* primary = primaryOf(service);
    rollout.to = primary ? primary->taskDefinition : service.taskDefinition;
    rollout.startedAt = primary ? primary->createdAt : service.createdAt;
    rollout.desired = service.desired;
    // Source: ECS developer guide, rolling update: lower bound rounded up, upper bound rounded down.
    rollout.lower = (service.desired * service.minimumHealthyPercent + 99) / 100;
    rollout.upper = service.desired * service.maximumPercent / 100;
    const Seen seen = countTasks(service, tasks, primary, rollout);
    for (const Deployment& deployment : service.deployments)
        if (&deployment != primary && rollout.from.empty()) rollout.from = deployment.taskDefinition;
    rollout.rolling = primary && (primary->rolloutState == "IN_PROGRESS" || rollout.old > 0);
    if (current && !rollout.rolling) rollout.finishedAt = current->finishedAt;
    if (!rollout.rolling && service.status == "ACTIVE")
        rollout.missing = std::max(0, rollout.desired - rollout.total());
    takeFailures(service, primary, current, rollout);
    foresee(rollout, seen, now);
    rollout.next = nextOf(service, primary, rollout);
    return rollout;
}

std::shared_ptr<const ServiceDeployment> currentDeployment(const Service& service,
                                                           const Part<ServiceDeployment>& deployments) {
    const std::string told = service.raw.str("currentServiceDeployment");
    std::shared_ptr<const ServiceDeployment> newest;
    for (const auto& deployment : deployments.rows) {
        if (deployment->arn == told) return deployment;
        if (!newest || newest->createdAt < deployment->createdAt) newest = deployment;
    }
    return told.empty() ? newest : nullptr;
}

namespace {

std::shared_ptr<const ServiceDeployment> standIn(const Deployment& deployment) {
    auto row = std::make_shared<ServiceDeployment>();
    row->id = deployment.id;
    row->status = deployment.rolloutState == "COMPLETED" ? "SUCCESSFUL"
                  : deployment.rolloutState == "FAILED"  ? "STOPPED"
                                                         : deployment.rolloutState;
    row->statusReason = deployment.rolloutReason;
    row->requested = deployment.desired;
    row->running = deployment.running;
    row->pending = deployment.pending;
    row->createdAt = row->startedAt = deployment.createdAt;
    row->updatedAt = deployment.updatedAt;
    row->failures = deployment.failed;
    row->raw = Json::object({{"taskDefinition", deployment.taskDefinition}});
    return row;
}

} // namespace

std::vector<std::shared_ptr<const ServiceDeployment>>
deploymentsOf(const Service& service, const Part<ServiceDeployment>& deployments) {
    std::vector<std::shared_ptr<const ServiceDeployment>> all(deployments.rows.begin(),
                                                              deployments.rows.end());
    if (all.empty())
        for (const Deployment& deployment : service.deployments)
            all.push_back(standIn(deployment));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a->createdAt > b->createdAt; });
    return all;
}

} // namespace pilothouse::console
