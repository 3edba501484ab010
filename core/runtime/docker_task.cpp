// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_task.h"

#include "core/runtime/docker_inspect.h"
#include "core/runtime/docker_names.h"
#include "core/runtime/docker_spec.h"
#include "core/runtime/images.h"

#include <set>

namespace pilothouse::runtime {

using control::ContainerGoal;
using control::NetworkState;
using control::ObservedContainer;
using control::TaskGoal;

namespace {

constexpr int defaultStopTimeout = 30; // seconds; ECS's, not Docker's 10

bool outOfReach(const Error& error) {
    return error.code.starts_with("net.");
}
bool isAbsent(const Error& error) {
    return error.code == "docker.notFound";
}

} // namespace

DockerTask::DockerTask(DockerHost& host, TaskGoal goal) : m_host(host), m_goal(std::move(goal)) {}

void DockerTask::want(TaskGoal goal) {
    std::scoped_lock lock(m_mutex);
    if (goal.attempt >= m_goal.attempt) m_goal = std::move(goal);
}

void DockerTask::beginAttempt(const TaskGoal& goal) {
    m_attempt = goal.attempt;
    m_refusals.assign(goal.containers.size(), {});
    m_begun = goal.begun;
    m_begun.resize(goal.containers.size());
    m_connected = goal.connected;
    m_seen = {};
    std::vector<Later> old;
    {
        std::scoped_lock lock(m_mutex);
        old = std::exchange(m_later, std::vector<Later>(goal.containers.size()));
    }
}

std::optional<control::TaskObservation> DockerTask::converge() {
    TaskGoal goal;
    {
        std::scoped_lock lock(m_mutex);
        goal = m_goal;
    }
    if (goal.attempt != m_attempt) beginAttempt(goal);
    for (auto step : {&DockerTask::look, &DockerTask::act, &DockerTask::look})
        if (auto done = (this->*step)(goal); !done) return {};
    return m_seen;
}

/// The container of that name if it is ours and of this attempt; one of an older attempt is removed first.
Result<Json> DockerTask::inspect(const std::string& name) const {
    auto json = m_host.engine.call("GET", "/containers/" + name + "/json");
    if (!json) return isAbsent(json.error()) ? Result<Json>(Json()) : json;
    auto seen = inspectedOf(*json);
    if (seen.plane != m_host.planeId) return Json();
    if (seen.attempt == m_attempt) return json;
    auto removed = m_host.engine.call("DELETE", "/containers/" + name + "?force=1&v=1");
    if (!removed && outOfReach(removed.error())) return removed;
    return Json();
}

Result<void> DockerTask::look(const TaskGoal& goal) {
    if (m_seen.gone) return {};
    auto& plan = *goal.plan;
    control::TaskObservation seen;
    seen.taskId = goal.taskId;
    seen.attempt = goal.attempt;
    seen.networkReason = m_seen.networkReason;
    seen.pullStartedAt = m_seen.pullStartedAt;
    seen.pullStoppedAt = m_seen.pullStoppedAt;
    auto pause = inspect(containerName(plan, pauseName));
    if (!pause) return tl::unexpected<Error>(pause.error());
    auto held = inspectedOf(*pause);
    if (held.running) {
        seen.network = NetworkState::up;
        m_connected = true;
        readNetwork(*pause, plan, seen);
    } else if (m_connected) {
        seen.network = NetworkState::lost;
    }
    for (std::size_t i = 0; i < goal.containers.size(); ++i) {
        auto json = inspect(containerName(plan, plan.definition->containers[i].name));
        if (!json) return tl::unexpected<Error>(json.error());
        auto one = json->isNull() ? control::ContainerObservation{} : observationOf(*json);
        if (one.state == ObservedContainer::running || one.state == ObservedContainer::exited)
            m_begun[i] = true;
        if (!m_refusals[i].empty() && !m_begun[i]) one.reason = m_refusals[i];
        std::scoped_lock lock(m_mutex);
        if (m_later[i].pulling)
            one.state = ObservedContainer::pulling, one.pullPercent = std::max(0, m_later[i].percent);
        seen.containers.push_back(std::move(one));
    }
    m_seen = std::move(seen);
    return {};
}

Result<void> DockerTask::act(const TaskGoal& goal) {
    if (m_seen.gone) return {};
    if (goal.remove) return removeAll(goal);
    if (goal.network && m_seen.network == NetworkState::none && !m_connected && m_seen.networkReason.empty())
        if (auto made = makeNetwork(*goal.plan); !made) {
            if (outOfReach(made.error())) return made;
            m_seen.networkReason = made.error().code.starts_with("docker.")
                                       ? "CannotStartContainerError: " + made.error().cause
                                       : "ResourceInitializationError: " + describe(made.error());
        }
    for (std::size_t i = 0; i < goal.containers.size(); ++i) {
        auto state = m_seen.containers[i].state;
        bool fresh = (state == ObservedContainer::none || state == ObservedContainer::created) &&
                     !m_begun[i] && m_refusals[i].empty();
        if (goal.containers[i] == ContainerGoal::run && fresh && m_connected &&
            m_seen.network != NetworkState::lost) {
            if (auto done = run(goal, i); !done && outOfReach(done.error())) return done;
        } else if (goal.containers[i] == ContainerGoal::stop && state == ObservedContainer::running) {
            stop(goal, i);
        }
    }
    return {};
}

Result<void> DockerTask::create(const std::string& name, const Json& spec, const control::TaskPlan& plan) {
    auto made = m_host.engine.call("POST", "/containers/create?name=" + docker::urlEncoded(name), &spec);
    if (made) return {};
    if (made.error().code != "docker.conflict") return tl::unexpected<Error>(made.error());
    // The answer of an earlier call was lost: what bears the name is taken if it is this task's.
    auto present = m_host.engine.call("GET", "/containers/" + name + "/json");
    if (!present) return tl::unexpected<Error>(present.error());
    auto seen = inspectedOf(*present);
    if (seen.plane == plan.planeId && seen.task == plan.taskId && seen.attempt == plan.attempt) return {};
    return tl::unexpected<Error>(made.error());
}

Result<void> DockerTask::makePlaneNetwork() {
    std::scoped_lock lock(m_host.networkMutex);
    auto name = networkName(m_host.planeId);
    auto present = m_host.engine.call("GET", "/networks/" + name);
    if (present || !isAbsent(present.error()))
        return present ? Result<void>() : tl::unexpected<Error>(present.error());
    Json spec = Json::object({{"Name", name},
                              {"CheckDuplicate", true},
                              {"Driver", "bridge"},
                              {"Labels", Json::object({{"pilothouse.plane", m_host.planeId}})}});
    auto made = m_host.engine.call("POST", "/networks/create", &spec);
    if (!made && made.error().code != "docker.conflict") return tl::unexpected<Error>(made.error());
    return {};
}

Result<void> DockerTask::makeVolumes(const control::TaskPlan& plan) {
    for (auto& volume : plan.definition->volumes) {
        if (!volume.hostPath.empty()) continue;
        Json spec = Json::object({{"Name", volumeName(plan, volume.name)}, {"Labels", labelsOf(plan, "")}});
        if (auto made = m_host.engine.call("POST", "/volumes/create", &spec); !made)
            return tl::unexpected<Error>(made.error());
    }
    return {};
}

Result<void> DockerTask::makeNetwork(const control::TaskPlan& plan) {
    auto* image = builtInImage(pauseImage);
    auto present = m_host.engine.call("GET", "/images/" + image->id + "/json");
    if (!present && isAbsent(present.error())) {
        if (auto loaded = m_host.engine.load(image->archive); !loaded) return loaded;
    } else if (!present) {
        return tl::unexpected<Error>(present.error());
    }
    if (plan.definition->networkMode == ecs::NetworkMode::awsvpc)
        if (auto made = makePlaneNetwork(); !made) return made;
    if (auto made = makeVolumes(plan); !made) return made;
    auto parent = m_host.slices.prepare(plan);
    if (!parent) return tl::unexpected<Error>(parent.error());
    auto name = containerName(plan, pauseName);
    if (auto made = create(name, pauseSpec(plan, *parent), plan); !made) return made;
    auto started = m_host.engine.call("POST", "/containers/" + name + "/start");
    if (!started) return tl::unexpected<Error>(started.error());
    m_connected = true;
    return {};
}

void DockerTask::refuse(std::size_t index, const char* name, const Error& error) {
    if (!outOfReach(error)) m_refusals[index] = std::string(name) + ": " + error.cause;
}

/// True if the image is there; false while it is pulled, or if it cannot be had (then the container is
/// refused).
Result<bool> DockerTask::haveImage(const TaskGoal& goal, std::size_t index) {
    auto& image = goal.plan->definition->containers[index].image;
    auto* own = builtInImage(image);
    auto present =
        m_host.engine.call("GET", "/images/" + docker::urlEncoded(own ? own->id : image) + "/json");
    if (present) return true;
    if (!isAbsent(present.error())) {
        refuse(index, "CannotPullContainerError", present.error());
        return tl::unexpected<Error>(present.error());
    }
    if (own) {
        if (auto loaded = m_host.engine.load(own->archive); !loaded) {
            refuse(index, "CannotPullContainerError", loaded.error());
            return tl::unexpected<Error>(loaded.error());
        }
        return true;
    }
    if (image.starts_with("pilothouse/")) {
        refuse(index, "CannotPullContainerError",
               Error{"", "", "there is no image " + image + " in this version"});
        return false;
    }
    pull(goal.taskId, image, index);
    return false;
}

void DockerTask::pull(const std::string& taskId, const std::string& image, std::size_t index) {
    {
        std::scoped_lock lock(m_mutex);
        auto& later = m_later[index];
        if (later.pulling) return;
        if (!later.failure.empty() || later.pulled) {
            m_refusals[index] =
                "CannotPullContainerError: " +
                (later.failure.empty() ? "the image is not there after its pull" : later.failure);
            return;
        }
        later.pulling = true;
    }
    if (!m_seen.pullStartedAt) m_seen.pullStartedAt = m_host.clock.now();
    int attempt = m_attempt;
    auto still = [this, attempt](auto&& change, std::size_t at) {
        std::scoped_lock lock(m_mutex);
        if (m_goal.attempt == attempt && at < m_later.size()) change(m_later[at]);
    };
    auto call = m_host.engine.pull(
        image,
        [this, still, taskId, index](int percent) {
            still([&](Later& later) { later.percent = percent; }, index);
            m_host.again(taskId);
        },
        [this, still, taskId, index](Result<void> done) {
            still(
                [&](Later& later) {
                    later.pulling = false;
                    later.pulled = true;
                    later.percent = -1;
                    if (!done) later.failure = done.error().cause;
                },
                index);
            m_host.again(taskId);
        });
    std::scoped_lock lock(m_mutex);
    m_later[index].call = std::move(call);
}

Result<void> DockerTask::run(const TaskGoal& goal, std::size_t index) {
    auto& plan = *goal.plan;
    auto have = haveImage(goal, index);
    if (!have) return tl::unexpected<Error>(have.error());
    if (!*have) return {};
    if (m_seen.pullStartedAt == 0) m_seen.pullStartedAt = m_host.clock.now();
    m_seen.pullStoppedAt = m_host.clock.now();
    auto parent = m_host.slices.prepare(plan);
    if (!parent)
        return refuse(index, "ResourceInitializationError", parent.error()),
               tl::unexpected<Error>(parent.error());
    auto name = containerName(plan, plan.definition->containers[index].name);
    if (auto made = create(name, containerSpec(plan, index, *parent), plan); !made)
        return refuse(index, "CannotCreateContainerError", made.error()), made;
    auto started = m_host.engine.call("POST", "/containers/" + name + "/start");
    if (!started)
        return refuse(index, "CannotStartContainerError", started.error()),
               tl::unexpected<Error>(started.error());
    return {};
}

void DockerTask::stop(const TaskGoal& goal, std::size_t index) {
    auto& container = goal.plan->definition->containers[index];
    {
        std::scoped_lock lock(m_mutex);
        if (m_later[index].stopping) return;
        m_later[index].stopping = true;
    }
    int seconds = container.stopTimeout.value_or(defaultStopTimeout);
    int attempt = m_attempt;
    auto path =
        "/containers/" + containerName(*goal.plan, container.name) + "/stop?t=" + std::to_string(seconds);
    auto call = m_host.engine.callLater("POST", path, (seconds + 60) * Millis{1000},
                                        [this, attempt, index, taskId = goal.taskId](Result<Json> done) {
                                            {
                                                std::scoped_lock lock(m_mutex);
                                                // A stop that failed is asked for again at the next look.
                                                if (!done && m_goal.attempt == attempt)
                                                    m_later[index].stopping = false;
                                            }
                                            m_host.again(taskId);
                                        });
    std::scoped_lock lock(m_mutex);
    m_later[index].call = std::move(call);
}

Result<void> DockerTask::removeAll(const TaskGoal& goal) {
    auto& plan = *goal.plan;
    std::vector<std::string> names;
    for (auto& container : plan.definition->containers)
        names.push_back(containerName(plan, container.name));
    names.push_back(containerName(plan, pauseName)); // last: the others live in its network
    for (auto& name : names) {
        auto present = m_host.engine.call("GET", "/containers/" + name + "/json");
        if (!present && isAbsent(present.error())) continue;
        if (!present) return tl::unexpected<Error>(present.error());
        if (inspectedOf(*present).plane != m_host.planeId) continue;
        auto removed = m_host.engine.call("DELETE", "/containers/" + name + "?force=1&v=1");
        if (!removed && !isAbsent(removed.error())) return tl::unexpected<Error>(removed.error());
    }
    for (auto& volume : plan.definition->volumes)
        if (volume.hostPath.empty())
            (void)m_host.engine.call("DELETE", "/volumes/" + volumeName(plan, volume.name));
    m_host.slices.release(plan);
    m_seen = {};
    m_seen.taskId = goal.taskId;
    m_seen.attempt = goal.attempt;
    m_seen.gone = true;
    return {};
}

} // namespace pilothouse::runtime
