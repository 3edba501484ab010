// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/runtime/simulated_network.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pilothouse::runtime {

/// An engine that plays tasks in whatever time it is given: the same goals at the same times give the same
/// observations. Image names steer it (simulated_image.h). Ids and addresses come from the task's id and
/// attempt, so a fresh engine gives the same ones. Only one attempt of a task is ever on it: what an older
/// one left is removed before the newer begins.
class SimulatedEngine {
public:
    explicit SimulatedEngine(std::string name) : m_name(std::move(name)) {}

    const std::string& name() const { return m_name; }

    /// Newest goal of a task replaces its older one. What has vanished is not begun again in its attempt.
    void want(const std::vector<control::TaskGoal>& goals, Millis now);
    /// A fresh engine after a restart of the process that holds it: what should run runs at once, the rest
    /// begins anew.
    void resume(const std::vector<control::TaskGoal>& goals, Millis now);
    /// Whoever drives it was restarted, the engine was not: tasks without a goal are removed, every other one
    /// is reported.
    void relist(const std::vector<control::TaskGoal>& goals, Millis now);
    /// Plays up to `now`; the tasks that changed since the last call, each as it is.
    std::vector<control::TaskObservation> advance(Millis now);
    /// When something happens by itself (0: at once); nothing if all is at rest.
    std::optional<Millis> nextDue() const;

    // ---- faults ----
    void crash(const std::string& taskId, std::size_t container, int exitCode, Millis now);
    void sicken(const std::string& taskId, std::size_t container); ///< its health check fails from now on
    void vanish(const std::string& taskId);                        ///< removed behind the plane's back
    void loseNetwork(const std::string& taskId);
    void loseEverything(); ///< restarted without its containers
    void failPulls(bool fail) { m_pullsFail = fail; }
    void failNetworks(bool fail) { m_networksFail = fail; }

    // ---- the truth, for tests ----
    std::set<std::string> tasks() const; ///< with anything of theirs on the engine
    /// How a task really is, whatever has been reported; nothing if the engine has never heard of it.
    const control::TaskObservation* look(const std::string& taskId) const;

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
        std::optional<control::TaskGoal> next; ///< of a newer attempt, once this one is removed
        control::TaskObservation seen;
        std::vector<Container> containers;
        Millis networkDue = 0, removeDue = 0;
        Millis listed = 0; ///< its entry in m_due
        std::optional<Millis> due() const;
    };

    Task& begin(const control::TaskGoal& goal);
    void take(const control::TaskGoal& goal, Millis now);
    void follow(Task& task, Millis now);
    void followContainer(Task& task, std::size_t index, Millis now);
    void pull(Task& task, std::size_t index, Millis now);
    void play(Task& task, Millis at);
    void playContainer(Task& task, std::size_t index, Millis at);
    void pulled(Task& task, std::size_t index, Millis at);
    void run(Task& task, std::size_t index, Millis at);
    void end(Task& task, std::size_t index, std::optional<int> exitCode, Millis at);
    void fail(Task& task, std::size_t index, const std::string& reason, Millis at);
    void connect(Task& task);
    void clear(Task& task);
    void removed(const std::string& taskId, Millis at);
    void changed(const Task& task) { m_changed.insert(task.goal.taskId); }
    void list(Task& task); ///< keeps m_due true

    std::string m_name;
    std::map<std::string, Task> m_tasks;
    std::set<std::pair<Millis, std::string>> m_due;
    std::set<std::string> m_changed;
    std::vector<control::TaskObservation> m_farewells; ///< of what is not in m_tasks any more
    SimulatedPorts m_ports;
    bool m_pullsFail = false, m_networksFail = false;
};

} // namespace pilothouse::runtime
