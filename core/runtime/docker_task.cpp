// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_task.h"

#include "core/base/log.h"
#include "core/runtime/docker_inspect.h"
#include "core/runtime/docker_names.h"
#include "core/runtime/docker_spec.h"
#include "core/runtime/images.h"

namespace pilothouse::runtime {

using control::ContainerGoal;
using control::NetworkState;
using control::ObservedContainer;
using control::TaskGoal;

namespace {

constexpr int defaultStopTimeout = 30; // seconds; ECS's, not Docker's 10

const ecs::ContainerDefinition& definitionOf(const TaskGoal& goal, std::size_t index) {
    return goal.plan->definition->containers[index];
}

} // namespace

DockerTask::DockerTask(DockerHost& host, TaskGoal goal) : m_host(host), m_goal(std::move(goal)) {}

void DockerTask::want(TaskGoal goal) {
    std::scoped_lock lock(m_mutex);
    if (goal.attempt >= m_goal.attempt) m_goal = std::move(goal);
}

void DockerTask::beginAttempt(const TaskGoal& goal) {
    auto count = goal.containers.size();
    m_attempt = goal.attempt;
    m_refusals.assign(count, {});
    m_begun = goal.begun;
    m_begun.resize(count);
    m_connected = goal.connected;
    m_seen = {};
    m_later.clear();
    m_later.resize(count);
    std::scoped_lock lock(m_mutex);
    m_stopping.assign(count, false);
}

DockerTask::Round DockerTask::converge() {
    TaskGoal goal;
    {
        std::scoped_lock lock(m_mutex);
        goal = m_goal;
    }
    goal.containers.resize(goal.plan->definition->containers.size(), ContainerGoal::wait);
    if (goal.attempt != m_attempt) beginAttempt(goal);
    Round round;
    m_acted = false;
    auto done = look(goal);
    if (done) done = act(goal);
    if (m_acted && !m_seen.gone)
        if (auto after = look(goal); !after && done) done = after;
    if (!done && done.error().code == "net.cancelled") return round; // the runtime ends
    if (!done) {
        log::warning("engine", "a task is tried again",
                     {{"task", goal.taskId}, {"cause", describe(done.error())}});
        round.retry = true;
    } else {
        round.seen = m_seen;
    }
    std::scoped_lock lock(m_mutex);
    round.over = m_seen.gone && m_goal.remove && m_goal.attempt == m_attempt;
    return round;
}

/// The container of that name if it is ours and of this attempt; one of an older attempt is removed first.
Result<Json> DockerTask::inspect(const std::string& name) const {
    auto json = m_host.engine.call("GET", "/containers/" + name + "/json");
    if (!json) return isAbsent(json.error()) ? Result<Json>(Json()) : json;
    auto seen = inspectedOf(*json);
    if (seen.plane != m_host.planeId) return Json();
    if (seen.attempt == m_attempt) return json;
    auto removed = m_host.engine.call("DELETE", "/containers/" + seen.id + "?force=1&v=1");
    if (!removed && !isAbsent(removed.error())) return removed;
    return Json();
}

Result<void> DockerTask::look(const TaskGoal& goal) {
    auto& plan = *goal.plan;
    control::TaskObservation seen;
    seen.taskId = goal.taskId;
    seen.attempt = goal.attempt;
    seen.networkReason = m_seen.networkReason;
    seen.pullStartedAt = m_seen.pullStartedAt;
    seen.pullStoppedAt = m_seen.pullStoppedAt;
    auto pause = inspect(containerName(plan, pauseName));
    if (!pause) return tl::unexpected<Error>(pause.error());
    if (inspectedOf(*pause).running) {
        seen.network = NetworkState::up;
        m_connected = true;
        readNetwork(*pause, plan, seen);
    } else if (m_connected) {
        seen.network = NetworkState::lost;
    }
    for (std::size_t i = 0; i < goal.containers.size(); ++i) {
        auto json = inspect(containerName(plan, definitionOf(goal, i).name));
        if (!json) return tl::unexpected<Error>(json.error());
        auto one = json->isNull() ? control::ContainerObservation{} : observationOf(*json);
        one.imageDigest = m_host.images.digest(one.imageDigest);
        if (one.state == ObservedContainer::running || one.state == ObservedContainer::exited)
            m_begun[i] = true;
        if (!m_begun[i]) one.reason = m_refusals[i];
        if (m_later[i].pull)
            one.state = ObservedContainer::pulling, one.pullPercent = m_later[i].pull->look().percent;
        seen.containers.push_back(std::move(one));
    }
    m_seen = std::move(seen);
    return {};
}

Result<void> DockerTask::act(const TaskGoal& goal) {
    if (goal.remove) return removeAll(goal);
    bool untried = m_seen.network == NetworkState::none && m_seen.networkReason.empty();
    if (goal.network && untried) {
        m_acted = true;
        if (auto made = makeNetwork(*goal.plan); !made) {
            if (outOfReach(made.error())) return made;
            m_seen.networkReason = made.error().code.starts_with("docker.")
                                       ? "CannotStartContainerError: " + made.error().cause
                                       : "ResourceInitializationError: " + describe(made.error());
        }
    }
    Result<void> first;
    for (std::size_t i = 0; i < goal.containers.size(); ++i)
        if (auto done = actOn(goal, i); !done && first) first = done;
    return first;
}

Result<void> DockerTask::actOn(const TaskGoal& goal, std::size_t index) {
    auto state = m_seen.containers[index].state;
    if (goal.containers[index] == ContainerGoal::stop) {
        if (m_later[index].pull) m_acted = true;
        m_later[index].pull.reset();
        if (state == ObservedContainer::running) stop(goal, index);
        return {};
    }
    bool fresh = !m_begun[index] && m_refusals[index].empty();
    bool placed = m_connected && m_seen.network != NetworkState::lost;
    if (goal.containers[index] == ContainerGoal::run && fresh && placed) return run(goal, index);
    return {};
}

Result<void> DockerTask::makeNetwork(const control::TaskPlan& plan) {
    auto have = m_host.images.have(std::string(pauseImage));
    if (!have) return tl::unexpected<Error>(have.error());
    if (plan.definition->networkMode == ecs::NetworkMode::awsvpc)
        if (auto made = makePlaneNetwork(m_host); !made) return made;
    if (auto made = makeVolumes(m_host, plan); !made) return made;
    auto parent = m_host.slices.prepare(plan);
    if (!parent) return tl::unexpected<Error>(parent.error());
    auto name = containerName(plan, pauseName);
    if (auto made = createContainer(m_host, name, pauseSpec(plan, *parent), plan); !made) return made;
    auto started = m_host.engine.call("POST", "/containers/" + name + "/start");
    if (!started) return tl::unexpected<Error>(started.error());
    m_connected = true;
    return {};
}

Result<void> DockerTask::refuse(std::size_t index, const char* name, const Error& error) {
    if (outOfReach(error)) return tl::unexpected<Error>(error);
    m_acted = true;
    m_refusals[index] = std::string(name) + ": " + error.cause;
    return {};
}

/// True if the image is there; false while it is pulled, or if it cannot be had (then the container is
/// refused).
Result<bool> DockerTask::haveImage(const TaskGoal& goal, std::size_t index) {
    if (m_later[index].pull) return pull(goal, index);
    auto have = m_host.images.have(definitionOf(goal, index).image);
    if (have && *have) return true;
    if (have && !m_later[index].pulled) return pull(goal, index);
    auto why = have ? Error{"", "", "the image is not there after its pull"} : have.error();
    if (auto refused = refuse(index, "CannotPullContainerError", why); !refused)
        return tl::unexpected<Error>(refused.error());
    return false;
}

Result<bool> DockerTask::pull(const TaskGoal& goal, std::size_t index) {
    auto& later = m_later[index];
    if (!later.pull) {
        later.pull = m_host.pulls.join(definitionOf(goal, index).image, goal.taskId);
        m_acted = true;
    }
    auto now = later.pull->look();
    if (!m_seen.pullStartedAt) m_seen.pullStartedAt = now.startedAt;
    if (!now.endedAt) return false;
    later.pull.reset();
    m_acted = true;
    m_seen.pullStoppedAt = now.endedAt;
    if (!now.failure) {
        later.pulled = true;
        return haveImage(goal, index);
    }
    if (auto refused = refuse(index, "CannotPullContainerError", *now.failure); !refused)
        return tl::unexpected<Error>(refused.error());
    return false;
}

Result<void> DockerTask::run(const TaskGoal& goal, std::size_t index) {
    auto& plan = *goal.plan;
    auto have = haveImage(goal, index);
    if (!have) return tl::unexpected<Error>(have.error());
    if (!*have) return {};
    m_acted = true;
    if (m_seen.pullStartedAt == 0) m_seen.pullStartedAt = m_seen.pullStoppedAt = m_host.clock.now();
    auto parent = m_host.slices.prepare(plan);
    if (!parent) return refuse(index, "ResourceInitializationError", parent.error());
    auto name = containerName(plan, definitionOf(goal, index).name);
    auto spec = containerSpec(plan, index, *parent, m_host.slices.cpus());
    if (auto made = createContainer(m_host, name, spec, plan); !made)
        return refuse(index, "CannotCreateContainerError", made.error());
    auto started = m_host.engine.call("POST", "/containers/" + name + "/start");
    if (!started) return refuse(index, "CannotStartContainerError", started.error());
    return {};
}

void DockerTask::stop(const TaskGoal& goal, std::size_t index) {
    {
        std::scoped_lock lock(m_mutex);
        if (m_stopping[index]) return;
        m_stopping[index] = true;
    }
    auto& container = definitionOf(goal, index);
    int seconds = container.stopTimeout.value_or(defaultStopTimeout);
    int attempt = m_attempt;
    auto path =
        "/containers/" + containerName(*goal.plan, container.name) + "/stop?t=" + std::to_string(seconds);
    auto ended = [this, attempt, index, taskId = goal.taskId](Result<Json> done) {
        {
            std::scoped_lock lock(m_mutex);
            if (m_goal.attempt == attempt && index < m_stopping.size()) m_stopping[index] = false;
        }
        if (done)
            m_host.again(taskId);
        else
            m_host.againLater(taskId); // and asked for once more, if it still runs
    };
    m_later[index].stop = m_host.engine.callLater("POST", path, (seconds + 60) * Millis{1000}, ended);
}

Result<void> DockerTask::removeAll(const TaskGoal& goal) {
    m_later.clear();
    m_later.resize(goal.containers.size());
    if (auto removed = removeContainers(m_host, goal.taskId); !removed) return removed;
    removeVolumes(m_host, *goal.plan);
    m_host.slices.release(*goal.plan);
    m_seen = {};
    m_seen.taskId = goal.taskId;
    m_seen.attempt = goal.attempt;
    m_seen.gone = true;
    return {};
}

} // namespace pilothouse::runtime
