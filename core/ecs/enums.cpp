// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/enums.h"

#include <array>

namespace pilothouse::ecs {

namespace {

constexpr auto taskStatus =
    std::to_array<std::string_view>({"PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING",
                                     "STOPPING", "DEPROVISIONING", "STOPPED"});
constexpr auto desiredStatus = std::to_array<std::string_view>({"RUNNING", "STOPPED"});
constexpr auto containerStatus = std::to_array<std::string_view>({"PENDING", "RUNNING", "STOPPED"});
constexpr auto healthStatus = std::to_array<std::string_view>({"UNKNOWN", "HEALTHY", "UNHEALTHY"});
constexpr auto stopCode =
    std::to_array<std::string_view>({"", "TaskFailedToStart", "EssentialContainerExited", "UserInitiated",
                                     "ServiceSchedulerInitiated", "InfrastructureHealth"});
constexpr auto launchType = std::to_array<std::string_view>({"EC2", "FARGATE", "EXTERNAL"});
constexpr auto networkMode = std::to_array<std::string_view>({"bridge", "awsvpc", "host", "none"});
constexpr auto condition = std::to_array<std::string_view>({"START", "COMPLETE", "SUCCESS", "HEALTHY"});
constexpr auto serviceStatus = std::to_array<std::string_view>({"ACTIVE", "DRAINING", "INACTIVE"});
constexpr auto rolloutState = std::to_array<std::string_view>({"IN_PROGRESS", "COMPLETED", "FAILED"});
constexpr auto deploymentRole = std::to_array<std::string_view>({"PRIMARY", "ACTIVE", "INACTIVE"});
constexpr auto serviceDeploymentStatus = std::to_array<std::string_view>(
    {"PENDING", "IN_PROGRESS", "SUCCESSFUL", "STOP_REQUESTED", "STOPPED", "ROLLBACK_REQUESTED",
     "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"});
constexpr auto instanceStatus = std::to_array<std::string_view>({"ACTIVE", "DRAINING", "INACTIVE"});
constexpr auto strategyType = std::to_array<std::string_view>({"random", "spread", "binpack"});

template <typename E, std::size_t N>
std::optional<E> find(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == word) return static_cast<E>(i);
    return {};
}

} // namespace

std::string_view text(TaskStatus v) {
    return taskStatus[static_cast<std::size_t>(v)];
}
std::string_view text(DesiredStatus v) {
    return desiredStatus[static_cast<std::size_t>(v)];
}
std::string_view text(ContainerStatus v) {
    return containerStatus[static_cast<std::size_t>(v)];
}
std::string_view text(HealthStatus v) {
    return healthStatus[static_cast<std::size_t>(v)];
}
std::string_view text(StopCode v) {
    return stopCode[static_cast<std::size_t>(v)];
}
std::string_view text(LaunchType v) {
    return launchType[static_cast<std::size_t>(v)];
}
std::string_view text(NetworkMode v) {
    return networkMode[static_cast<std::size_t>(v)];
}
std::string_view text(Condition v) {
    return condition[static_cast<std::size_t>(v)];
}
std::string_view text(ServiceStatus v) {
    return serviceStatus[static_cast<std::size_t>(v)];
}
std::string_view text(RolloutState v) {
    return rolloutState[static_cast<std::size_t>(v)];
}
std::string_view text(DeploymentRole v) {
    return deploymentRole[static_cast<std::size_t>(v)];
}
std::string_view text(ServiceDeploymentStatus v) {
    return serviceDeploymentStatus[static_cast<std::size_t>(v)];
}
std::string_view text(InstanceStatus v) {
    return instanceStatus[static_cast<std::size_t>(v)];
}
std::string_view text(StrategyType v) {
    return strategyType[static_cast<std::size_t>(v)];
}

template <>
std::optional<TaskStatus> parse(std::string_view w) {
    return find<TaskStatus>(taskStatus, w);
}
template <>
std::optional<DesiredStatus> parse(std::string_view w) {
    return find<DesiredStatus>(desiredStatus, w);
}
template <>
std::optional<ContainerStatus> parse(std::string_view w) {
    return find<ContainerStatus>(containerStatus, w);
}
template <>
std::optional<HealthStatus> parse(std::string_view w) {
    return find<HealthStatus>(healthStatus, w);
}
template <>
std::optional<StopCode> parse(std::string_view w) {
    return find<StopCode>(stopCode, w);
}
template <>
std::optional<LaunchType> parse(std::string_view w) {
    return find<LaunchType>(launchType, w);
}
template <>
std::optional<NetworkMode> parse(std::string_view w) {
    return find<NetworkMode>(networkMode, w);
}
template <>
std::optional<Condition> parse(std::string_view w) {
    return find<Condition>(condition, w);
}
template <>
std::optional<ServiceStatus> parse(std::string_view w) {
    return find<ServiceStatus>(serviceStatus, w);
}
template <>
std::optional<RolloutState> parse(std::string_view w) {
    return find<RolloutState>(rolloutState, w);
}
template <>
std::optional<DeploymentRole> parse(std::string_view w) {
    return find<DeploymentRole>(deploymentRole, w);
}
template <>
std::optional<ServiceDeploymentStatus> parse(std::string_view w) {
    return find<ServiceDeploymentStatus>(serviceDeploymentStatus, w);
}
template <>
std::optional<InstanceStatus> parse(std::string_view w) {
    return find<InstanceStatus>(instanceStatus, w);
}
template <>
std::optional<StrategyType> parse(std::string_view w) {
    return find<StrategyType>(strategyType, w);
}

} // namespace pilothouse::ecs
