// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/arguments.h"
#include "core/console/reasons.h"

#include <array>

namespace pilothouse::console {

namespace {

using ecs::TaskStatus;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// Killed because another container ended: 128 + SIGKILL, 128 + SIGTERM.
bool wasKilled(int exitCode) {
    return exitCode == 137 || exitCode == 143;
}

/// The essential container whose end ended the task: a failure of its own before one that was only killed, a
/// failure before a good end. The one listed first may be any side-car.
const Container* culprit(const Task& task) {
    const Container* best = nullptr;
    auto weight = [](const Container& c) {
        if (!c.exitCode) return 0;
        return *c.exitCode == 0 ? 1 : wasKilled(*c.exitCode) ? 2 : 3;
    };
    for (const Container& container : task.containers)
        if (container.essential && (!best || weight(container) > weight(*best))) best = &container;
    return best;
}

Arg containerArg(const Container& container) {
    return named(Arg::Kind::container, container.name);
}

/// "CannotPullContainerError: what the registry said" without its own name.
std::string afterName(const std::string& reason) {
    const auto colon = reason.find(": ");
    return colon == std::string::npos ? reason : reason.substr(colon + 2);
}

struct ErrorName {
    std::string_view name;
    const char* code;
};
// Names of the ECS agent's container errors (ecs-agent, api/errors) and of the developer guide's list.
constexpr std::array errorNames{
    ErrorName{"CannotPull", "task.stopped.cannotPull"},
    ErrorName{"OutOfMemory", "task.stopped.outOfMemory"},
    ErrorName{"CannotStartContainer", "task.stopped.cannotStart"},
    ErrorName{"CannotCreate", "task.stopped.cannotCreate"},
    ErrorName{"ResourceInitialization", "task.stopped.resources"},
    ErrorName{"ContainerVanished", "task.stopped.vanished"},
};

const char* codeOf(std::string_view reason) {
    for (const ErrorName& known : errorNames)
        if (contains(reason, known.name)) return known.code;
    return nullptr;
}

/// A named error, from the container at fault or from the task's own reason.
std::optional<Reason> namedError(const Task& task) {
    const Container* guilty = nullptr;
    std::string reason;
    for (const Container& container : task.containers)
        if (codeOf(container.reason)) {
            guilty = &container;
            reason = container.reason;
            break;
        }
    if (!guilty) reason = task.stoppedReason;
    const char* code = codeOf(reason);
    if (!code) return std::nullopt;
    if (!guilty && task.containers.size() == 1) guilty = &task.containers.front();
    const Arg container = guilty ? containerArg(*guilty) : named(Arg::Kind::container, {});
    const std::string_view kind = code;
    if (kind == "task.stopped.cannotPull")
        return Reason{code,
                      {{"image", named(Arg::Kind::image, guilty ? guilty->image : std::string())},
                       {"words", words(afterName(reason))}}};
    if (kind == "task.stopped.resources") return Reason{code, {{"words", words(afterName(reason))}}};
    if (kind == "task.stopped.cannotStart" || kind == "task.stopped.cannotCreate")
        return Reason{code, {{"container", container}, {"words", words(afterName(reason))}}};
    return Reason{code, {{"container", container}}};
}

Verdict exited(const Task& task) {
    const Container* container = culprit(task);
    if (!container || !container->exitCode) return {Status::failed, {"task.stopped.exitedUnknown", {}}};
    if (*container->exitCode == 0)
        return {Status::stopped, {"task.stopped.ended", {{"container", containerArg(*container)}}}};
    return {Status::failed,
            {"task.stopped.exited",
             {{"container", containerArg(*container)}, {"exitCode", count(*container->exitCode)}}}};
}

Verdict byScheduler(const Task& task) {
    if (contains(task.stoppedReason, "container health check"))
        return {Status::failed, {"task.stopped.healthCheck", {}}};
    if (contains(task.stoppedReason, "health check"))
        return {Status::failed, {"task.stopped.targetCheck", {{"words", words(task.stoppedReason)}}}};
    return {Status::stopped, {"task.stopped.scheduler", {}}};
}

Verdict stopped(const Task& task) {
    const std::string& code = task.stopCode;
    if (code == "UserInitiated") {
        if (task.stoppedReason.empty() || task.stoppedReason == "Task stopped by user")
            return {Status::stopped, {"task.stopped.userNoReason", {}}};
        return {Status::stopped, {"task.stopped.user", {{"words", words(task.stoppedReason)}}}};
    }
    if (code == "ServiceSchedulerInitiated") return byScheduler(task);
    if (code == "SpotInterruption" || code == "TerminationNotice")
        return {Status::failed, {"task.stopped.spot", {}}};
    if (auto reason = namedError(task)) return {Status::failed, *reason};
    if (code == "EssentialContainerExited") return exited(task);
    if (contains(task.stoppedReason, "health check"))
        return {Status::failed, {"task.stopped.healthCheck", {}}};
    if (task.stoppedReason.starts_with("Host EC2") || code == "InfrastructureHealth" ||
        contains(task.stoppedReason, "Container instance deregistration"))
        return {Status::failed, {"task.stopped.host", {{"words", words(task.stoppedReason)}}}};
    if (code == "TaskFailedToStart")
        return {Status::failed, {"task.stopped.failedToStart", {{"words", words(task.stoppedReason)}}}};
    if (task.stoppedReason.empty()) return {Status::stopped, {"task.stopped.unsaid", {}}};
    return {Status::stopped, {"task.stopped.other", {{"words", words(task.stoppedReason)}}}};
}

Verdict preparing(const Task& task) {
    if (task.pullPercent >= 0 && task.pullPercent < 100)
        return {Status::starting,
                {"task.pulling", {{"percent", {Arg::Kind::percent, {}, task.pullPercent, {}, {}}}}}};
    return {Status::starting, {"task.preparing", {}}};
}

Verdict running(const Task& task) {
    if (task.health == "HEALTHY") return {Status::healthy, {"task.healthy", {}}};
    if (task.health == "UNHEALTHY") return {Status::trouble, {"task.unhealthy", {}}};
    if (task.checked.value_or(false)) return {Status::starting, {"task.checkPending", {}}};
    return {Status::running, {"task.running", {}}};
}

Verdict byStatus(const Task& task) {
    switch (task.lastStatus) {
    case TaskStatus::provisioning:
        if (task.instanceArn.empty() && task.launchType == "EC2")
            return {Status::atRisk, {"task.waitsForRoom", {}}};
        return {Status::starting, {"task.provisioning", {}}};
    case TaskStatus::pending:
        return preparing(task);
    case TaskStatus::activating:
        return {Status::starting, {"task.activating", {}}};
    case TaskStatus::running:
        if (task.desiredStatus == "STOPPED") return {Status::leaving, {"task.stopping", {}}};
        return running(task);
    case TaskStatus::deactivating:
    case TaskStatus::stopping:
    case TaskStatus::deprovisioning:
        return {Status::leaving, {"task.stopping", {}}};
    case TaskStatus::stopped:
        return stopped(task);
    }
    return {Status::unknown, {"task.unknown", {}}};
}

Millis since(const Task& task, Status status) {
    if (task.lastStatus == TaskStatus::stopped) return task.stoppedAt;
    if (status == Status::leaving) return task.stoppingAt;
    return task.startedAt != 0 ? task.startedAt : task.createdAt;
}

} // namespace

Verdict explain(const Task& task) {
    Verdict verdict = byStatus(task);
    verdict.since = since(task, verdict.status);
    return verdict;
}

} // namespace pilothouse::console
