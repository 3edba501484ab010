// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/rows.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace pilothouse::control {

// What passes between the heart and a runtime: goals down, observations up. Both are absolute ("this is how
// it should be", "this is how it is"), so either may be repeated, and a restart is the same comparison.

/// All a runtime needs to run one task. Never changes within an attempt.
struct TaskPlan {
    std::string planeId, cluster, instance, ec2InstanceId, taskId, service, deployment;
    int attempt = 1;
    std::shared_ptr<const ecs::TaskDefinition> definition; ///< with the overrides applied
    std::string hostAddress;                               ///< loopback address of the instance's host ports
    int cpu = 0, memory = 0;                               ///< task-level limits; 0: none
    int instanceCpu = 0, instanceMemory = 0;               ///< of the instance it runs on; 0: Fargate
    ecs::LaunchType launchType = ecs::LaunchType::ec2;
    std::vector<std::pair<std::string, std::string>> environment; ///< added to every container, below its own
};

struct TaskGoal {
    std::string taskId;
    int attempt = 1;
    std::string engine;
    std::shared_ptr<const TaskPlan> plan;
    bool network = false;                  ///< pause container and network wanted
    std::vector<ContainerGoal> containers; ///< by the definition's order
    bool remove = false;                   ///< everything of it may go (its containers have ended)
    // What the State has seen of this attempt: for a runtime that begins anew and must not make again what
    // has vanished.
    bool connected = false;
    std::vector<bool> begun;
    bool operator==(const TaskGoal& other) const {
        return taskId == other.taskId && attempt == other.attempt && network == other.network &&
               containers == other.containers && remove == other.remove;
    }
};

enum class NetworkState { none, up, lost };
enum class ObservedContainer { none, pulling, pulled, created, running, exited };

struct ContainerObservation {
    ObservedContainer state = ObservedContainer::none;
    std::string runtimeId, imageDigest;
    std::optional<int> exitCode;
    std::string reason; ///< "CannotPullContainerError: ...": a failure; the container will not run
    ecs::HealthStatus health = ecs::HealthStatus::unknown;
    Millis startedAt = 0, finishedAt = 0; ///< by the engine's clock
    int pullPercent = -1;
    bool operator==(const ContainerObservation&) const = default;
};

/// How one task is, as a runtime sees it. Those of an older attempt are ignored. A task that the runtime has
/// not begun yet is network none without containers, not `gone`; `gone` answers a goal with remove (also
/// where nothing was ever made), or says that what there was has vanished.
struct TaskObservation {
    std::string taskId;
    int attempt = 1;
    NetworkState network = NetworkState::none;
    std::string networkReason; ///< why it could not be made: the task will not run
    std::string address, macAddress;
    std::vector<PortBinding> bindings;
    Millis pullStartedAt = 0, pullStoppedAt = 0;
    std::vector<ContainerObservation> containers; ///< by the definition's order
    bool gone = false;                            ///< nothing of it is left on the engine
    bool operator==(const TaskObservation&) const = default;
};

struct EngineObservation {
    std::string engine;
    bool answers = false;
    std::string version; ///< "docker 20.10.24", "simulated"
    std::string cause;   ///< why it does not answer
    int cpus = 0;
    std::int64_t memoryBytes = 0;
    std::string limits =
        {}; ///< "kernel": limits of instances are enforced; "accounting": they are reckoned with
    bool operator==(const EngineObservation&) const = default;
};

} // namespace pilothouse::control
