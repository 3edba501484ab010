// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/problems.h"

#include "core/console/arguments.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace pilothouse::console {

namespace {

constexpr std::size_t fewOfAKind = 3, fewNames = 6;

std::int64_t numberOf(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string_view nameOf(const Instance& instance) {
    return instance.ec2InstanceId.empty() ? std::string_view(instance.id) : instance.ec2InstanceId;
}

void tellInstances(const Snapshot& snapshot, std::vector<Problem>& problems) {
    for (const auto& row : snapshot.instances.rows) {
        const Instance& instance = *row;
        const bool lost = !instance.connected && instance.status != "INACTIVE";
        const bool draining = instance.status == "DRAINING" && instance.running + instance.pending > 0;
        if (!lost && !draining) continue;
        Problem problem;
        problem.id = instance.arn;
        problem.status = lost ? Status::atRisk : Status::leaving;
        problem.what = {
            lost ? "problem.instanceLost" : "problem.draining",
            {{"instance", named(Arg::Kind::instance, std::string(nameOf(instance)), instance.arn)}}};
        const int tasks = instance.running + instance.pending;
        problem.why.push_back({"problem.why.tasksOn", {{"count", count(tasks)}}});
        problem.next.push_back({lost ? "problem.next.lost" : "problem.next.drains", {}});
        problem.place = {PlaceOf::Kind::instance, instance.id};
        problem.weight = tasks;
        if (lost && instance.status == "ACTIVE") {
            problem.act = "instance.drain";
            problem.targets = {instance.arn};
        }
        problems.push_back(std::move(problem));
    }
}

/// Tasks that no service replaces and that ended badly, by their definition.
void tellTasks(const Snapshot& snapshot, std::vector<Problem>& problems) {
    struct Ended {
        int count = 0;
        std::shared_ptr<const Task> newest;
    };
    std::map<std::string, Ended> all;
    for (const auto& task : snapshot.tasks.rows) {
        if (!task->service.empty() || task->lastStatus != ecs::TaskStatus::stopped) continue;
        if (explain(*task).status != Status::failed) continue;
        Ended& ended = all[task->taskDefinition];
        ++ended.count;
        if (!ended.newest || ended.newest->stoppedAt < task->stoppedAt) ended.newest = task;
    }
    for (const auto& [arn, ended] : all) {
        Problem problem;
        problem.id = arn;
        problem.status = Status::atRisk;
        problem.what = {"problem.tasksFailed",
                        {{"definition", definition(arn)}, {"count", count(ended.count)}}};
        problem.why.push_back({"problem.why.last", {}});
        problem.why.push_back(explain(*ended.newest).reason);
        problem.next.push_back({"problem.next.alone", {}});
        problem.since = ended.newest->stoppedAt;
        problem.place = {PlaceOf::Kind::tasks, std::string(lastPart(arn))};
        problems.push_back(std::move(problem));
    }
}

/// What several of one kind are told as.
const char* manyOf(const std::string& code) {
    static const std::map<std::string, const char*, std::less<>> kinds = {
        {"problem.down", "problem.many.failing"},
        {"problem.part", "problem.many.failing"},
        {"problem.full", "problem.many.failing"},
        {"problem.deploymentFailed", "problem.many.deploymentFailed"},
        {"problem.unhealthy", "problem.many.unhealthy"},
        {"problem.waits", "problem.many.waits"},
        {"problem.noInstances", "problem.many.noInstances"},
        {"problem.bounds", "problem.many.bounds"},
        {"problem.replacing", "problem.many.replacing"},
        {"problem.moving", "problem.many.deploying"},
        {"problem.movingTo", "problem.many.deploying"},
        {"problem.redeploying", "problem.many.deploying"},
        {"problem.rollingBack", "problem.many.rollingBack"},
        {"problem.starting", "problem.many.starting"},
        {"problem.growing", "problem.many.scaling"},
        {"problem.shrinking", "problem.many.scaling"},
        {"problem.deleting", "problem.many.deleting"},
        {"problem.instanceLost", "problem.many.instanceLost"},
        {"problem.draining", "problem.many.draining"},
        {"problem.tasksFailed", "problem.many.tasksFailed"},
    };
    auto it = kinds.find(code);
    return it == kinds.end() ? nullptr : it->second;
}

/// Names of the group, the heaviest first, and how many more.
Reason namesOf(const std::vector<Problem>& group) {
    Arg names{Arg::Kind::names, {}, 0, {}, {}};
    for (std::size_t i = 0; i < group.size() && i < fewNames; ++i)
        names.items.push_back(group[i].what.args.front().second);
    if (group.size() <= fewNames) return {"problem.many.names", {{"names", std::move(names)}}};
    return {"problem.many.namesMore",
            {{"names", std::move(names)}, {"others", count(std::int64_t(group.size() - fewNames))}}};
}

Problem grouped(const char* code, std::vector<Problem> group) {
    Problem all;
    all.id = std::string(code) + '/' + std::to_string(int(group.front().status));
    all.status = group.front().status;
    all.what = {code, {{"count", count(std::int64_t(group.size()))}}};
    all.why.push_back(namesOf(group));
    all.next = group.front().next;
    all.count = int(group.size());
    const bool sameNext =
        std::all_of(group.begin(), group.end(), [&](const Problem& p) { return p.next == all.next; });
    if (!sameNext) all.next.clear();
    const bool sameCause = std::all_of(group.begin(), group.end(), [&](const Problem& p) {
        return p.cause && p.cause == group.front().cause;
    });
    if (sameCause) all.cause = group.front().cause;
    for (const Problem& problem : group) {
        all.weight += problem.weight;
        if (problem.since > 0 && (all.since == 0 || problem.since < all.since)) all.since = problem.since;
    }
    switch (group.front().place.kind) {
    case PlaceOf::Kind::instance:
    case PlaceOf::Kind::instances:
        all.place.kind = PlaceOf::Kind::instances;
        break;
    case PlaceOf::Kind::tasks:
        all.place.kind = group.front().targets.empty() && code == std::string_view("problem.many.tasksFailed")
                             ? PlaceOf::Kind::tasks
                             : PlaceOf::Kind::services;
        break;
    case PlaceOf::Kind::topology:
        all.place.kind = PlaceOf::Kind::topology;
        break;
    default:
        all.place.kind = PlaceOf::Kind::services;
    }
    return all;
}

bool before(const Problem& a, const Problem& b) {
    const auto key = [](const Problem& p) {
        const Arg& name = p.what.args.empty() ? p.what.arg("") : p.what.args.front().second;
        return std::tuple(rank(p.status), -p.weight, name.text, p.id);
    };
    return key(a) < key(b);
}

} // namespace

int breakerThreshold(int desired) {
    return std::clamp((desired + 1) / 2, 3, 200);
}

std::optional<TaskSize> sizeOfTask(const Snapshot& snapshot, const Service& service) {
    const Task* best = nullptr;
    for (const auto& task : snapshot.tasks.rows) {
        if (task->service != service.name || (task->cpu.empty() && task->memory.empty())) continue;
        const auto weight = [&](const Task& t) {
            return (t.taskDefinition == service.taskDefinition ? 2 : 0) +
                   (t.instanceArn.empty() && t.lastStatus != ecs::TaskStatus::stopped ? 1 : 0);
        };
        if (!best || weight(*task) > weight(*best)) best = task.get();
    }
    if (!best || best->taskDefinition != service.taskDefinition) return std::nullopt;
    return TaskSize{numberOf(best->cpu), numberOf(best->memory)};
}

std::vector<Problem> problemsOf(const Snapshot& snapshot, const VerdictOf& verdictOf) {
    std::vector<Problem> all;
    const bool tasksKnown = snapshot.tasks.asOf != 0;
    const Summaries summaries = summarize(snapshot.tasks);
    static const TaskSummary none;
    for (const auto& service : snapshot.services.rows) {
        const TaskSummary* tasks = summaryOf(summaries, *service);
        if (!tasks && tasksKnown) tasks = &none;
        if (!tasksKnown) tasks = nullptr;
        const Verdict verdict = verdictOf ? verdictOf(*service, tasks) : explain(*service, tasks);
        if (auto problem = detail::problemOf(snapshot, *service, tasks, verdict))
            all.push_back(std::move(*problem));
    }
    tellInstances(snapshot, all);
    tellTasks(snapshot, all);
    std::sort(all.begin(), all.end(), before);

    std::map<std::pair<std::string, int>, std::vector<Problem>> kinds;
    for (Problem& problem : all) {
        const char* many = manyOf(problem.what.code);
        kinds[{many ? many : problem.id, rank(problem.status)}].push_back(std::move(problem));
    }
    std::vector<Problem> told;
    for (auto& [key, group] : kinds) {
        const char* many = manyOf(group.front().what.code);
        if (many && group.size() > fewOfAKind)
            told.push_back(grouped(many, std::move(group)));
        else
            std::move(group.begin(), group.end(), std::back_inserter(told));
    }
    std::sort(told.begin(), told.end(), before);
    return told;
}

} // namespace pilothouse::console
