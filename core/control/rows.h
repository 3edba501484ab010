// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/ecs/enums.h"
#include "core/ecs/task_definition.h"

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pilothouse::control {

// The rows of the State. A row is a value; a change replaces it whole. What a client sent is kept as its JSON
// text with ECS's defaults filled in ("document"), typed values beside it for the rules. ARNs are built from
// keys, never stored.

/// Key of things that are named within a cluster: services (name), instances and tasks (32 hex).
struct ClusterKey {
    std::string cluster, name;
    auto operator<=>(const ClusterKey&) const = default;
};

struct DefinitionKey {
    std::string family;
    int revision = 0;
    auto operator<=>(const DefinitionKey&) const = default;
    std::string text() const { return family + ":" + std::to_string(revision); }
};

/// The one row of facts about the plane itself.
struct MetaRow {
    std::string planeId;       ///< 32 hex, made at first start
    std::string engineKind;    ///< "docker", "simulated": a folder refuses the other kind
    std::string engineAddress; ///< of the engine that its instances were cut from; "" before one answered
    Millis lastNow = 0;        ///< newest Now of any step: time never runs backwards
    bool operator==(const MetaRow&) const = default;
};

struct ClusterRow {
    std::string name;
    bool active = true;
    std::string document; ///< CreateCluster's request without clusterName and tags
    std::string tags;     ///< JSON array text, "[]" if none
    bool operator==(const ClusterRow&) const = default;
};

/// Highest revision ever given in a family: revisions never repeat.
struct FamilyRow {
    std::string family;
    int lastRevision = 0;
    bool operator==(const FamilyRow&) const = default;
};

struct DefinitionRow {
    DefinitionKey key;
    bool active = true;
    Millis registeredAt = 0, deregisteredAt = 0;
    std::string registeredBy; ///< caller's ARN
    std::string document;     ///< the request with ECS's defaults, without tags, family kept
    std::string tags;
    ecs::TaskDefinition typed; ///< read from document; not stored
    bool operator==(const DefinitionRow&) const = default;
};

/// A pool of CPU, memory and ports on an engine.
struct InstanceRow {
    ClusterKey key;            ///< name: 32 hex
    std::string ec2InstanceId; ///< i-<17 hex>
    std::string engine;        ///< which engine of the plane runs it: "docker", "simulated"
    std::string zone;          ///< "us-east-1a"
    std::string address;       ///< loopback address of its host ports
    int cpu = 0, memory = 0;   ///< units, MiB
    ecs::InstanceStatus status = ecs::InstanceStatus::active;
    bool connected = false; ///< its engine answers
    Millis registeredAt = 0;
    std::int64_t version = 1;
    std::vector<std::pair<std::string, std::string>> attributes; ///< name, value; sorted by name
    std::string tags;
    bool operator==(const InstanceRow&) const = default;
};

struct ServiceRow {
    ClusterKey key;
    ecs::ServiceStatus status = ecs::ServiceStatus::active;
    std::string document; ///< CreateService's request merged with updates and defaults; without tags,
                          ///< clientToken, cluster, serviceName, desiredCount, taskDefinition
    std::string tags;
    Millis createdAt = 0;
    std::string createdBy;
    int desiredCount = 0;
    DefinitionKey definition;
    std::string primary;  ///< digits of the PRIMARY deployment
    Millis stoppedAt = 0; ///< when it became INACTIVE
    // typed, read from document; not stored
    int minimumHealthyPercent = 100, maximumPercent = 200;
    bool breakerEnabled = false, breakerRollback = false, breakerResets = true;
    std::string breakerThresholdType = "BOUNDED_PERCENT";
    int breakerThreshold = 50;
    int healthCheckGracePeriodSeconds = 0;
    std::vector<ecs::PlacementConstraint> constraints;
    std::vector<ecs::PlacementStrategy> strategies;
    ecs::LaunchType launchType = ecs::LaunchType::ec2;
    // what the scheduler remembers
    Millis nextTry = 0;          ///< no start before this
    int consecutiveFailures = 0; ///< of starts, for the growing delay
    Millis lastFailureAt = 0;
    bool steady = false;     ///< "has reached a steady state" was said since the last change
    std::string lastTrouble; ///< code of the placement refusal that lasts: its event is not repeated
    Millis lastTroubleAt = 0;
    bool operator==(const ServiceRow&) const = default;
};

/// One deployment of a service: the Deployment in DescribeServices, the service deployment and the service
/// revision.
struct DeploymentRow {
    std::string digits;       ///< 19 digits: "ecs-svc/<digits>" and the service revision's ARN
    std::string deploymentId; ///< 21 url-safe characters of the service deployment's ARN
    ClusterKey service;
    DefinitionKey definition;
    ecs::DeploymentRole role = ecs::DeploymentRole::primary;
    ecs::RolloutState rollout = ecs::RolloutState::inProgress;
    std::string rolloutReason;
    ecs::ServiceDeploymentStatus status = ecs::ServiceDeploymentStatus::pending;
    std::string statusReason;
    int sequence = 0; ///< 1 is the service's first
    Millis createdAt = 0, updatedAt = 0, startedAt = 0, finishedAt = 0, stoppedAt = 0;
    int desiredCount = 0;
    int failedTasks = 0;     ///< consecutive, zeroed when a task runs
    int breakerFailures = 0; ///< what the breaker counts
    bool breakerTriggered = false;
    bool everRan = false;             ///< breaker's stage 2
    bool completedOnce = false;       ///< may be rolled back to
    std::vector<std::string> sources; ///< digits of the revisions it replaces
    std::string rollbackOf;           ///< digits of the failed deployment that this one answers, or ""
    std::string rolledBackTo;         ///< digits of the deployment that replaced this failed one
    Millis rollbackAt = 0;
    std::string revision; ///< JSON text: the frozen copy of what the service runs
    bool operator==(const DeploymentRow&) const = default;
};

/// What the task wants of one of its containers now.
enum class ContainerGoal { wait, run, stop };

struct ContainerRow {
    std::string uuid; ///< of its ARN
    ContainerGoal goal = ContainerGoal::wait;
    ecs::ContainerStatus status = ecs::ContainerStatus::pending;
    std::string runtimeId, imageDigest, reason;
    std::optional<int> exitCode;
    ecs::HealthStatus health = ecs::HealthStatus::unknown;
    Millis startedAt = 0, finishedAt = 0;
    bool operator==(const ContainerRow&) const = default;
};

struct PortBinding {
    std::string bindIP;
    int containerPort = 0, hostPort = 0;
    std::string protocol = "tcp";
    bool operator==(const PortBinding&) const = default;
};

struct TaskRow {
    ClusterKey key; ///< name: 32 hex
    DefinitionKey definition;
    std::string service;    ///< "" : no service's; written by the scheduler alone
    std::string deployment; ///< digits, or ""
    std::string instance;   ///< 32 hex of the container instance, or "" (Fargate)
    std::string engine;     ///< which engine of the plane runs it: its instance's, or one chosen for Fargate
    ecs::LaunchType launchType = ecs::LaunchType::ec2;
    ecs::TaskStatus lastStatus = ecs::TaskStatus::provisioning;
    ecs::DesiredStatus desiredStatus = ecs::DesiredStatus::running;
    ecs::HealthStatus health = ecs::HealthStatus::unknown;
    ecs::StopCode stopCode = ecs::StopCode::none;
    std::string stoppedReason;
    std::string group, startedBy;
    std::string overrides, tags; ///< JSON text, "" if none
    std::string
        extra; ///< JSON text of RunTask members that Describe gives back and no rule reads, "" if none
    int cpu = 0, memory = 0;    ///< what it takes from its instance
    std::vector<int> hostPorts; ///< fixed ones, tcp as is, udp negative: held from placement to STOPPED
    bool hostMode = false;      ///< networkMode host: its ports count for the whole engine
    int attempt = 1;
    std::int64_t version = 1;
    Millis createdAt = 0, pullStartedAt = 0, pullStoppedAt = 0, startedAt = 0, stoppingAt = 0,
           executionStoppedAt = 0, stoppedAt = 0, connectivityAt = 0;
    bool connected = false;                        ///< its network is up (in this attempt)
    std::string attachmentId, address, macAddress; ///< awsvpc
    std::vector<PortBinding> bindings;
    int pullPercent = -1;                 ///< 0..100 while an image is pulled, else -1
    bool healthyCounted = false;          ///< has counted as healthy for its deployment
    std::vector<ContainerRow> containers; ///< in the order of the definition's containers
    bool operator==(const TaskRow&) const = default;
};

struct EventRow {
    ClusterKey service;
    std::uint64_t sequence = 0; ///< grows within a service
    std::string id;             ///< uuid
    Millis createdAt = 0;
    std::string message;
    bool operator==(const EventRow&) const = default;
};

/// What a client token of an earlier call answered.
struct TokenRow {
    std::string cluster, operation, token;
    std::string request;            ///< the request's text without the token, to compare
    std::vector<std::string> names; ///< what it made: service name, task ids
    Millis createdAt = 0;
    bool operator==(const TokenRow&) const = default;
};

/// Something to look at when its time comes. One row a kind and subject; a later put moves it.
enum class DeadlineKind {
    serviceRetry,
    taskSettled,
    taskForget,
    serviceForget,
    tokenForget,
    startTimeout,
    deploymentForget,
    taskGrace ///< a service's healthCheckGracePeriodSeconds of a task is over
};
struct DeadlineRow {
    DeadlineKind kind = DeadlineKind::serviceRetry;
    std::string cluster, name; ///< of the service, task ...
    std::string detail;        ///< startTimeout: container; tokenForget: operation (name: token)
    Millis due = 0;
    bool operator==(const DeadlineRow&) const = default;
};

} // namespace pilothouse::control
