// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_engine.h"

#include "core/base/random.h"
#include "core/runtime/simulated_image.h"

namespace pilothouse::runtime {

using namespace control;

namespace {

// How long things take, in milliseconds: of the order that an idle Docker engine shows.
constexpr Millis networkTakes = 40, pullTakes = 60, startTakes = 30, stopTakes = 40, removeTakes = 20,
                 exitAfter = 200, progressEvery = 1000;

const ecs::ContainerDefinition& definitionOf(const TaskGoal& goal, std::size_t index) {
    return goal.plan->definition->containers[index];
}

bool checked(const ecs::ContainerDefinition& container) {
    auto& check = container.healthCheck;
    return check && !check->command.empty() && check->command.front() != "NONE";
}

TaskObservation goneOf(const std::string& id, int attempt) {
    TaskObservation seen;
    seen.taskId = id;
    seen.attempt = attempt;
    seen.gone = true;
    return seen;
}

} // namespace

// ---- goals -----------------------------------------------------------------------------------------------

SimulatedEngine::Task& SimulatedEngine::begin(const TaskGoal& goal) {
    auto& task = m_tasks[goal.taskId];
    if (task.listed != 0) m_due.erase({task.listed, goal.taskId});
    task = {};
    task.goal = goal;
    task.seen.taskId = goal.taskId;
    task.seen.attempt = goal.attempt;
    task.seen.containers.resize(goal.containers.size());
    task.containers.resize(goal.containers.size());
    changed(task);
    return task;
}

void SimulatedEngine::take(const TaskGoal& goal, Millis now) {
    auto it = m_tasks.find(goal.taskId);
    if (it == m_tasks.end() && goal.remove) {
        m_farewells.push_back(goneOf(goal.taskId, goal.attempt));
        return;
    }
    auto& task = it == m_tasks.end() ? begin(goal) : it->second;
    if (goal.attempt < task.goal.attempt) return;
    if (goal.attempt > task.goal.attempt) {
        task.next = goal;
        if (task.removeDue == 0) task.removeDue = now + removeTakes;
    } else {
        task.goal = goal;
    }
    if (task.seen.gone && (task.next || goal.remove))
        removed(goal.taskId, now);
    else
        follow(task, now);
}

void SimulatedEngine::want(const std::vector<TaskGoal>& goals, Millis now) {
    for (auto& goal : goals)
        take(goal, now);
}

void SimulatedEngine::resume(const std::vector<TaskGoal>& goals, Millis now) {
    *this = SimulatedEngine(m_name);
    want(goals, now);
    for (auto& [id, task] : m_tasks) {
        if (task.networkDue == 0 || task.goal.remove) continue;
        task.networkDue = now;
        play(task, now);
        for (std::size_t i = 0; i < task.containers.size(); ++i)
            if (task.goal.containers[i] == ContainerGoal::run &&
                !definitionOf(task.goal, i).image.starts_with("sim/"))
                run(task, i, now);
        list(task);
    }
}

void SimulatedEngine::relist(const std::vector<TaskGoal>& goals, Millis now) {
    std::set<std::string> known;
    for (auto& goal : goals)
        known.insert(goal.taskId);
    for (auto& [id, task] : m_tasks) {
        changed(task);
        if (known.contains(id)) continue;
        task.next.reset();
        task.goal.remove = true;
        task.removeDue = now + removeTakes;
        list(task);
    }
    want(goals, now);
}

void SimulatedEngine::follow(Task& task, Millis now) {
    auto& goal = task.goal;
    if (!task.seen.gone && !task.next) {
        bool wanted = goal.network && task.seen.network == NetworkState::none;
        if (wanted && task.networkDue == 0 && task.seen.networkReason.empty())
            task.networkDue = now + networkTakes;
        for (std::size_t i = 0; i < task.containers.size() && i < goal.containers.size(); ++i)
            followContainer(task, i, now);
        if (goal.remove && task.removeDue == 0) task.removeDue = now + removeTakes;
    }
    list(task);
}

void SimulatedEngine::followContainer(Task& task, std::size_t index, Millis now) {
    auto& container = task.containers[index];
    auto goal = task.goal.containers[index];
    if (goal == ContainerGoal::run && container.phase == Phase::idle && task.seen.network == NetworkState::up)
        pull(task, index, now);
    if (goal != ContainerGoal::stop) return;
    if (container.phase == Phase::running) {
        container.phase = Phase::stopping;
        container.due = now + stopTakes;
    } else if (container.phase == Phase::pulling || container.phase == Phase::starting) {
        fail(task, index, "", now);
    }
}

void SimulatedEngine::pull(Task& task, std::size_t index, Millis now) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    auto slow = simulatedImage(definitionOf(task.goal, index).image).slow;
    container.phase = Phase::pulling;
    container.phaseBegan = now;
    container.due = now + (slow ? std::max<Millis>(Millis{*slow} * 1000, pullTakes) : pullTakes);
    if (container.due > now + progressEvery) container.progressDue = now + progressEvery;
    seen.state = ObservedContainer::pulling;
    seen.pullPercent = 0;
    if (task.seen.pullStartedAt == 0) task.seen.pullStartedAt = now;
    changed(task);
}

// ---- what happens by itself ------------------------------------------------------------------------------

void SimulatedEngine::run(Task& task, std::size_t index, Millis at) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    auto& definition = definitionOf(task.goal, index);
    auto image = simulatedImage(definition.image);
    container.phase = Phase::running;
    container.progressDue = 0;
    container.due = image.exits ? at + exitAfter : 0;
    if (checked(definition)) {
        auto& check = *definition.healthCheck;
        Millis seconds = image.unhealthy ? check.startPeriod + Millis{check.interval} * check.retries
                                         : Millis{check.interval};
        container.healthDue = at + 1000 * seconds;
    }
    seen.state = ObservedContainer::running;
    seen.pullPercent = -1;
    seen.startedAt = at;
    Random ids(
        simulatedHash(task.goal.taskId + "/" + std::to_string(task.goal.attempt) + "/" + definition.name));
    seen.runtimeId = ids.hex(64);
    seen.imageDigest = "sha256:" + Random(simulatedHash(definition.image)).hex(64);
    if (task.seen.pullStartedAt == 0) task.seen.pullStartedAt = at;
    task.seen.pullStoppedAt = at;
    changed(task);
}

void SimulatedEngine::end(Task& task, std::size_t index, std::optional<int> exitCode, Millis at) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    container = {};
    container.phase = Phase::ended;
    seen.state = ObservedContainer::exited;
    seen.exitCode = exitCode;
    seen.finishedAt = at;
    changed(task);
}

/// It never was: its image could not be pulled, or it was called off.
void SimulatedEngine::fail(Task& task, std::size_t index, const std::string& reason, Millis at) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    container = {};
    container.phase = Phase::ended;
    seen.state = ObservedContainer::none;
    seen.pullPercent = -1;
    seen.reason = reason;
    task.seen.pullStoppedAt = at;
    changed(task);
}

void SimulatedEngine::pulled(Task& task, std::size_t index, Millis at) {
    auto& name = definitionOf(task.goal, index).image;
    if (simulatedImage(name).unpullable) {
        fail(task, index, "CannotPullContainerError: manifest for " + name + " not found: manifest unknown",
             at);
    } else if (m_pullsFail) {
        fail(task, index,
             "CannotPullContainerError: dial tcp: lookup registry: Temporary failure in name resolution", at);
    } else {
        task.containers[index].phase = Phase::starting;
        task.containers[index].due = at + startTakes;
        task.containers[index].progressDue = 0;
        task.seen.containers[index].state = ObservedContainer::created;
        task.seen.containers[index].pullPercent = -1;
        changed(task);
    }
}

void SimulatedEngine::playContainer(Task& task, std::size_t index, Millis at) {
    auto& container = task.containers[index];
    auto image = simulatedImage(definitionOf(task.goal, index).image);
    auto& seen = task.seen.containers[index];
    if (container.healthDue != 0 && container.healthDue <= at) {
        container.healthDue = 0;
        seen.health = image.unhealthy ? ecs::HealthStatus::unhealthy : ecs::HealthStatus::healthy;
        changed(task);
    }
    if (container.progressDue != 0 && container.progressDue <= at) {
        seen.pullPercent =
            static_cast<int>(100 * (at - container.phaseBegan) / (container.due - container.phaseBegan));
        bool more = at + progressEvery < container.due;
        container.progressDue = more ? at + progressEvery : 0;
        changed(task);
    }
    if (container.due == 0 || container.due > at) return;
    if (container.phase == Phase::pulling)
        pulled(task, index, at);
    else if (container.phase == Phase::starting)
        run(task, index, at);
    else if (container.phase == Phase::running)
        end(task, index, image.exits.value_or(0), at);
    else
        end(task, index, 143, at);
}

void SimulatedEngine::connect(Task& task) {
    task.networkDue = 0;
    if (m_networksFail) {
        task.seen.networkReason = "could not create the task's network: the address pool is used up";
    } else if (!m_ports.take(*task.goal.plan, task.seen.bindings)) {
        task.seen.networkReason = "Bind for a host port failed: port is already allocated";
    } else {
        task.seen.network = NetworkState::up;
        simulatedAddress(*task.goal.plan, task.seen);
    }
    changed(task);
}

void SimulatedEngine::play(Task& task, Millis at) {
    if (task.seen.gone) return;
    if (task.networkDue != 0 && task.networkDue <= at) {
        connect(task);
        follow(task, at);
    }
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        playContainer(task, i, at);
}

/// Nothing is left of its attempt.
void SimulatedEngine::clear(Task& task) {
    m_ports.release(task.goal.taskId);
    task.seen = goneOf(task.goal.taskId, task.goal.attempt);
    task.networkDue = task.removeDue = 0;
    for (auto& container : task.containers)
        container = {Phase::ended};
    changed(task);
}

void SimulatedEngine::removed(const std::string& taskId, Millis at) {
    auto& task = m_tasks.at(taskId);
    clear(task);
    m_farewells.push_back(task.seen);
    if (auto next = std::move(task.next)) {
        follow(begin(*next), at);
        return;
    }
    if (task.listed != 0) m_due.erase({task.listed, taskId});
    m_changed.erase(taskId);
    m_tasks.erase(taskId);
}

// ---- time ------------------------------------------------------------------------------------------------

std::optional<Millis> SimulatedEngine::Task::due() const {
    std::optional<Millis> first;
    auto consider = [&](Millis when) {
        if (when != 0 && (!first || when < *first)) first = when;
    };
    consider(networkDue);
    consider(removeDue);
    for (auto& container : containers) {
        consider(container.due);
        consider(container.healthDue);
        consider(container.progressDue);
    }
    return first;
}

void SimulatedEngine::list(Task& task) {
    auto due = task.due().value_or(0);
    if (due == task.listed) return;
    if (task.listed != 0) m_due.erase({task.listed, task.goal.taskId});
    if (due != 0) m_due.insert({due, task.goal.taskId});
    task.listed = due;
}

std::vector<TaskObservation> SimulatedEngine::advance(Millis now) {
    while (!m_due.empty() && m_due.begin()->first <= now) {
        auto [at, id] = *m_due.begin();
        auto& task = m_tasks.at(id);
        if (task.removeDue != 0 && task.removeDue <= at) {
            removed(id, at);
            continue;
        }
        play(task, at);
        list(task);
    }
    auto all = std::exchange(m_farewells, {});
    for (auto& id : std::exchange(m_changed, {}))
        all.push_back(m_tasks.at(id).seen);
    return all;
}

std::optional<Millis> SimulatedEngine::nextDue() const {
    if (!m_changed.empty() || !m_farewells.empty()) return 0;
    if (m_due.empty()) return {};
    return m_due.begin()->first;
}

// ---- faults ----------------------------------------------------------------------------------------------

void SimulatedEngine::crash(const std::string& taskId, std::size_t container, int exitCode, Millis now) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || container >= it->second.containers.size()) return;
    auto phase = it->second.containers[container].phase;
    if (phase != Phase::running && phase != Phase::stopping) return;
    end(it->second, container, exitCode, now);
    list(it->second);
}

void SimulatedEngine::sicken(const std::string& taskId, std::size_t container) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || container >= it->second.containers.size()) return;
    auto& task = it->second;
    if (task.containers[container].phase != Phase::running || !checked(definitionOf(task.goal, container)))
        return;
    task.containers[container].healthDue = 0;
    task.seen.containers[container].health = ecs::HealthStatus::unhealthy;
    changed(task);
    list(task);
}

void SimulatedEngine::vanish(const std::string& taskId) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || it->second.seen.gone) return;
    auto removal = it->second.removeDue;
    clear(it->second);
    it->second.removeDue = removal; // what was being removed is still told as removed
    list(it->second);
}

void SimulatedEngine::loseNetwork(const std::string& taskId) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || it->second.seen.network != NetworkState::up) return;
    it->second.seen.network = NetworkState::lost;
    changed(it->second);
}

void SimulatedEngine::loseEverything() {
    for (auto& [id, task] : m_tasks)
        vanish(id);
}

// ---- the truth -------------------------------------------------------------------------------------------

std::set<std::string> SimulatedEngine::tasks() const {
    std::set<std::string> ids;
    for (auto& [id, task] : m_tasks)
        if (!task.seen.gone) ids.insert(id);
    return ids;
}

const TaskObservation* SimulatedEngine::look(const std::string& taskId) const {
    auto it = m_tasks.find(taskId);
    return it == m_tasks.end() ? nullptr : &it->second.seen;
}

} // namespace pilothouse::runtime
