// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace pilothouse::ecs {

// The states and kinds that rules decide on, spelled on the wire as AWS spells them.

enum class TaskStatus {
    provisioning,
    pending,
    activating,
    running,
    deactivating,
    stopping,
    deprovisioning,
    stopped
};
enum class DesiredStatus { running, stopped };
enum class ContainerStatus { pending, running, stopped };
enum class HealthStatus { unknown, healthy, unhealthy };
enum class StopCode {
    none,
    taskFailedToStart,
    essentialContainerExited,
    userInitiated,
    serviceSchedulerInitiated,
    infrastructureHealth
};
enum class LaunchType { ec2, fargate, external };
enum class NetworkMode { bridge, awsvpc, host, none };
enum class Condition { start, complete, success, healthy };
enum class ServiceStatus { active, draining, inactive };
enum class RolloutState { inProgress, completed, failed };
enum class DeploymentRole { primary, active, inactive };
enum class ServiceDeploymentStatus {
    pending,
    inProgress,
    successful,
    stopRequested,
    stopped,
    rollbackRequested,
    rollbackInProgress,
    rollbackSuccessful,
    rollbackFailed
};
enum class InstanceStatus { active, draining, inactive };
enum class StrategyType { random, spread, binpack };

std::string_view text(TaskStatus);
std::string_view text(DesiredStatus);
std::string_view text(ContainerStatus);
std::string_view text(HealthStatus);
std::string_view text(StopCode); ///< "" for none
std::string_view text(LaunchType);
std::string_view text(NetworkMode);
std::string_view text(Condition);
std::string_view text(ServiceStatus);
std::string_view text(RolloutState);
std::string_view text(DeploymentRole);
std::string_view text(ServiceDeploymentStatus);
std::string_view text(InstanceStatus);
std::string_view text(StrategyType);

/// parse<TaskStatus>("RUNNING"); nothing for a word that is none of them.
template <typename E>
std::optional<E> parse(std::string_view word);

} // namespace pilothouse::ecs
