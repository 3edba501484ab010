// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/checks.h"

#include <algorithm>

namespace pilothouse::simulation {

using ecs::ContainerStatus;
using ecs::DesiredStatus;
using ecs::StopCode;
using ecs::TaskStatus;

namespace {

struct Life {
    const Transition& t;
    const TaskRow& was;
    const TaskRow& is;
    const ecs::TaskDefinition& definition;

    [[noreturn]] void wrong(const std::string& what) const {
        throw Violation("task " + is.key.name + ": " + what);
    }
    void must(bool holds, const char* what) const {
        if (!holds) wrong(what);
    }
};

void checkFixed(const Life& life) {
    auto& was = life.was;
    auto& is = life.is;
    bool same = was.definition == is.definition && was.service == is.service &&
                was.deployment == is.deployment && was.instance == is.instance && was.engine == is.engine &&
                was.cpu == is.cpu && was.memory == is.memory && was.hostPorts == is.hostPorts &&
                was.createdAt == is.createdAt && was.launchType == is.launchType &&
                was.containers.size() == is.containers.size();
    life.must(same, "what is fixed when it is made has changed");
}

void checkForward(const Life& life) {
    auto& was = life.was;
    auto& is = life.is;
    life.must(was.lastStatus != TaskStatus::stopped || was == is, "STOPPED is not final");
    life.must(is.lastStatus >= was.lastStatus, "its status goes back");
    life.must(was.desiredStatus == DesiredStatus::running || is.desiredStatus == DesiredStatus::stopped,
              "it is wanted again after it was stopped");
    bool began = is.attempt > was.attempt;
    life.must(is.attempt >= was.attempt, "its attempt goes back");
    life.must(!began || is.startedAt == 0, "it is begun again though it ran");
    for (std::size_t i = 0; i < is.containers.size(); ++i)
        life.must(is.containers[i].status >= was.containers[i].status, "a container's status goes back");
    if (was.stopCode != StopCode::none)
        life.must(was.stopCode == is.stopCode && was.stoppedReason == is.stoppedReason,
                  "it ends in two ways");
}

/// What holds for a row by itself.
void checkRow(const Life& life) {
    auto& is = life.is;
    bool stopping = is.desiredStatus == DesiredStatus::stopped;
    life.must(stopping == (is.stopCode != StopCode::none), "its stopCode does not say how it ended");
    life.must(stopping == !is.stoppedReason.empty(), "its stoppedReason does not say why it ended");
    life.must(stopping == (is.stoppingAt != 0), "stoppingAt is not the time of its end");
    bool stopped = is.lastStatus == TaskStatus::stopped;
    life.must(!stopped || stopping, "it is STOPPED but wanted");
    life.must(stopped == (is.stoppedAt != 0), "stoppedAt is not the time of STOPPED");
    life.must(is.lastStatus != TaskStatus::running || is.startedAt != 0, "it runs without startedAt");
    life.must(stopping || is.lastStatus <= TaskStatus::running, "it goes down though it is wanted");
    life.must(is.startedAt == 0 || is.startedAt >= is.createdAt, "it started before it was made");
    life.must(!stopped || (is.stoppedAt >= is.stoppingAt && is.stoppingAt >= is.createdAt),
              "its times are out of order");
    for (auto& container : is.containers) {
        life.must(!stopped || container.status == ContainerStatus::stopped,
                  "it is STOPPED, a container is not");
        life.must(container.status != ContainerStatus::running || !container.runtimeId.empty(),
                  "a container runs without a runtimeId");
    }
    if (is.lastStatus != TaskStatus::running || stopping) return;
    for (std::size_t i = 0; i < is.containers.size(); ++i)
        life.must(!life.definition.containers[i].essential ||
                      is.containers[i].status == ContainerStatus::running,
                  "it runs without one of its essential containers");
}

bool essentialEnded(const Life& life) {
    bool all = true;
    for (std::size_t i = 0; i < life.is.containers.size(); ++i) {
        bool ended = life.is.containers[i].status == ContainerStatus::stopped;
        if (ended && life.definition.containers[i].essential) return true;
        all = all && ended;
    }
    return all;
}

/// The code it ends with is that of what happened in this step.
void checkCause(const Life& life) {
    auto& was = life.was;
    auto& is = life.is;
    if (was.desiredStatus == DesiredStatus::stopped || is.desiredStatus == DesiredStatus::running) return;
    auto* command = std::get_if<Command>(&life.t.event);
    bool asked =
        command && command->operation == "StopTask" && command->input.str("task").ends_with(is.key.name);
    life.must(asked == (is.stopCode == StopCode::userInitiated), "UserInitiated does not go with StopTask");
    auto* seen = std::get_if<TaskObservation>(&life.t.event);
    bool mine = seen && seen->taskId == is.key.name;
    bool lost = mine && (seen->gone || seen->network != NetworkState::up);
    switch (is.stopCode) {
    case StopCode::serviceSchedulerInitiated:
        life.must(!is.service.empty(), "the scheduler stops a task that is no service's");
        break;
    case StopCode::essentialContainerExited:
        life.must(essentialEnded(life) || lost, "EssentialContainerExited, but none has");
        life.must(mine || std::holds_alternative<Tick>(life.t.event),
                  "it ends though nothing was seen of it");
        break;
    case StopCode::taskFailedToStart:
        life.must(was.startedAt == 0, "TaskFailedToStart, but it ran");
        break;
    case StopCode::infrastructureHealth:
        life.must(lost, "its infrastructure fails, but nothing was lost");
        break;
    default:
        break;
    }
}

bool dependencyMet(const ContainerRow& other, ecs::Condition condition) {
    bool started = other.startedAt != 0, stopped = other.status == ContainerStatus::stopped;
    switch (condition) {
    case ecs::Condition::start:
        return started;
    case ecs::Condition::complete:
        return started && stopped;
    case ecs::Condition::success:
        return stopped && other.exitCode == 0;
    case ecs::Condition::healthy:
        return other.status == ContainerStatus::running && other.health == ecs::HealthStatus::healthy;
    }
    return false;
}

void checkDependencies(const Life& life) {
    auto& all = life.definition.containers;
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool begins = life.was.containers[i].goal != ContainerGoal::run &&
                      life.is.containers[i].goal == ContainerGoal::run;
        if (!begins) continue;
        for (auto& dependency : all[i].dependsOn)
            for (std::size_t other = 0; other < all.size(); ++other)
                if (all[other].name == dependency.container)
                    life.must(dependencyMet(life.is.containers[other], dependency.condition),
                              "a container starts before what it depends on");
    }
}

void checkGone(const Transition& t, const TaskRow& was, const Rules& rules) {
    if (was.lastStatus != TaskStatus::stopped)
        throw Violation("task " + was.key.name + " is forgotten before STOPPED");
    if (t.now - was.stoppedAt < rules.keepStopped)
        throw Violation("task " + was.key.name + " is forgotten too soon");
}

} // namespace

void checkTasks(const Transition& t, const Rules& rules) {
    t.each<TaskRow>([&](auto& was, auto& is) {
        if (!is) {
            if (was) checkGone(t, *was, rules);
            return;
        }
        auto definition = t.current<DefinitionRow>(is->definition);
        if (!definition) throw Violation("task " + is->key.name + " is of no definition");
        Life life{t, was ? *was : *is, *is, definition->typed};
        checkRow(life);
        if (!was) {
            life.must(is->lastStatus == TaskStatus::provisioning && is->attempt == 1,
                      "it is not made as PROVISIONING");
            return;
        }
        checkFixed(life);
        checkForward(life);
        checkCause(life);
        checkDependencies(life);
    });
}

void checkReport(const Transition& t) {
    auto* seen = std::get_if<TaskObservation>(&t.event);
    if (!seen) return;
    Ptr<TaskRow> was, is;
    for (auto& [key, row] : t.state.tasks)
        if (key.name == seen->taskId) {
            is = row;
            was = t.earlier<TaskRow>(key);
        }
    if (!was || seen->attempt != was->attempt || was->lastStatus == TaskStatus::stopped) {
        if (!t.changes.empty())
            throw Violation("a report of an older attempt of " + seen->taskId + " changes something");
        return;
    }
    bool lost = seen->gone || (was->connected && seen->network != NetworkState::up);
    if (!lost) return;
    bool noticed = is->attempt > was->attempt || is->desiredStatus == DesiredStatus::stopped;
    if (!noticed) throw Violation("task " + seen->taskId + " lost its network and stays as it is");
    bool over = seen->gone && was->desiredStatus == DesiredStatus::stopped;
    if (over && is->lastStatus != TaskStatus::stopped)
        throw Violation("nothing is left of task " + seen->taskId + ", yet it is not STOPPED");
}

void checkAnswer(const Transition& t) {
    auto* command = std::get_if<Command>(&t.event);
    if (!command || !t.reply || !*t.reply) return;
    bool repeated = command->input.has("clientToken"); // may answer what an earlier call made
    if (command->operation == "RunTask" && !repeated) {
        std::size_t made = 0;
        t.each<TaskRow>([&](auto& was, auto& is) { made += !was && is && is->service.empty(); });
        auto count = static_cast<std::size_t>(command->input.integer("count", 1));
        if ((*t.reply)->at("tasks").size() != made)
            throw Violation("RunTask answers other tasks than it made");
        if (made > count || (made < count && (*t.reply)->at("failures").size() == 0))
            throw Violation("RunTask neither makes a task nor says why");
    }
    if (command->operation == "StopTask")
        t.each<TaskRow>([&](auto&, auto& is) {
            if (is && is->key.name == command->input.str("task") && isWanted(*is))
                throw Violation("StopTask leaves task " + is->key.name + " wanted");
        });
}

} // namespace pilothouse::simulation
