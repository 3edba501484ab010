// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/peace.h"

#include "tests/simulation/harness/oracle.h"

#include <algorithm>

namespace pilothouse::simulation {

namespace {

constexpr Millis longEnough = 45 * 60'000; // the longest delay is 27 min
constexpr std::size_t mostSteps = 6'000;

void heal(Machine& machine) {
    machine.crashes = {0, 0, 0};
    for (auto& link : machine.links()) {
        link.faults = {};
        link.engine.failPulls(false);
        link.engine.failNetworks(false);
    }
    machine.advance(machine.now() + 500'000); // what lies are still under way arrives
    for (auto& link : machine.links()) {
        link.goSilent(machine.now());
        link.answer(machine.now());
    }
}

[[noreturn]] void wrong(const std::string& what) {
    throw Violation("in peace: " + what);
}

bool bounded(const Sight& sight) {
    bool nothingStarts = static_cast<int>(sight.live.size()) >= sight.upper;
    bool nothingStops = sight.oldHealthy.empty() || sight.healthy <= sight.lower;
    return nothingStarts && nothingStops;
}

void checkService(const Sight& sight, const Oracle& oracle, const User& user) {
    auto& service = *sight.service;
    auto name = "service " + service.key.name + " of " + service.key.cluster + ": ";
    if (service.status == ecs::ServiceStatus::draining) wrong(name + "it is still DRAINING");
    if (service.status != ecs::ServiceStatus::active) return;
    bool failed = sight.primary->rollout == ecs::RolloutState::failed;
    bool missing = static_cast<int>(sight.fresh.size()) < service.desiredCount;
    if (failed) return; // stalled: checked by the breaker's model
    bool noRoom = missing && !oracle.hasRoom(sight);
    auto fate = user.fateOf(sight.primary->definition);
    if (service.steady) return; // that it says so rightly is checked after each step
    if (noRoom || bounded(sight) || service.desiredCount == 0) return;
    if (fate == Fate::runs) wrong(name + "it does not reach a steady state");
}

bool agrees(const ContainerRow& row, const ContainerObservation& seen) {
    bool runs = seen.state == ObservedContainer::running;
    return (row.status == ecs::ContainerStatus::running) == runs &&
           (!runs || row.runtimeId == seen.runtimeId);
}

void checkTask(const TaskRow& task, const TaskObservation* seen) {
    auto name = "task " + task.key.name + ": ";
    if (!isWanted(task)) wrong(name + "it was to stop and has not");
    if (!seen || seen->gone) wrong(name + "its engine does not have it");
    if (seen->attempt != task.attempt) wrong(name + "its engine runs another attempt");
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        if (!agrees(task.containers[i], seen->containers[i]))
            wrong(name + "a container is not as its engine has it");
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        if (task.containers[i].status == ecs::ContainerStatus::running &&
            task.containers[i].health != seen->containers[i].health &&
            seen->containers[i].health != ecs::HealthStatus::unknown)
            wrong(name + "a container's health is not as its engine has it");
}

/// Its tasks start and end for ever.
bool restless(const ServiceRow& service, const User& user) {
    auto fate = user.fateOf(service.definition);
    return service.status == ecs::ServiceStatus::active && (fate == Fate::sick || fate == Fate::crashes);
}

/// Those that come to rest; services that are tried again for ever have tasks on the way.
bool rests(const TaskRow& task, const User& user) {
    return isLive(task) && user.fateOf(task.definition) == Fate::runs;
}

void checkTasksOnEngines(const Machine& machine, const User& user) {
    std::set<std::string> live;
    for (auto& [key, task] : machine.state().tasks) {
        if (isLive(*task)) live.insert(key.name);
        if (!rests(*task, user)) continue;
        for (auto& link : machine.links())
            if (link.engine.name() == task->engine) checkTask(*task, link.engine.look(key.name));
    }
    for (auto& link : machine.links())
        for (auto& id : link.engine.tasks())
            if (!live.contains(id)) wrong("engine " + link.engine.name() + " still has task " + id);
}

/// A restart of the plane is the same comparison: nothing that runs is touched.
void checkRestart(Machine& machine, const User& user) {
    std::vector<Ptr<TaskRow>> before;
    for (auto& [key, task] : machine.state().tasks)
        if (rests(*task, user)) before.push_back(task);
    machine.restart();
    machine.advance(machine.now() + 3'000);
    for (auto& task : before) {
        auto it = machine.state().tasks.find(task->key);
        if (it == machine.state().tasks.end() || !(*it->second == *task))
            wrong("a restart changes task " + task->key.name);
    }
}

} // namespace

bool makePeace(Machine& machine, User& user, Random& random) {
    heal(machine);
    for (auto& [key, row] : std::map(machine.state().instances))
        if (random.chance(0.8))
            machine.call("UpdateContainerInstancesState",
                         Json::object({{"cluster", key.cluster},
                                       {"containerInstances", Json::strings({key.name})},
                                       {"status", "ACTIVE"}}));
    for (auto& [key, row] : std::map(machine.state().services))
        if (row->status == ecs::ServiceStatus::active && (random.chance(0.5) || restless(*row, user)))
            user.mend(*row);
    auto end = machine.now() + longEnough;
    auto steps = machine.steps();
    for (auto due = machine.nextDue(); due && *due <= end; due = machine.nextDue()) {
        machine.advance(*due);
        if (machine.steps() - steps < mostSteps) continue;
        for (auto& [key, row] : machine.state().services)
            if (restless(*row, user)) return false; // one that went back to what gets sick
        throw Violation("the plane does not come to rest in peace");
    }
    machine.advance(end);
    return true;
}

void checkPeace(Machine& machine, const User& user) {
    Oracle oracle(machine.state(), machine.rules());
    for (auto& sight : oracle.services())
        checkService(sight, oracle, user);
    checkTasksOnEngines(machine, user);
    for (auto& [key, row] : machine.state().services) {
        auto events = std::count_if(machine.state().events.begin(), machine.state().events.end(),
                                    [&key = key](auto& item) { return item.second->service == key; });
        if (events > 100) wrong("service " + key.name + " keeps more than 100 events");
    }
    checkRestart(machine, user);
}

} // namespace pilothouse::simulation
