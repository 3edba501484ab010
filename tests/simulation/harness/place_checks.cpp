// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/checks.h"

#include <algorithm>

namespace pilothouse::simulation {

namespace {

const std::vector<int> reserved = {22, 2375, 2376, 51678, 51679, 51680};

void checkNewTask(const Transition& t, const TaskRow& task) {
    if (task.launchType == ecs::LaunchType::fargate) return;
    auto instance = t.current<InstanceRow>({task.key.cluster, task.instance});
    auto before = t.earlier<InstanceRow>({task.key.cluster, task.instance});
    if (!instance || !before) throw Violation("a task is placed on an instance that is not there");
    auto what = "task " + task.key.name + " is placed on instance " + instance->key.name;
    if (instance->status != ecs::InstanceStatus::active) throw Violation(what + ", which is not ACTIVE");
    if (!instance->connected) throw Violation(what + ", which is not connected");
    if (instance->engine != task.engine) throw Violation(what + " but runs on another engine");
    for (int port : fixedPorts(t.current<DefinitionRow>(task.definition)->typed))
        if (std::count(reserved.begin(), reserved.end(), port))
            throw Violation(what + " with a reserved port");
}

bool busy(const TaskObservation& seen) {
    return std::any_of(seen.containers.begin(), seen.containers.end(), [](auto& container) {
        return container.state == ObservedContainer::pulling ||
               container.state == ObservedContainer::created || container.state == ObservedContainer::running;
    });
}

void checkDistinct(const Transition& t, const TaskRow& task) {
    auto service = t.current<ServiceRow>({task.key.cluster, task.service});
    if (!service || task.launchType == ecs::LaunchType::fargate) return;
    bool distinct = std::any_of(service->constraints.begin(), service->constraints.end(),
                                [](auto& constraint) { return constraint.type == "distinctInstance"; });
    if (!distinct) return;
    for (auto& [key, other] : t.state.tasks)
        if (isLive(*other) && key != task.key && other->service == task.service &&
            key.cluster == task.key.cluster && other->instance == task.instance)
            throw Violation("two tasks of service " + task.service + " share an instance");
}

} // namespace

void checkPlaces(const Transition& t, const Oracle& oracle) {
    bool moved = false;
    t.each<TaskRow>([&](auto& was, auto& is) {
        moved = moved || !was || !is || isLive(*was) != isLive(*is);
        if (was || !is) return;
        checkNewTask(t, *is);
        checkDistinct(t, *is);
    });
    if (!moved) return;
    if (auto what = oracle.overfull(); !what.empty()) throw Violation(what);
}

void checkStoppedOnEngines(const Transition& t, const std::vector<Link>& links) {
    t.each<TaskRow>([&](auto&, auto& is) {
        if (!is || isLive(*is)) return;
        for (auto& link : links)
            if (auto* seen = link.engine.look(is->key.name); seen && busy(*seen))
                throw Violation("task " + is->key.name + " is STOPPED while its containers run");
    });
}

void checkEngines(const State& state, const std::vector<Link>& links) {
    std::map<std::string, const TaskRow*> known;
    for (auto& [key, row] : state.tasks)
        known[key.name] = row.get();
    std::set<std::string> seenOnOther;
    for (auto& link : links)
        for (auto& id : link.engine.tasks()) {
            auto it = known.find(id);
            auto* seen = link.engine.look(id);
            if (it == known.end())
                throw Violation("engine " + link.engine.name() + " runs task " + id + " that is not known");
            auto& task = *it->second;
            if (task.engine != link.engine.name()) throw Violation("task " + id + " runs on a wrong engine");
            if (!seenOnOther.insert(id).second) throw Violation("task " + id + " runs on two engines");
            if (seen->attempt > task.attempt) throw Violation("task " + id + " runs in an attempt to come");
            if (!isLive(task) && busy(*seen))
                throw Violation("task " + id + " is STOPPED while its containers run");
        }
}

} // namespace pilothouse::simulation
