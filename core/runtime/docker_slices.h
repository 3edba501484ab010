// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/control/goal.h"
#include "core/docker/engine.h"

#include <atomic>
#include <string>

namespace pilothouse::runtime {

/// Limits of instances and tasks as cgroups of this computer. A container's cgroup parent is its instance's
/// slice, or its task's below it where the task has a size of its own (always on Fargate). Docker never sets
/// limits on a parent: they are written here, which needs root and a local engine ("kernel"); elsewhere only
/// containers have limits ("accounting").
class Slices {
public:
    explicit Slices(std::string planeId) : m_planeId(std::move(planeId)) {}

    /// Looks at the engine's cgroup driver; again after a reconnect.
    void adopt(const docker::About& about);
    bool kernel() const { return m_kernel; }

    /// Makes the cgroups of a task with their limits; the parent for its containers, or "".
    Result<std::string> prepare(const control::TaskPlan& plan);
    /// Takes a task's own cgroup away once its containers are gone.
    void release(const control::TaskPlan& plan);

private:
    struct Limit {
        std::string path; ///< below the controller's mount, or a unit's name
        int cpu = 0, memory = 0;
    };
    std::string instancePath(const control::TaskPlan& plan) const;
    Result<void> write(const Limit& limit) const;

    std::string m_planeId;
    std::atomic<bool> m_kernel = false;
    bool m_systemd = false, m_second = false;
};

/// True where this process may write cgroups at all.
bool canWriteCgroups();

} // namespace pilothouse::runtime
