// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/control/goal.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pilothouse::runtime {

/// An engine that plays tasks in whatever time it is given: the same goals at the same times give the same
/// observations. Image names steer it: "sim/exit:N" ends with code N soon after its start, "sim/unpullable"
/// cannot be pulled, "sim/unhealthy" fails its health check, "sim/slow:SECONDS" is pulled that long; any
/// other runs for ever and passes its health check. Ids and addresses come from the task's id, so a fresh
/// engine gives the same ones.
class SimulatedEngine {
public:
    explicit SimulatedEngine(std::string name) : m_name(std::move(name)) {}

    const std::string& name() const { return m_name; }

    /// Newest goal of a task replaces its older one.
    void want(const std::vector<control::TaskGoal>& goals, Millis now);
    /// As after a restart of whoever drives it: what should run runs at once, everything else begins anew;
    /// tasks that are not among the goals are gone.
    void resume(const std::vector<control::TaskGoal>& goals, Millis now);
    /// Plays up to `now`; the tasks that changed since the last call, each as it is.
    std::vector<control::TaskObservation> advance(Millis now);
    /// When something happens by itself; nothing if all is at rest.
    std::optional<Millis> nextDue() const;
    /// Every task as it is: what a relisting after a break gives. A task that it was never told of is gone.
    std::vector<control::TaskObservation> all() const;

    // ---- faults ----
    void crash(const std::string& taskId, std::size_t container, int exitCode, Millis now);
    void vanish(const std::string& taskId); ///< removed behind the plane's back
    void loseNetwork(const std::string& taskId);
    void loseEverything(); ///< restarted without its containers

    std::set<std::string> tasks() const; ///< with anything of theirs on the engine

private:
    enum class Phase { idle, pulling, starting, running, stopping, ended };
    struct Container {
        Phase phase = Phase::idle;
        Millis due = 0;       ///< when the phase is over; 0: never by itself
        Millis healthDue = 0; ///< when the health check has its verdict; 0: none
        Millis phaseBegan = 0;
        Millis progressDue = 0; ///< when a slow pull says how far it is
    };
    struct Task {
        control::TaskGoal goal;
        control::TaskObservation seen;
        std::vector<Container> containers;
        Millis networkDue = 0, removeDue = 0;
        bool changed = true;
    };

    void follow(Task& task, Millis now);
    void begin(Task& task, std::size_t index, Millis now);
    void play(Task& task, Millis now);
    void playContainer(Task& task, std::size_t index, Millis at);
    void run(Task& task, std::size_t index, Millis at);
    void end(Task& task, std::size_t index, std::optional<int> exitCode, const std::string& reason,
             Millis at);
    static std::optional<Millis> dueOf(const Task& task);

    std::string m_name;
    std::map<std::string, Task> m_tasks;
};

} // namespace pilothouse::runtime
