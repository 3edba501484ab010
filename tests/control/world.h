// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/deadlines.h"
#include "core/control/instances.h"
#include "core/control/scheduling.h"
#include "core/control/services.h"
#include "core/control/typed.h"
#include "core/control/usage.h"

#include <QtTest>
#include <functional>
#include <string>
#include <vector>

namespace pilothouse::control {

/// A State with helpers that make rows, run the rules on it in virtual time, and play the engine: images name
/// what containers do ("ok", "exit:N" ends at once, "unpullable", "unhealthy", "unchecked": never says,
/// "hold": stays created).
class World {
public:
    State state;
    Random random{7};
    Rules rules;
    Millis now = 1'700'000'000'000;
    bool paused = false; ///< the engine does nothing

    World();

    // ---- rows ----
    /// Instances of 1024 CPU units and 1024 MiB in zones a, b, c by turns; ids "i0", "i1" ...
    void instances(int count, int cpu = 1024, int memory = 1024, const std::string& engine = "docker");
    ecs::ContainerDefinition container(const std::string& name, const std::string& image = "ok") const;
    /// One container of 128 CPU units and 64 MiB.
    DefinitionKey define(const std::string& family, const std::string& image = "ok");
    DefinitionKey define(ecs::TaskDefinition definition);
    ClusterKey service(const std::string& name, const DefinitionKey& definition, int desired,
                       const std::function<void(ServiceRow&)>& more = {});

    // ---- what happens ----
    void change(const std::function<void(Draft&)>& f); ///< f, then everything a step does after it
    void see(const TaskObservation& seen);
    void engine(bool answers, const std::string& name = "docker");
    void tick(Millis by = 0);
    Placed run(const DefinitionKey& definition, int count = 1,
               const std::function<void(PlacementRequest&)>& more = {});
    void stop(const ClusterKey& task, const std::string& reason = "Task stopped by user");
    void deploy(const ClusterKey& service, const DefinitionKey& definition);
    void scale(const ClusterKey& service, int desired);
    /// The engine does what the goals say until nothing changes any more.
    void settle();
    /// One round of it: one observation a task.
    bool round();
    /// Moves time to the next deadline, fires it, lets the engine work.
    bool nextDeadline();

    // ---- what is ----
    std::vector<Ptr<TaskRow>> live(const ClusterKey& service) const;
    std::vector<Ptr<TaskRow>> tasks() const; ///< all
    Ptr<TaskRow> task(const ClusterKey& key) const;
    Ptr<ServiceRow> serviceRow(const ClusterKey& key) const;
    Ptr<DeploymentRow> primary(const ClusterKey& service) const;
    std::vector<Ptr<DeploymentRow>> deployments(const ClusterKey& service) const;
    std::vector<std::string> events(const ClusterKey& service) const; ///< oldest first
    int count(const ClusterKey& service, const std::string& deployment, ecs::TaskStatus status) const;
    TaskObservation observation(const ClusterKey& task) const; ///< how the engine has it now

private:
    struct Played {
        int attempt = 1;
        TaskObservation seen;
    };
    void play(const TaskGoal& goal, TaskObservation& seen) const;
    std::map<std::string, Played> m_engine;
    std::map<std::string, int> m_revisions;
};

inline QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace pilothouse::control
