// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/arguments.h"
#include "core/console/reasons.h"

#include <algorithm>
#include <array>

namespace pilothouse::console {

namespace {

constexpr int manyFailures = 3; // ECS's circuit breaker trips at three failed starts at the earliest

/// What an explanation looks at, taken apart once.
struct View {
    const Service& service;
    const TaskSummary* summary;
    const Deployment* primary = nullptr;
    const Deployment* older = nullptr; ///< that still runs tasks, or is on its way out
    int running, desired;

    View(const Service& s, const TaskSummary* t)
        : service(s), summary(t), running(s.running), desired(s.desired) {
        for (const Deployment& deployment : s.deployments) {
            if (deployment.status == "PRIMARY" && !primary)
                primary = &deployment;
            else if (deployment.status != "PRIMARY" && !older)
                older = &deployment;
        }
    }

    Millis since() const { return primary ? primary->createdAt : service.createdAt; }
    bool rolling() const { return primary && (older || primary->rolloutState == "IN_PROGRESS"); }
};

Reason counted(const char* code, const View& view) {
    return {code, {{"running", count(view.running)}, {"desired", count(view.desired)}}};
}

/// The newest event of one of these codes since the last steady state and the last deployment.
const ServiceEvent* currentEvent(const View& view, std::string_view prefix) {
    for (const ServiceEvent& event : view.service.events) {
        if (event.createdAt < view.since()) return nullptr;
        const Reason reason = explain(event);
        if (reason.code == "event.steady" || reason.code == "event.deploymentCompleted") return nullptr;
        if (reason.code.starts_with(prefix)) return &event;
    }
    return nullptr;
}

std::optional<Verdict> overOrLeaving(const View& view) {
    const std::string& status = view.service.status;
    if (status == "INACTIVE") return Verdict{Status::stopped, {"service.inactive", {}}};
    if (status == "DRAINING")
        return Verdict{Status::leaving, {"service.draining", {{"running", count(view.running)}}}};
    return std::nullopt;
}

std::optional<Verdict> failedDeployment(const View& view) {
    if (!view.primary) return std::nullopt;
    const Deployment& primary = *view.primary;
    if (primary.rolloutState == "FAILED")
        return Verdict{Status::trouble,
                       {"service.deploymentFailed", {{"definition", definition(primary.taskDefinition)}}},
                       std::nullopt,
                       primary.updatedAt};
    // ECS marks a rollback only in these words.
    if (primary.rolloutState == "IN_PROGRESS" &&
        primary.rolloutReason.find("rolling back") != std::string::npos)
        return Verdict{Status::changing,
                       {"service.rollingBack",
                        {{"from", definition(view.older ? view.older->taskDefinition : std::string())},
                         {"to", definition(primary.taskDefinition)}}},
                       std::nullopt,
                       primary.createdAt};
    return std::nullopt;
}

std::optional<Verdict> failingStarts(const View& view) {
    // In a roll the old tasks may still be all that are wanted: the new ones count.
    if (!view.primary) return std::nullopt;
    const bool lacks = view.running < view.desired || (view.older && view.primary->running < view.desired);
    if (!lacks) return std::nullopt;
    const ServiceEvent* event = currentEvent(view, "event.failingStarts");
    if (view.primary->failed == 0 && !event) return std::nullopt;
    Verdict verdict{view.primary->failed >= manyFailures || event ? Status::trouble : Status::atRisk,
                    counted("service.failingStarts", view)};
    verdict.reason.args.push_back({"failed", count(view.primary->failed)});
    verdict.reason.args.push_back({"definition", definition(view.primary->taskDefinition)});
    verdict.since = view.since();
    return verdict;
}

/// Tasks that start well and then end badly, again and again, since the service was steady last.
std::optional<Verdict> endingTasks(const View& view) {
    if (!view.summary || !view.summary->lastFailure || !view.primary) return std::nullopt;
    auto failures = view.summary->failures.find(view.primary->id);
    if (failures == view.summary->failures.end() || failures->second < manyFailures) return std::nullopt;
    const Millis last = view.summary->lastFailure->stoppedAt;
    for (const ServiceEvent& event : view.service.events)
        if (event.createdAt >= last && explain(event).code == "event.steady") return std::nullopt;
    Verdict verdict{Status::trouble, counted("service.endingTasks", view), std::nullopt, last};
    verdict.reason.args.push_back({"failed", count(failures->second)});
    return verdict;
}

std::optional<Verdict> shortOfRoom(const View& view) {
    if (view.running >= view.desired) return std::nullopt;
    if (const ServiceEvent* event = currentEvent(view, "event.noInstances"))
        return Verdict{Status::atRisk, counted("service.noInstances", view), std::nullopt, event->createdAt};
    if (const ServiceEvent* event = currentEvent(view, "event.noRoom.")) {
        const std::string what = explain(*event).code.substr(std::string_view("event.noRoom.").size());
        return Verdict{Status::atRisk, counted(("service.waitsFor." + what).c_str(), view), std::nullopt,
                       event->createdAt};
    }
    return std::nullopt;
}

/// Source: ECS developer guide, rolling update: lower bound rounded up, upper bound rounded down.
std::optional<Verdict> boundsPrevent(const View& view) {
    const ServiceEvent* event = currentEvent(view, "event.boundsPrevent");
    if (!event) return std::nullopt;
    Verdict verdict{Status::atRisk, counted("service.boundsPrevent", view), std::nullopt, event->createdAt};
    verdict.reason.args.push_back(
        {"lower", count((view.desired * view.service.minimumHealthyPercent + 99) / 100)});
    verdict.reason.args.push_back({"upper", count(view.desired * view.service.maximumPercent / 100)});
    return verdict;
}

std::optional<Verdict> deploying(const View& view) {
    if (!view.rolling()) return std::nullopt;
    const Deployment& primary = *view.primary;
    // A deployment's own figure is 0 until the scheduler has looked at it.
    const int wanted = std::max(primary.desired, view.desired);
    if (wanted == 0 && !view.older) return std::nullopt;
    if (!view.older) {
        if (primary.running >= wanted && wanted > 0) return std::nullopt; // all run: steady in a moment
        return Verdict{Status::starting, counted("service.starting", view), std::nullopt, view.since()};
    }
    Verdict verdict{Status::changing, {"service.deploying", {}}, std::nullopt, view.since()};
    if (view.older->taskDefinition == primary.taskDefinition)
        verdict.reason.code = "service.redeploying";
    else
        verdict.reason.args.push_back({"from", definition(view.older->taskDefinition)});
    verdict.reason.args.push_back({"to", definition(primary.taskDefinition)});
    verdict.reason.args.push_back({"done", count(primary.running)});
    verdict.reason.args.push_back({"desired", count(wanted)});
    return verdict;
}

std::optional<Verdict> wrongCount(const View& view) {
    if (view.running > view.desired) return Verdict{Status::changing, counted("service.scalingIn", view)};
    if (view.running == view.desired) return std::nullopt;
    // Fewer than wanted: one ended a moment ago and is replaced, or more are wanted than before.
    const auto failure = view.summary ? view.summary->lastFailure : nullptr;
    const bool replaced =
        failure && failure->stoppedAt > view.since() &&
        (view.service.events.empty() || failure->stoppedAt > view.service.events.front().createdAt);
    if (replaced)
        return Verdict{Status::atRisk, counted("service.replacing", view), std::nullopt, failure->stoppedAt};
    return Verdict{Status::changing, counted("service.scalingOut", view)};
}

std::optional<Verdict> badHealth(const View& view) {
    if (!view.summary || view.summary->cells.unhealthy == 0) return std::nullopt;
    const int unhealthy = view.summary->cells.unhealthy;
    return Verdict{
        unhealthy >= view.running ? Status::trouble : Status::atRisk,
        {"service.unhealthy", {{"unhealthy", count(unhealthy)}, {"running", count(view.running)}}}};
}

Verdict calm(const View& view) {
    if (view.desired == 0) return {Status::idle, {"service.nothing", {}}};
    Verdict verdict{Status::healthy, {"service.steady", {{"running", count(view.running)}}}};
    for (const ServiceEvent& event : view.service.events)
        if (explain(event).code == "event.steady") {
            verdict.since = event.createdAt;
            break;
        }
    return verdict;
}

} // namespace

Verdict explain(const Service& service, const TaskSummary* summary) {
    const View view(service, summary);
    // The first that speaks: what needs a person, then what waits, then what changes.
    static constexpr std::array rules{overOrLeaving, failedDeployment, failingStarts,
                                      endingTasks,   shortOfRoom,      boundsPrevent,
                                      badHealth,     deploying,        wrongCount};
    for (auto rule : rules)
        if (std::optional<Verdict> verdict = rule(view)) {
            const auto failure = summary ? summary->lastFailure : nullptr;
            if ((verdict->status == Status::trouble || verdict->status == Status::atRisk) && failure &&
                failure->stoppedAt >= view.since())
                verdict->cause = explain(*failure).reason;
            return *verdict;
        }
    return calm(view);
}

TaskCells cellsOf(const Service& service, const TaskSummary* summary) {
    TaskCells cells;
    if (summary) {
        cells = summary->cells;
    } else {
        cells.running = service.running;
        cells.starting = service.pending;
    }
    const int there = cells.healthy + cells.running + cells.unhealthy + cells.starting;
    if (service.status == "ACTIVE") cells.missing = std::max(0, service.desired - there);
    return cells;
}

} // namespace pilothouse::console
