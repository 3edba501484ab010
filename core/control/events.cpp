// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a service says of itself, in ECS's words.
#include "core/control/placement.h"
#include "core/control/services.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

constexpr Millis repeatAfter = 6 * 3'600'000;

std::string deploymentText(const std::string& digits) {
    return "(deployment ecs-svc/" + digits + ")";
}

std::string listed(const std::vector<ClusterKey>& tasks) {
    std::string text;
    for (auto& task : tasks)
        text += " (task " + task.name + ")";
    return text;
}

/// Not again within 6 h.
void sayOnce(Draft& draft, const ClusterKey& service, const std::string& message) {
    auto events = draft.eventsOfService(service);
    bool said = std::any_of(events.begin(), events.end(), [&](auto& event) {
        return event->message == message && draft.now() - event->createdAt < repeatAfter;
    });
    if (!said) draft.event(service, message);
}

const Refusal* closest(const std::vector<Refusal>& refusals) {
    const Refusal* best = nullptr;
    for (auto& refusal : refusals)
        if (!best || refusalRank(refusal.reason) > refusalRank(best->reason)) best = &refusal;
    return best;
}

/// Where no instance was asked (Fargate) the reason is a sentence of its own.
bool isSentence(const Refusal* refusal) {
    return refusal && refusal->instance.empty() && refusal->reason == noCapacity;
}

std::string whyNoPlace(const Refusal* refusal) {
    if (!refusal || refusal->instance.empty() || refusal->reason == notActive)
        return "Reason: No Container Instances were found in your cluster.";
    auto instance = "The closest matching (container-instance " + refusal->instance + ") ";
    if (refusal->reason == lacksCpu) return instance + "has insufficient CPU units available.";
    if (refusal->reason == lacksMemory) return instance + "has insufficient memory available.";
    if (refusal->reason == lacksPorts) return instance + "is already using a port required by your task.";
    if (refusal->reason == lacksAttribute) return instance + "is missing an attribute required by your task.";
    return instance + "encountered error \"" + refusal->reason + "\".";
}

} // namespace

std::string inService(const ClusterKey& service) {
    return "(service " + service.name + ")";
}

void sayStarted(Draft& draft, const ClusterKey& service, const std::vector<ClusterKey>& tasks) {
    if (tasks.empty()) return;
    draft.event(service, inService(service) + " has started " + std::to_string(tasks.size()) +
                             " tasks:" + listed(tasks) + ".");
}

void sayStopped(Draft& draft, const ClusterKey& service, const std::vector<ClusterKey>& tasks) {
    if (tasks.empty()) return;
    draft.event(service, inService(service) + " has stopped " + std::to_string(tasks.size()) +
                             " running tasks:" + listed(tasks) + ".");
}

void sayCompleted(Draft& draft, const ClusterKey& service, const std::string& digits) {
    draft.event(service, inService(service) + " " + deploymentText(digits) + " deployment completed.");
}

void saySteady(Draft& draft, const ClusterKey& service) {
    draft.event(service, inService(service) + " has reached a steady state.");
}

void sayFailed(Draft& draft, const ClusterKey& service, const std::string& digits) {
    draft.event(service, inService(service) + " " + deploymentText(digits) +
                             " deployment failed: tasks failed to start.");
}

void sayStoppedByUser(Draft& draft, const ClusterKey& service, const std::string& digits) {
    draft.event(service, inService(service) + " " + deploymentText(digits) + " deployment stopped by user.");
}

void sayRollingBack(Draft& draft, const ClusterKey& service, const std::string& digits) {
    draft.event(service, inService(service) + " rolling back to deployment ecs-svc/" + digits + ".");
}

void sayFailingStarts(Draft& draft, const ClusterKey& service) {
    sayOnce(draft, service, inService(service) + " is unable to consistently start tasks successfully.");
}

void sayBoundsPrevent(Draft& draft, const ClusterKey& service) {
    sayOnce(draft, service,
            inService(service) +
                " was unable to stop or start tasks during a deployment because of the service deployment "
                "configuration. Update the minimumHealthyPercent or maximumPercent value and try again.");
}

void sayNoPlace(Draft& draft, const ClusterKey& service, const std::vector<Refusal>& refusals) {
    auto row = draft.get<ServiceRow>(service);
    if (!row) return;
    auto* refusal = closest(refusals);
    auto cause = refusal ? refusal->reason : notActive;
    if (row->lastTrouble == cause && draft.now() - row->lastTroubleAt < repeatAfter) return;
    draft.edit<ServiceRow>(service, [&](ServiceRow& r) {
        r.lastTrouble = cause;
        r.lastTroubleAt = draft.now();
    });
    if (isSentence(refusal)) {
        draft.event(service, inService(service) + " was unable to place a task. Reason: " + cause + ".");
        return;
    }
    draft.event(service, inService(service) +
                             " was unable to place a task because no container instance met all of its "
                             "requirements. " +
                             whyNoPlace(refusal) +
                             " For more information, see the Troubleshooting section of the Amazon ECS "
                             "Developer Guide.");
}

void placedAgain(Draft& draft, const ClusterKey& service) {
    auto row = draft.get<ServiceRow>(service);
    if (!row || row->lastTrouble.empty()) return;
    draft.edit<ServiceRow>(service, [](ServiceRow& r) {
        r.lastTrouble.clear();
        r.lastTroubleAt = 0;
    });
}

} // namespace pilothouse::control
