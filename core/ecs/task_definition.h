// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/ecs/enums.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pilothouse::ecs {

// What rules and runtimes read of a task definition. The definition's JSON text is kept beside it, whole.
// Units: CPU in units of 1/1024 vCPU, memory in MiB, times in seconds.

struct PortMapping {
    int containerPort = 0;
    int hostPort = 0; ///< 0: chosen by the engine (bridge)
    std::string protocol = "tcp";
    std::string name;
    bool operator==(const PortMapping&) const = default;
};

struct HealthCheck {
    std::vector<std::string> command;
    int interval = 30, timeout = 5, retries = 3, startPeriod = 0;
    bool operator==(const HealthCheck&) const = default;
};

struct Dependency {
    std::string container;
    Condition condition = Condition::start;
    bool operator==(const Dependency&) const = default;
};

struct MountPoint {
    std::string sourceVolume, containerPath;
    bool readOnly = false;
    bool operator==(const MountPoint&) const = default;
};

struct Ulimit {
    std::string name;
    std::int64_t softLimit = 0, hardLimit = 0;
    bool operator==(const Ulimit&) const = default;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct ContainerDefinition {
    std::string name, image;
    int cpu = 0;
    std::optional<int> memory, memoryReservation;
    bool essential = true;
    std::vector<std::string> entryPoint, command;
    Pairs environment;
    std::vector<PortMapping> portMappings;
    std::optional<HealthCheck> healthCheck;
    std::vector<Dependency> dependsOn;
    std::optional<int> startTimeout, stopTimeout;
    std::string user, workingDirectory, hostname;
    bool privileged = false, readonlyRootFilesystem = false, interactive = false, pseudoTerminal = false;
    bool initProcessEnabled = false, disableNetworking = false;
    Pairs dockerLabels;
    std::vector<Ulimit> ulimits;
    std::vector<MountPoint> mountPoints;
    std::vector<std::pair<std::string, bool>> volumesFrom; ///< container, read only
    std::vector<std::string> dnsServers, dnsSearchDomains, links, dockerSecurityOptions;
    Pairs extraHosts;     ///< hostname, address
    Pairs systemControls; ///< namespace, value
    std::vector<std::string> capAdd, capDrop;
    std::optional<int> sharedMemorySize, maxSwap, swappiness; ///< MiB, MiB, 0..100
    std::vector<std::pair<std::string, int>> tmpfs;           ///< path, MiB
    std::string logDriver;                                    ///< "" : the engine's default
    Pairs logOptions;
    bool operator==(const ContainerDefinition&) const = default;
};

struct Volume {
    std::string name;
    std::string hostPath; ///< "": a volume of the engine
    bool operator==(const Volume&) const = default;
};

struct PlacementConstraint {
    std::string type; ///< distinctInstance, memberOf
    std::string expression;
    bool operator==(const PlacementConstraint&) const = default;
};

struct PlacementStrategy {
    StrategyType type = StrategyType::random;
    std::string field; ///< "attribute:ecs.availability-zone", "instanceId", "CPU", "MEMORY"; "" for random
    bool operator==(const PlacementStrategy&) const = default;
};

struct TaskDefinition {
    std::string family;
    int revision = 0;
    NetworkMode networkMode = NetworkMode::bridge;
    std::optional<int> cpu, memory;
    std::vector<ContainerDefinition> containers;
    std::vector<Volume> volumes;
    std::vector<PlacementConstraint> placementConstraints;
    std::vector<std::string> requiresCompatibilities;
    std::string pidMode, ipcMode;
    bool operator==(const TaskDefinition&) const = default;

    /// What a task of it takes from an instance: the task's size, else the sum over its containers (of memory:
    /// memoryReservation, else memory). Source: ECS developer guide, "Task definition parameters", task size.
    int reservedCpu() const;
    int reservedMemory() const;
};

/// From the JSON of RegisterTaskDefinition or DescribeTaskDefinition's taskDefinition. It reads leniently:
/// shape and content have been checked before (core/ecs/shapes.h, core/ecs/check.h); a member of a wrong type
/// reads as absent.
TaskDefinition readTaskDefinition(const Json& json);

} // namespace pilothouse::ecs
