// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/reached.h"

namespace pilothouse::simulation {

namespace {

void countTask(const TaskRow& was, const TaskRow& is, Reached& reached) {
    if (was.stopCode != is.stopCode) ++reached["stop " + std::string(ecs::text(is.stopCode))];
    if (was.attempt != is.attempt) ++reached["attempt " + std::to_string(is.attempt)];
    if (was.startedAt == 0 && is.startedAt != 0) ++reached["running"];
    if (was.health != is.health) ++reached["health " + std::string(ecs::text(is.health))];
    if (was.lastStatus != is.lastStatus && is.lastStatus == ecs::TaskStatus::stopped) ++reached["stopped"];
    if (was.stoppedReason == is.stoppedReason) return;
    for (auto* word : {"CannotPullContainerError", "ResourceInitializationError", "has timed out",
                       "did not exit successfully", "ContainerNetworkingError", "health checks", "Scaling"})
        if (is.stoppedReason.find(word) != std::string::npos) ++reached[std::string("reason ") + word];
}

void countDeployment(const DeploymentRow& was, const DeploymentRow& is, Reached& reached) {
    if (was.rollout != is.rollout) ++reached["rollout " + std::string(ecs::text(is.rollout))];
    if (was.status != is.status) ++reached["deployment " + std::string(ecs::text(is.status))];
    if (was.rollbackOf.empty() && !is.rollbackOf.empty()) ++reached["rollback"];
}

void countCommand(const Transition& t, const Command& command, Reached& reached) {
    ++reached[command.operation + (t.reply && *t.reply ? "" : " refused")];
}

} // namespace

void countReached(const Transition& t, Reached& reached) {
    if (auto* command = std::get_if<Command>(&t.event)) countCommand(t, *command, reached);
    if (std::holds_alternative<TimeJumped>(t.event)) ++reached["jump"];
    if (auto* seen = std::get_if<EngineObservation>(&t.event))
        ++reached[seen->answers ? "answers" : "silent"];
    t.each<TaskRow>([&](auto& was, auto& is) {
        if (was && is) countTask(*was, *is, reached);
        if (!is) ++reached["task forgotten"];
        if (!was && is) ++reached["task in " + std::string(ecs::text(is->launchType))];
    });
    t.each<DeploymentRow>([&](auto& was, auto& is) {
        if (was && is) countDeployment(*was, *is, reached);
    });
    t.each<ServiceRow>([&](auto& was, auto& is) {
        if (was && is && is->nextTry > t.now && was->nextTry != is->nextTry) ++reached["delay"];
        if (was && is && !was->steady && is->steady) ++reached["steady"];
        if (was && is && was->lastTrouble != is->lastTrouble && !is->lastTrouble.empty())
            ++reached["trouble " + is->lastTrouble];
        if (is && is->status == ecs::ServiceStatus::inactive) ++reached["service INACTIVE"];
        if (!is) ++reached["service forgotten"];
    });
    t.each<EventRow>([&](auto& was, auto& is) {
        if (was || !is) return;
        if (is->message.find("deployment configuration") != std::string::npos) ++reached["bounds prevent"];
        if (is->message.find("consistently") != std::string::npos) ++reached["cannot start consistently"];
    });
}

const std::vector<std::string>& mustReach() {
    static const std::vector<std::string> all = {
        "stop TaskFailedToStart",
        "stop EssentialContainerExited",
        "stop UserInitiated",
        "stop ServiceSchedulerInitiated",
        "stop InfrastructureHealth",
        "attempt 2",
        "attempt 3",
        "health HEALTHY",
        "health UNHEALTHY",
        "reason CannotPullContainerError",
        "reason ResourceInitializationError",
        "reason has timed out",
        "reason did not exit successfully",
        "reason ContainerNetworkingError",
        "reason health checks",
        "rollout COMPLETED",
        "rollout FAILED",
        "deployment STOPPED",
        "deployment ROLLBACK_IN_PROGRESS",
        "deployment ROLLBACK_SUCCESSFUL",
        "deployment ROLLBACK_FAILED",
        "rollback",
        "StopServiceDeployment",
        "StopServiceDeployment refused",
        "delay",
        "steady",
        "trouble RESOURCE:CPU",
        "trouble RESOURCE:MEMORY",
        "trouble RESOURCE:PORTS",
        "trouble AGENT",
        "trouble DistinctInstance placement constraint unsatisfied",
        "task in EC2",
        "task in FARGATE",
        "task forgotten",
        "service INACTIVE",
        "service forgotten",
        "bounds prevent",
        "cannot start consistently",
        "silent",
        "answers",
        "jump",
        "DeleteCluster",
        "DeleteCluster refused",
        "CreateService refused",
        "UpdateContainerInstancesState",
        "DeregisterTaskDefinition",
        "step undone",
        "restart",
    };
    return all;
}

} // namespace pilothouse::simulation
