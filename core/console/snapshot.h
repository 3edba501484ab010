// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/ecs/enums.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pilothouse::console {

// What a window shows of one connection and one cluster, as values that never change. Rows are shared and
// sorted by ARN; a row that did not change keeps its pointer from one Snapshot to the next.

template <typename Row>
using Rows = std::vector<std::shared_ptr<const Row>>;

enum class PartState { loading, ok, stale, denied, failed };

/// A list with its own state: unknown is not zero, old is not live.
template <typename Row>
struct Part {
    PartState state = PartState::loading;
    std::optional<Error> error; ///< of stale, denied, failed
    Millis asOf = 0;            ///< when it was last whole, by our clock
    Rows<Row> rows;
};

struct Cluster {
    std::string arn, name, status;
    int runningTasks = 0, pendingTasks = 0, activeServices = 0, instances = 0;
    bool operator==(const Cluster&) const = default;
};

struct Deployment {
    std::string id;             ///< ecs-svc/N
    std::string status;         ///< PRIMARY, ACTIVE
    std::string taskDefinition; ///< ARN
    std::string rolloutState, rolloutReason;
    int desired = 0, running = 0, pending = 0, failed = 0;
    Millis createdAt = 0, updatedAt = 0;
    bool operator==(const Deployment&) const = default;
};

struct ServiceEvent {
    std::string id, message;
    Millis createdAt = 0;
    bool operator==(const ServiceEvent&) const = default;
};

struct Service {
    std::string arn, name, status, taskDefinition, launchType, schedulingStrategy;
    int desired = 0, running = 0, pending = 0;
    int minimumHealthyPercent = 100, maximumPercent = 200;
    bool breaker = false, breakerRollback = false;
    Millis createdAt = 0;
    std::vector<Deployment> deployments; ///< PRIMARY first
    std::vector<ServiceEvent> events;    ///< newest first
    std::map<std::string, std::string> tags;
    Json raw; ///< as the endpoint said it
    bool operator==(const Service&) const = default;
};

struct Container {
    std::string name, image, lastStatus, health, reason, runtimeId;
    std::optional<int> exitCode;
    bool essential = true; ///< by the task's definition, where it is known
    bool operator==(const Container&) const = default;
};

struct Task {
    std::string arn, id, taskDefinition, family, group, service, startedBy, launchType, instanceArn, zone;
    int revision = 0;
    ecs::TaskStatus lastStatus = ecs::TaskStatus::provisioning;
    std::string desiredStatus, health, stopCode, stoppedReason, cpu, memory, address;
    Millis createdAt = 0, pullStartedAt = 0, pullStoppedAt = 0, startedAt = 0, stoppingAt = 0,
           executionStoppedAt = 0, stoppedAt = 0;
    int pullPercent = -1;        ///< of the container that has got least; -1: not said
    std::optional<bool> checked; ///< an essential container has a health check, where the definition is known
    std::vector<Container> containers;
    Json raw;
    bool operator==(const Task&) const = default;
};

struct Instance {
    std::string arn, id, ec2InstanceId, status, zone, engine, limits;
    bool connected = false;
    int cpu = 0, memory = 0, cpuFree = 0, memoryFree = 0, running = 0, pending = 0;
    std::map<std::string, std::string> attributes;
    Json raw;
    bool operator==(const Instance&) const = default;
};

/// A family of task definitions with its revisions, newest first.
struct Family {
    std::string arn; ///< its name: a family has no ARN, and rows are kept by it
    std::string name;
    std::vector<int> active, inactive;
    std::string newestArn; ///< of the newest active revision, else of the newest
    bool operator==(const Family&) const = default;
};

/// One revision of a task definition, whole.
struct Definition {
    std::string arn, family, status; ///< ACTIVE, INACTIVE, DELETE_IN_PROGRESS
    int revision = 0;
    Millis registeredAt = 0;
    Json raw; ///< `taskDefinition` of the reply; its `tags`, if there are any, as one more member
    bool operator==(const Definition&) const = default;
};

/// What a service was rolled out to, or is being rolled out to: DescribeServiceDeployments.
struct ServiceDeployment {
    std::string arn, id;              ///< id: the last part of the ARN
    std::string status, statusReason; ///< PENDING IN_PROGRESS SUCCESSFUL STOP_REQUESTED STOPPED ROLLBACK_...
    std::string targetRevision;       ///< ARN of a service revision
    std::vector<std::string> sourceRevisions;
    int requested = 0, running = 0, pending = 0; ///< tasks of the target revision
    Millis createdAt = 0, startedAt = 0, finishedAt = 0, stoppedAt = 0, updatedAt = 0;
    std::string breakerStatus; ///< DISABLED MONITORING MONITORING_COMPLETE TRIGGERED; "": not said
    int failures = 0, failuresAllowed = 0; ///< counted by the breaker; 0 allowed: not said
    std::string rollbackReason, rollbackRevision;
    Json raw;
    bool operator==(const ServiceDeployment&) const = default;
};

struct ServiceRevision {
    std::string arn, taskDefinition;
    Millis createdAt = 0;
    Json raw;
    bool operator==(const ServiceRevision&) const = default;
};

/// What the user asked for and the endpoint has not yet shown.
struct Pending {
    std::string arn;   ///< of the row it is about
    std::string act;   ///< "scale", "stop", "deploy"
    std::string value; ///< "4" for scale
    bool operator==(const Pending&) const = default;
};

struct Snapshot {
    std::uint64_t sequence = 0;
    std::string connection; ///< "This computer", a profile's name, an endpoint
    std::string endpointUrl, region, account;
    std::string cluster; ///< name of the cluster whose parts these are
    Part<Cluster> clusters;
    Part<Service> services;
    Part<Task> tasks; ///< running and recently stopped
    Part<Instance> instances;
    Part<Family> families;
    /// Those that were asked for (Interest) and those read before, each as soon as it has come, also while
    /// the part is ok: one that is neither here nor in `absentDefinitions` is still on its way.
    Part<Definition> definitions;
    std::set<std::string> absentDefinitions; ///< asked for, and the endpoint has none of that name
    std::string service;                     ///< ARN of the one whose deployments these are
    Part<ServiceDeployment> serviceDeployments;
    Part<ServiceRevision> serviceRevisions;
    std::vector<Pending> pending;
    Millis latency = 0;        ///< of the last call
    double callsPerSecond = 0; ///< over the last 10 s
    Millis takenAt = 0;        ///< by the endpoint's clock
    Millis skew = 0;           ///< the endpoint's clock minus ours; ages are told by the endpoint's
};

} // namespace pilothouse::console
