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
    std::vector<Pending> pending;
    Millis latency = 0;        ///< of the last call
    double callsPerSecond = 0; ///< over the last 10 s
    Millis takenAt = 0;        ///< by the endpoint's clock
    Millis skew = 0;           ///< the endpoint's clock minus ours; ages are told by the endpoint's
};

} // namespace pilothouse::console
