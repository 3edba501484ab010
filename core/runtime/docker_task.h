// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/control/goal.h"
#include "core/runtime/docker_host.h"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pilothouse::runtime {

/// One task on its engine. converge() compares the goal with what the engine has, acts, and tells how the
/// task is now. One worker at a time is within converge(); pulls and stops end later and ask for another
/// look. Destroyed without any lock held: that waits for calls of its own.
class DockerTask {
public:
    DockerTask(DockerHost& host, control::TaskGoal goal);

    /// Newest goal; from any thread.
    void want(control::TaskGoal goal);

    struct Round {
        /// How the task is; nothing if the engine did not say.
        std::optional<control::TaskObservation> seen;
        bool retry = false; ///< something failed that may go well a little later
        bool over = false;  ///< gone, and nothing else is wanted of it
    };
    Round converge();

private:
    struct Later { ///< what pulls and stops leave for the next look
        std::unique_ptr<Pulls::Ticket> pull;
        net::Call stop;
        bool pulled = false; ///< once in this attempt
    };

    Result<void> look(const control::TaskGoal& goal);
    Result<Json> inspect(const std::string& name) const;
    Result<void> act(const control::TaskGoal& goal);
    Result<void> actOn(const control::TaskGoal& goal, std::size_t index);
    Result<void> makeNetwork(const control::TaskPlan& plan);
    Result<void> run(const control::TaskGoal& goal, std::size_t index);
    Result<bool> haveImage(const control::TaskGoal& goal, std::size_t index);
    Result<bool> pull(const control::TaskGoal& goal, std::size_t index);
    void stop(const control::TaskGoal& goal, std::size_t index);
    Result<void> removeAll(const control::TaskGoal& goal);
    /// What failed by the engine's word is why the container will not run; what got lost is tried again.
    Result<void> refuse(std::size_t index, const char* name, const Error& error);
    void beginAttempt(const control::TaskGoal& goal);

    DockerHost& m_host;
    std::mutex m_mutex; // guards m_goal and m_stopping
    control::TaskGoal m_goal;
    std::vector<bool> m_stopping; ///< a stop is on its way

    // the worker's own
    int m_attempt = 0;
    control::TaskObservation m_seen;
    std::vector<Later> m_later;
    std::vector<std::string> m_refusals; ///< why a container will not run
    std::vector<bool> m_begun;           ///< ran or runs: never made again in this attempt
    bool m_connected = false;            ///< had its network in this attempt
    bool m_acted = false;                ///< in this round
};

} // namespace pilothouse::runtime
