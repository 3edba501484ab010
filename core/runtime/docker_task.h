// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/docker/engine.h"
#include "core/runtime/docker_slices.h"

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pilothouse::runtime {

/// What all tasks of one engine share. Lives as long as the runtime.
struct DockerHost {
    docker::Engine& engine;
    Slices& slices;
    const Clock& clock;
    std::mutex networkMutex; ///< one makes the plane's network, the others wait
    std::string planeId;
    std::function<void(const std::string& taskId)> again; ///< look at that task once more
};

/// One task on its engine. converge() compares the goal with what the engine has, acts, and tells how the
/// task is now. One worker at a time is within converge(); pulls and stops end later and ask for another
/// look.
class DockerTask {
public:
    DockerTask(DockerHost& host, control::TaskGoal goal);

    /// Newest goal; from any thread.
    void want(control::TaskGoal goal);
    /// Nothing: the engine is out of reach, so nothing is known. An observation of an older attempt is never
    /// made.
    std::optional<control::TaskObservation> converge();

private:
    struct Later { ///< what pulls and stops leave for the next look
        int percent = -1;
        bool pulling = false, pulled = false, stopping = false;
        std::string failure;
        net::Call call;
    };

    Result<void> look(const control::TaskGoal& goal);
    Result<Json> inspect(const std::string& name) const;
    Result<void> act(const control::TaskGoal& goal);
    Result<void> makeNetwork(const control::TaskPlan& plan);
    Result<void> makePlaneNetwork();
    Result<void> makeVolumes(const control::TaskPlan& plan);
    Result<void> run(const control::TaskGoal& goal, std::size_t index);
    Result<bool> haveImage(const control::TaskGoal& goal, std::size_t index);
    void pull(const std::string& taskId, const std::string& image, std::size_t index);
    void stop(const control::TaskGoal& goal, std::size_t index);
    Result<void> removeAll(const control::TaskGoal& goal);
    Result<void> create(const std::string& name, const Json& spec, const control::TaskPlan& plan);
    void refuse(std::size_t index, const char* name, const Error& error);
    void beginAttempt(const control::TaskGoal& goal);

    DockerHost& m_host;
    mutable std::mutex m_mutex; // guards m_goal and m_later
    control::TaskGoal m_goal;
    std::vector<Later> m_later;

    // the worker's own
    int m_attempt = 0;
    control::TaskObservation m_seen;
    std::vector<std::string> m_refusals; ///< why a container will not run
    std::vector<bool> m_begun;           ///< ran or runs: never made again in this attempt
    bool m_connected = false;            ///< had its network in this attempt
};

} // namespace pilothouse::runtime
