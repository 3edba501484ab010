// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rolling update within the bounds: tasks that have not STOPPED never exceed the upper bound by what is
// started here, healthy ones never fall under the lower bound by what is stopped here. Source: ECS developer
// guide, "Rolling update (ECS)".
#include "core/control/mutants.h"
#include "core/control/services.h"
#include "core/control/tags.h"
#include "core/control/usage.h"

#include "core/base/json.h"

#include <algorithm>

namespace pilothouse::control {

using ecs::RolloutState;

namespace {

bool stopAll(Draft& draft, const ServiceView& view, const std::vector<Ptr<TaskRow>>& tasks,
             const std::function<std::string(const TaskRow&)>& reason) {
    std::vector<ClusterKey> stopped;
    for (auto& task : tasks)
        if (stopTask(draft, task->key, ecs::StopCode::serviceSchedulerInitiated, reason(*task)))
            stopped.push_back(task->key);
    sayStopped(draft, view.service->key, stopped);
    return !stopped.empty();
}

std::string scaling(const TaskRow& task) {
    return scalingReason(task.deployment);
}

bool inGrace(const Draft& draft, const ServiceRow& service, const TaskRow& task) {
    return draft.now() < task.startedAt + service.healthCheckGracePeriodSeconds * Millis{1000};
}

std::string tagsFor(const ServiceRow& service, const DefinitionRow& definition) {
    auto document = Json::parse(service.document);
    if (!document) return {};
    auto from = document->str("propagateTags");
    auto tags = from == "SERVICE"           ? service.tags
                : from == "TASK_DEFINITION" ? definition.tags
                                            : std::string();
    if (!document->boolean("enableECSManagedTags")) return tags;
    return mergedTags(tags, managedTags(service.key.cluster, service.key.name));
}

PlacementRequest requestFor(const Draft& draft, const ServiceView& view, int count) {
    PlacementRequest request;
    request.cluster = view.service->key.cluster;
    request.definition = draft.get<DefinitionRow>(view.primary->definition);
    request.count = count;
    request.launchType = view.service->launchType;
    request.group = "service:" + view.service->key.name;
    request.startedBy = "ecs-svc/" + view.primary->digits;
    request.service = view.service->key.name;
    request.deployment = view.primary->digits;
    request.constraints = view.service->constraints;
    request.strategies = strategiesOf(*view.service);
    if (request.definition) request.tags = tagsFor(*view.service, *request.definition);
    return request;
}

/// Bounds that let nothing start and nothing stop.
bool stuck(const ServiceView& view) {
    return !view.old.empty() && view.live >= view.upper && view.healthy <= view.lower &&
           view.healthy == view.live && static_cast<int>(view.fresh.size()) < view.service->desiredCount;
}

} // namespace

int lowerBound(int desired, int minimumHealthyPercent) {
    return static_cast<int>((std::int64_t{desired} * minimumHealthyPercent + 99) / 100);
}

int upperBound(int desired, int maximumPercent) {
    return static_cast<int>(std::int64_t{desired} * maximumPercent / 100);
}

std::string scalingReason(const std::string& deployment) {
    return "Scaling activity initiated by (deployment ecs-svc/" + deployment + ")";
}

bool replaceUnhealthy(Draft& draft, const ServiceView& view) {
    if (mutant(draft.rules(), Mutant::unhealthyKept)) return false;
    std::vector<Ptr<TaskRow>> bad;
    for (auto* list : {&view.fresh, &view.old})
        for (auto& task : *list)
            if (task->health == ecs::HealthStatus::unhealthy && task->startedAt != 0 &&
                !inGrace(draft, *view.service, *task))
                bad.push_back(task);
    for (auto& task : bad)
        noteUnhealthy(draft, *task);
    return stopAll(draft, view, bad, [](auto&) { return "Task failed container health checks"; });
}

bool stopSurplus(Draft& draft, const ServiceView& view) {
    int surplus = static_cast<int>(view.fresh.size()) - view.service->desiredCount;
    return surplus > 0 && stopAll(draft, view, chooseToStop(draft, view, view.fresh, surplus), scaling);
}

bool stopOld(Draft& draft, const ServiceView& view) {
    bool stalled = view.primary->rollout == RolloutState::failed;
    if (view.old.empty() || stalled) return false;
    int lower = view.lower - mutant(draft.rules(), Mutant::healthyLowerBoundOffByOne);
    std::vector<Ptr<TaskRow>> useless, healthy;
    for (auto& task : view.old)
        (isHealthy(*task, hasCheck(draft, task->definition)) ? healthy : useless).push_back(task);
    auto spare = std::clamp(view.healthy - lower, 0, static_cast<int>(healthy.size()));
    auto chosen = chooseToStop(draft, view, healthy, spare);
    useless.insert(useless.end(), chosen.begin(), chosen.end());
    return stopAll(draft, view, useless, scaling);
}

bool startMissing(Draft& draft, const ServiceView& view) {
    auto& key = view.service->key;
    bool stalled = view.primary->rollout == RolloutState::failed;
    int missing = view.service->desiredCount - static_cast<int>(view.fresh.size());
    if (stalled || missing <= 0) return false;
    if (mutant(draft.rules(), Mutant::doublePlacement)) missing *= 2;
    int room = view.upper - view.live + mutant(draft.rules(), Mutant::upperBoundOffByOne);
    if (room <= 0) {
        if (stuck(view)) sayBoundsPrevent(draft, key);
        return false;
    }
    if (draft.now() < view.service->nextTry) {
        draft.deadline(DeadlineKind::serviceRetry, key, view.service->nextTry);
        return false;
    }
    auto request = requestFor(draft, view, std::min(missing, room));
    if (!request.definition) return false;
    auto placed = placeTasks(draft, request);
    sayStarted(draft, key, placed.tasks);
    if (placed.missing > 0)
        sayNoPlace(draft, key, placed.refusals);
    else
        placedAgain(draft, key);
    return true;
}

} // namespace pilothouse::control
