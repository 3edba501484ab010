// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/arguments.h"
#include "core/console/problems.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::console {

namespace {

Arg mebibytes(std::int64_t n) {
    return {Arg::Kind::mebibytes, {}, n, {}, {}};
}
Arg cpuUnits(std::int64_t n) {
    return {Arg::Kind::cpuUnits, {}, n, {}, {}};
}
Arg time(Millis at) {
    return {Arg::Kind::time, {}, at, {}, {}};
}

/// What a registry or an agent said may be pages long; whole it stands with its task.
std::string cut(const std::string& words) {
    constexpr std::size_t most = 140;
    if (words.size() <= most) return words;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80)
        --end; // not inside a character
    return words.substr(0, end) + "…";
}

std::string_view familyOf(std::string_view definition) {
    const auto colon = definition.rfind(':');
    return colon == std::string_view::npos ? definition : definition.substr(0, colon);
}

std::optional<int> revisionOf(std::string_view definition) {
    const auto colon = definition.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    int revision = 0;
    const auto* end = definition.data() + definition.size();
    const auto read = std::from_chars(definition.data() + colon + 1, end, revision);
    return read.ec == std::errc() && read.ptr == end ? std::optional(revision) : std::nullopt;
}

struct View {
    const Snapshot& snapshot;
    const Service& service;
    const Verdict& verdict;
    const Deployment* primary = nullptr;
    const Deployment* older = nullptr; ///< that still runs tasks

    Arg name() const { return named(Arg::Kind::service, service.name, service.arn); }
    int missing() const { return std::max(0, service.desired - service.running); }
    int failed() const { return primary ? primary->failed : 0; }
};

Reason clause(const View& view, const char* code) {
    return {code, {{"service", view.name()}}};
}

/// "runs none of its 4 tasks", "runs 4 of 8 tasks", "serves, but web:43 does not start".
Reason strength(const View& view) {
    const Service& s = view.service;
    if (s.running >= s.desired && view.primary)
        return {"problem.full",
                {{"service", view.name()}, {"definition", definition(view.primary->taskDefinition)}}};
    if (s.running == 0) return {"problem.down", {{"service", view.name()}, {"desired", count(s.desired)}}};
    return {"problem.part",
            {{"service", view.name()}, {"running", count(s.running)}, {"desired", count(s.desired)}}};
}

/// The newest failure as a clause of the title.
std::optional<Reason> causeOf(const Verdict& verdict) {
    if (!verdict.cause) return std::nullopt;
    constexpr std::string_view stopped = "task.stopped.";
    const std::string& code = verdict.cause->code;
    if (!code.starts_with(stopped)) return std::nullopt;
    const std::string kind = code.substr(stopped.size());
    static constexpr std::string_view plain[] = {"cannotPull",  "cannotStart", "cannotCreate",
                                                 "resources",   "outOfMemory", "healthCheck",
                                                 "targetCheck", "vanished",    "host"};
    if (kind == "exited")
        return Reason{"problem.cause.exited", {{"exitCode", verdict.cause->arg("exitCode")}}};
    if (std::find(std::begin(plain), std::end(plain), kind) == std::end(plain)) return std::nullopt;
    return Reason{"problem.cause." + kind, {}};
}

/// The same at length, with what was said.
void tellCause(const View& view, std::vector<Reason>& why) {
    if (!view.verdict.cause) return;
    const Reason& cause = *view.verdict.cause;
    if (cause.code == "task.stopped.cannotPull") {
        why.push_back({"problem.why.pull",
                       {{"image", cause.arg("image")}, {"words", words(cut(cause.arg("words").text))}}});
        return;
    }
    Reason told = cause;
    for (auto& [name, arg] : told.args)
        if (arg.kind == Arg::Kind::text) arg.text = cut(arg.text);
    why.push_back({"problem.why.last", {}});
    why.push_back(std::move(told));
}

void tellCount(const View& view, std::vector<Reason>& why) {
    const Service& s = view.service;
    if (view.older && view.older->running == s.running && s.running > 0 &&
        view.older->taskDefinition != view.primary->taskDefinition)
        why.push_back({"problem.why.old",
                       {{"running", count(s.running)},
                        {"desired", count(s.desired)},
                        {"definition", definition(view.older->taskDefinition)}}});
    if (view.failed() > 0)
        why.push_back({"problem.why.failed",
                       {{"failed", count(view.failed())},
                        {"definition", definition(view.primary->taskDefinition)},
                        {"since", time(view.primary->createdAt)}}});
}

void tellBreaker(const View& view, std::vector<Reason>& next) {
    const Service& s = view.service;
    next.push_back({"problem.next.retries", {}});
    if (!s.breaker) {
        next.push_back({"problem.next.noBreaker", {}});
        return;
    }
    const char* code = s.breakerRollback ? "problem.next.breakerRollback" : "problem.next.breaker";
    next.push_back(
        {code, {{"failed", count(view.failed())}, {"threshold", count(breakerThreshold(s.desired))}}});
}

Problem failing(const View& view) {
    Problem problem;
    problem.what = strength(view);
    problem.cause = causeOf(view.verdict);
    tellCount(view, problem.why);
    tellCause(view, problem.why);
    if (view.verdict.reason.code == "service.endingTasks")
        problem.next.push_back({"problem.next.replaced", {}});
    else
        tellBreaker(view, problem.next);
    problem.act = "service.rollback";
    return problem;
}

Problem failedDeployment(const View& view) {
    Problem problem;
    problem.what = clause(view, "problem.deploymentFailed");
    problem.what.args.push_back({"definition", view.verdict.reason.arg("definition")});
    problem.cause = causeOf(view.verdict);
    tellCount(view, problem.why);
    tellCause(view, problem.why);
    problem.next.push_back({"problem.next.stays", {}});
    problem.act = "service.rollback";
    return problem;
}

/// What one instance would have to have free, and the most that any has.
void tellNeeds(const View& view, std::vector<Reason>& why) {
    const auto size = sizeOfTask(view.snapshot, view.service);
    std::int64_t cpu = 0, memory = 0;
    int places = 0;
    for (const auto& instance : view.snapshot.instances.rows) {
        if (instance->status != "ACTIVE" || !instance->connected) continue;
        cpu = std::max<std::int64_t>(cpu, instance->cpuFree);
        memory = std::max<std::int64_t>(memory, instance->memoryFree);
        ++places;
    }
    if (size && places > 0 && size->memory > memory)
        why.push_back(
            {"problem.why.needs", {{"needs", mebibytes(size->memory)}, {"free", mebibytes(memory)}}});
    else if (size && places > 0 && size->cpu > cpu)
        why.push_back({"problem.why.needs", {{"needs", cpuUnits(size->cpu)}, {"free", cpuUnits(cpu)}}});
    else
        why.push_back(view.verdict.reason);
}

Problem waiting(const View& view) {
    Problem problem;
    const bool none = view.verdict.reason.code == "service.noInstances";
    problem.what = clause(view, none ? "problem.noInstances" : "problem.waits");
    problem.what.args.push_back({"missing", count(view.missing())});
    tellNeeds(view, problem.why);
    problem.next.push_back({"problem.next.placed", {}});
    problem.place = {none ? PlaceOf::Kind::instances : PlaceOf::Kind::topology, view.service.name};
    return problem;
}

Problem bounded(const View& view) {
    Problem problem;
    problem.what = clause(view, "problem.bounds");
    problem.why.push_back(view.verdict.reason);
    return problem;
}

Problem unhealthy(const View& view) {
    Problem problem;
    problem.what = clause(view, "problem.unhealthy");
    problem.what.args.push_back({"unhealthy", view.verdict.reason.arg("unhealthy")});
    problem.what.args.push_back({"running", view.verdict.reason.arg("running")});
    problem.next.push_back({"problem.next.replaced", {}});
    problem.place = {PlaceOf::Kind::tasks, "service:" + view.service.name};
    return problem;
}

Problem replacing(const View& view) {
    Problem problem;
    problem.what = clause(view, "problem.replacing");
    problem.what.args.push_back({"missing", count(view.missing())});
    problem.cause = causeOf(view.verdict);
    problem.why.push_back(view.verdict.reason);
    tellCause(view, problem.why);
    return problem;
}

/// Moves from one definition to another; within a family by revision.
Problem rolling(const View& view) {
    Problem problem;
    const Reason& reason = view.verdict.reason;
    const Arg &from = reason.arg("from"), &to = reason.arg("to");
    const auto a = revisionOf(from.text), b = revisionOf(to.text);
    if (reason.code == "service.rollingBack") {
        problem.what = clause(view, "problem.rollingBack");
        problem.what.args.push_back({"to", to});
    } else if (reason.code == "service.redeploying") {
        problem.what = clause(view, "problem.redeploying");
        problem.what.args.push_back({"to", to});
    } else if (a && b && familyOf(from.text) == familyOf(to.text)) {
        problem.what = clause(view, "problem.moving");
        problem.what.args.push_back({"from", count(*a)});
        problem.what.args.push_back({"to", count(*b)});
    } else {
        problem.what = clause(view, "problem.movingTo");
        problem.what.args.push_back({"from", from});
        problem.what.args.push_back({"to", to});
    }
    const int fresh = view.primary ? view.primary->running : 0;
    problem.why.push_back(
        {"problem.why.rolled", {{"done", count(fresh)}, {"desired", count(view.service.desired)}}});
    return problem;
}

Problem moving(const View& view, const char* code) {
    Problem problem;
    problem.what = clause(view, code);
    problem.why.push_back(view.verdict.reason);
    return problem;
}

Problem tell(const View& view) {
    const std::string& code = view.verdict.reason.code;
    if (code == "service.deploymentFailed") return failedDeployment(view);
    if (code == "service.failingStarts" || code == "service.endingTasks") return failing(view);
    if (code == "service.noInstances" || code.starts_with("service.waitsFor.")) return waiting(view);
    if (code == "service.boundsPrevent") return bounded(view);
    if (code == "service.unhealthy") return unhealthy(view);
    if (code == "service.replacing") return replacing(view);
    if (code == "service.deploying" || code == "service.redeploying" || code == "service.rollingBack")
        return rolling(view);
    if (code == "service.starting") return moving(view, "problem.starting");
    if (code == "service.scalingOut") return moving(view, "problem.growing");
    if (code == "service.scalingIn") return moving(view, "problem.shrinking");
    return moving(view, "problem.deleting");
}

/// Only while one deployment takes over from another.
std::optional<Roll> rollOf(const View& view) {
    const Service& s = view.service;
    if (!view.primary || s.deployments.size() < 2 || s.desired <= 0) return std::nullopt;
    Roll roll;
    roll.fresh = view.primary->running;
    roll.starting = view.primary->pending;
    for (const Deployment& deployment : s.deployments)
        if (&deployment != view.primary) roll.old += deployment.running;
    roll.lower = (s.desired * s.minimumHealthyPercent + 99) / 100;
    roll.desired = s.desired;
    roll.upper = std::max(s.desired * s.maximumPercent / 100, roll.fresh + roll.old + roll.starting);
    return roll;
}

bool isProblem(Status status) {
    switch (status) {
    case Status::trouble:
    case Status::failed:
    case Status::atRisk:
    case Status::changing:
    case Status::starting:
    case Status::leaving:
        return true;
    default:
        return false;
    }
}

} // namespace

namespace detail {

std::optional<Problem> problemOf(const Snapshot& snapshot, const Service& service, const TaskSummary*,
                                 const Verdict& verdict) {
    if (!isProblem(verdict.status)) return std::nullopt;
    View view{snapshot, service, verdict};
    for (const Deployment& deployment : service.deployments) {
        if (deployment.status == "PRIMARY" && !view.primary)
            view.primary = &deployment;
        else if (deployment.status != "PRIMARY" && !view.older && deployment.running > 0)
            view.older = &deployment;
    }
    if (!view.primary) view.older = nullptr;
    Problem problem = tell(view);
    problem.id = service.arn;
    problem.status = verdict.status;
    problem.since = verdict.since;
    problem.weight = view.missing();
    if (problem.place.kind == PlaceOf::Kind::none) problem.place = {PlaceOf::Kind::service, service.name};
    if (!problem.act.empty()) problem.targets = {service.arn};
    if (verdict.status == Status::changing) problem.roll = rollOf(view);
    return problem;
}

} // namespace detail

} // namespace pilothouse::console
