// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_engine.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::runtime {

using namespace control;

namespace {

// How long things take, in milliseconds: of the order that an idle Docker engine shows.
constexpr Millis networkTakes = 40, pullTakes = 60, startTakes = 30, stopTakes = 40, removeTakes = 20,
                 exitAfter = 200;

std::uint64_t hashOf(std::string_view text) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (unsigned char c : text)
        hash = (hash ^ c) * 1099511628211ULL;
    return hash;
}

std::optional<int> argument(std::string_view image, std::string_view prefix) {
    if (!image.starts_with(prefix)) return {};
    image.remove_prefix(prefix.size());
    int value = 0;
    auto [end, error] = std::from_chars(image.data(), image.data() + image.size(), value);
    if (error != std::errc{}) return {};
    return value;
}

const ecs::ContainerDefinition& definitionOf(const TaskGoal& goal, std::size_t index) {
    return goal.plan->definition->containers[index];
}

TaskObservation goneOf(const std::string& id, int attempt) {
    TaskObservation seen;
    seen.taskId = id;
    seen.attempt = attempt;
    seen.gone = true;
    return seen;
}

} // namespace

void SimulatedEngine::want(const std::vector<TaskGoal>& goals, Millis now) {
    for (auto& goal : goals) {
        auto it = m_tasks.find(goal.taskId);
        if (it != m_tasks.end() && it->second.goal.attempt > goal.attempt) continue;
        if (it == m_tasks.end() || it->second.goal.attempt != goal.attempt) {
            Task task;
            task.seen.taskId = goal.taskId;
            task.seen.attempt = goal.attempt;
            task.seen.containers.resize(goal.containers.size());
            task.containers.resize(goal.containers.size());
            it = m_tasks.insert_or_assign(goal.taskId, std::move(task)).first;
        }
        it->second.goal = goal;
        follow(it->second, now);
    }
}

void SimulatedEngine::resume(const std::vector<TaskGoal>& goals, Millis now) {
    m_tasks.clear();
    want(goals, now);
    for (auto& [id, task] : m_tasks) {
        if (!task.goal.network || task.goal.remove) continue;
        task.networkDue = now;
        play(task, now);
        for (std::size_t i = 0; i < task.containers.size(); ++i)
            if (task.goal.containers[i] == ContainerGoal::run &&
                !definitionOf(task.goal, i).image.starts_with("sim/"))
                run(task, i, now);
    }
}

void SimulatedEngine::follow(Task& task, Millis now) {
    if (task.seen.gone) return; // what has vanished is told, not brought back
    auto& goal = task.goal;
    if (goal.network && task.seen.network == NetworkState::none && !task.networkDue)
        task.networkDue = now + networkTakes;
    for (std::size_t i = 0; i < task.containers.size() && i < goal.containers.size(); ++i) {
        auto& container = task.containers[i];
        if (goal.containers[i] == ContainerGoal::run && container.phase == Phase::idle &&
            task.seen.network == NetworkState::up)
            begin(task, i, now);
        if (goal.containers[i] != ContainerGoal::stop) continue;
        if (container.phase == Phase::running) {
            container.phase = Phase::stopping;
            container.due = now + stopTakes;
        } else if (container.phase == Phase::pulling || container.phase == Phase::starting) {
            end(task, i, {}, "", now);
        }
    }
    if (goal.remove && !task.removeDue && !task.seen.gone) task.removeDue = now + removeTakes;
}

void SimulatedEngine::begin(Task& task, std::size_t index, Millis now) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    auto slow = argument(definitionOf(task.goal, index).image, "sim/slow:");
    container.phase = Phase::pulling;
    container.phaseBegan = now;
    container.due = now + (slow ? Millis{*slow} * 1000 : pullTakes);
    if (slow && *slow > 1) container.progressDue = now + 1000;
    seen.state = ObservedContainer::pulling;
    seen.pullPercent = 0;
    if (!task.seen.pullStartedAt) task.seen.pullStartedAt = now;
    task.changed = true;
}

void SimulatedEngine::run(Task& task, std::size_t index, Millis at) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    auto& definition = definitionOf(task.goal, index);
    container.phase = Phase::running;
    auto exits = argument(definition.image, "sim/exit:");
    container.due = exits ? at + exitAfter : 0;
    if (auto& check = definition.healthCheck)
        container.healthDue =
            definition.image == "sim/unhealthy"
                ? at + 1000 * (Millis{check->startPeriod} + Millis{check->interval} * check->retries)
                : at + 1000 * Millis{check->interval};
    seen.state = ObservedContainer::running;
    seen.pullPercent = -1;
    seen.startedAt = at;
    Random ids(hashOf(task.goal.taskId + "/" + std::to_string(task.goal.attempt) + "/" + definition.name));
    seen.runtimeId = ids.hex(64);
    seen.imageDigest = "sha256:" + Random(hashOf(definition.image)).hex(64);
    if (!task.seen.pullStartedAt) task.seen.pullStartedAt = at;
    task.seen.pullStoppedAt = at;
    task.changed = true;
}

void SimulatedEngine::end(Task& task, std::size_t index, std::optional<int> exitCode,
                          const std::string& reason, Millis at) {
    auto& container = task.containers[index];
    auto& seen = task.seen.containers[index];
    container.phase = Phase::ended;
    container.due = container.healthDue = container.progressDue = 0;
    seen.state = ObservedContainer::exited;
    seen.pullPercent = -1;
    seen.exitCode = exitCode;
    seen.reason = reason;
    seen.finishedAt = at;
    if (!reason.empty() && !task.seen.pullStoppedAt) task.seen.pullStoppedAt = at;
    task.changed = true;
}

void SimulatedEngine::playContainer(Task& task, std::size_t index, Millis at) {
    auto& container = task.containers[index];
    auto& definition = definitionOf(task.goal, index);
    if (container.healthDue && container.healthDue <= at) {
        container.healthDue = 0;
        task.seen.containers[index].health =
            definition.image == "sim/unhealthy" ? ecs::HealthStatus::unhealthy : ecs::HealthStatus::healthy;
        task.changed = true;
    }
    if (container.progressDue && container.progressDue <= at) {
        task.seen.containers[index].pullPercent =
            static_cast<int>(100 * (at - container.phaseBegan) / (container.due - container.phaseBegan));
        container.progressDue = at + 1000 < container.due ? at + 1000 : 0;
        task.changed = true;
    }
    if (!container.due || container.due > at) return;
    at = container.due;
    switch (container.phase) {
    case Phase::pulling:
        if (definition.image == "sim/unpullable") {
            end(task, index, {},
                "CannotPullContainerError: manifest for sim/unpullable not found: manifest unknown: manifest "
                "unknown",
                at);
        } else {
            container.phase = Phase::starting;
            container.due = at + startTakes;
            task.seen.containers[index].state = ObservedContainer::created;
            task.seen.containers[index].pullPercent = -1;
            task.changed = true;
        }
        break;
    case Phase::starting:
        run(task, index, at);
        break;
    case Phase::running:
        end(task, index, argument(definition.image, "sim/exit:").value_or(0), "", at);
        break;
    case Phase::stopping:
        end(task, index, 143, "", at);
        break;
    default:
        container.due = 0;
    }
}

void SimulatedEngine::play(Task& task, Millis now) {
    if (task.seen.gone) return;
    if (task.networkDue && task.networkDue <= now && task.seen.network == NetworkState::none) {
        task.seen.network = NetworkState::up;
        Random ids(hashOf(task.goal.taskId));
        auto& definition = *task.goal.plan->definition;
        if (definition.networkMode == ecs::NetworkMode::awsvpc) {
            task.seen.address = "10." + std::to_string(ids.below(256)) + "." +
                                std::to_string(ids.below(256)) + "." + std::to_string(1 + ids.below(254));
            task.seen.macAddress =
                "02:42:" + ids.hex(2) + ":" + ids.hex(2) + ":" + ids.hex(2) + ":" + ids.hex(2);
        }
        for (auto& container : definition.containers)
            for (auto& port : container.portMappings) {
                bool bridge = definition.networkMode == ecs::NetworkMode::bridge;
                int host = port.hostPort ? port.hostPort
                           : bridge      ? static_cast<int>(32768 + ids.below(28000))
                                         : port.containerPort;
                if (bridge)
                    task.seen.bindings.push_back(
                        {task.goal.plan->hostAddress, port.containerPort, host, port.protocol});
            }
        task.changed = true;
        follow(task, task.networkDue);
    }
    for (std::size_t i = 0; i < task.containers.size(); ++i)
        playContainer(task, i, now);
    if (task.removeDue && task.removeDue <= now && !task.seen.gone) {
        task.seen = goneOf(task.goal.taskId, task.goal.attempt);
        for (auto& container : task.containers)
            container = {};
        task.changed = true;
    }
}

std::vector<TaskObservation> SimulatedEngine::advance(Millis now) {
    std::vector<TaskObservation> changed;
    for (auto it = m_tasks.begin(); it != m_tasks.end();) {
        auto& task = it->second;
        // In the order of time, so that a long pause plays as many short ones would.
        for (auto due = dueOf(task); due && *due <= now; due = dueOf(task))
            play(task, *due);
        play(task, now);
        if (std::exchange(task.changed, false)) changed.push_back(task.seen);
        it = task.seen.gone ? m_tasks.erase(it) : std::next(it);
    }
    return changed;
}

std::optional<Millis> SimulatedEngine::dueOf(const Task& task) {
    std::optional<Millis> first;
    auto consider = [&](Millis due) {
        if (due && (!first || due < *first)) first = due;
    };
    if (task.seen.gone) return {};
    if (task.seen.network == NetworkState::none) consider(task.networkDue);
    consider(task.removeDue);
    for (auto& container : task.containers)
        consider(container.due), consider(container.healthDue), consider(container.progressDue);
    return first;
}

std::optional<Millis> SimulatedEngine::nextDue() const {
    std::optional<Millis> first;
    for (auto& [id, task] : m_tasks) {
        auto due = task.changed ? std::optional<Millis>(0) : dueOf(task);
        if (due && (!first || *due < *first)) first = due;
    }
    return first;
}

std::vector<TaskObservation> SimulatedEngine::all() const {
    std::vector<TaskObservation> seen;
    for (auto& [id, task] : m_tasks)
        seen.push_back(task.seen);
    return seen;
}

void SimulatedEngine::crash(const std::string& taskId, std::size_t container, int exitCode, Millis now) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || container >= it->second.containers.size()) return;
    if (it->second.containers[container].phase == Phase::running)
        end(it->second, container, exitCode, "", now);
}

void SimulatedEngine::vanish(const std::string& taskId) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || it->second.seen.gone) return;
    it->second.seen = goneOf(taskId, it->second.goal.attempt);
    for (auto& container : it->second.containers)
        container = {};
    it->second.changed = true;
}

void SimulatedEngine::loseNetwork(const std::string& taskId) {
    auto it = m_tasks.find(taskId);
    if (it == m_tasks.end() || it->second.seen.network != NetworkState::up) return;
    it->second.seen.network = NetworkState::lost;
    it->second.changed = true;
}

void SimulatedEngine::loseEverything() {
    for (auto& [id, task] : m_tasks)
        vanish(id);
}

std::set<std::string> SimulatedEngine::tasks() const {
    std::set<std::string> ids;
    for (auto& [id, task] : m_tasks)
        if (!task.seen.gone) ids.insert(id);
    return ids;
}

} // namespace pilothouse::runtime
