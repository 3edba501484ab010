// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/control/goal.h"
#include "core/docker/engine.h"

#include <atomic>
#include <map>
#include <mutex>
#include <string>

namespace pilothouse::runtime {

/// Limits of instances and tasks as cgroups of this computer. A container's cgroup parent is its instance's
/// slice, or its task's below it where the task has a size of its own (always on Fargate). Docker never sets
/// limits on a parent: they are written here, which needs root and a local engine ("kernel"); elsewhere only
/// containers have limits ("accounting").
class Slices {
public:
    explicit Slices(std::string planeId) : m_planeId(std::move(planeId)) {}

    /// Looks at the engine and tries to make the plane's own cgroup; again after each reconnect.
    void adopt(const docker::About& about);
    bool kernel() const { return m_kernel; }
    int cpus() const { return m_cpus; } ///< of the engine

    /// Makes the cgroups of a task with their limits; the parent for its containers, or "". Any thread.
    Result<std::string> prepare(const control::TaskPlan& plan);
    /// Takes a task's own cgroup away once its containers are gone.
    void release(const control::TaskPlan& plan);
    /// Takes away the cgroups of this plane that hold nothing. While no task is being made.
    void tidy();

private:
    struct Limits {
        int cpu = 0, memory = 0;
        bool operator==(const Limits&) const = default;
    };
    std::string planePath() const;
    std::string instancePath(const control::TaskPlan& plan) const;
    std::string below(const std::string& path, const std::string& part) const;
    Result<void> write(const std::string& path, Limits limits);

    std::string m_planeId;
    std::atomic<bool> m_kernel = false;
    std::atomic<int> m_cpus = 0;
    std::mutex m_mutex; // guards all below
    bool m_systemd = false, m_second = false;
    std::map<std::string, Limits> m_written; ///< not written again while they stay the same
};

} // namespace pilothouse::runtime
