// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"

#include <string>
#include <vector>

namespace pilothouse::control {

// What the operations ask of the scheduler. Everything happens in the Draft; services are reconciled when the
// step ends (Draft::dirty).

// ---- tasks -----------------------------------------------------------------------------------------------

struct PlacementRequest {
    std::string cluster;
    Ptr<DefinitionRow> definition;
    int count = 1;
    ecs::LaunchType launchType = ecs::LaunchType::ec2;
    std::string group, startedBy;
    std::string overrides, tags, extra; ///< as TaskRow's; task and container sizes in overrides count
    std::vector<ecs::PlacementConstraint> constraints; ///< beside the definition's own
    std::vector<ecs::PlacementStrategy> strategies;    ///< none: at random
    std::string service, deployment;                   ///< written by the scheduler alone
};

/// Why one instance did not take a task: failures[] of RunTask, and the events of a service.
struct Refusal {
    std::string instance; ///< 32 hex; "" where it is about no single instance
    std::string reason;   ///< "RESOURCE:CPU", "RESOURCE:MEMORY", "RESOURCE:PORTS", "AGENT", "ATTRIBUTE" ...
    bool operator==(const Refusal&) const = default;
};

struct Placed {
    std::vector<ClusterKey> tasks; ///< rows are in the Draft, PROVISIONING
    int missing = 0;               ///< how many of count found no place
    std::vector<Refusal> refusals; ///< one for each instance of the cluster if missing > 0
};

/// Places as many of `count` tasks as there is room for and writes their rows.
Placed placeTasks(Draft& draft, const PlacementRequest& request);

/// True if the cluster has an instance that is not INACTIVE. RunTask on EC2 without one is an
/// InvalidParameterException, not a failure.
bool hasInstances(const Draft& draft, const std::string& cluster);

/// Begins to stop a task. Nothing if it is stopping already or unknown (then false).
bool stopTask(Draft& draft, const ClusterKey& task, ecs::StopCode code, const std::string& reason);

// ---- services --------------------------------------------------------------------------------------------

/// Makes a new PRIMARY deployment of a service whose row is in the Draft (CreateService: put it first, with
/// fillTyped). Sets the service's definition and primary, makes the earlier PRIMARY ACTIVE, resets the delay.
/// `revision`: JSON text of the frozen copy. Gives the digits.
std::string startDeployment(Draft& draft, const ClusterKey& service, const DefinitionKey& definition,
                            const std::string& revision);

/// After an update that starts no deployment (desiredCount, percentages, placement ...): the row is in the
/// Draft already. Resets the delay.
void serviceChanged(Draft& draft, const ClusterKey& service);

/// StopServiceDeployment of a deployment that is under way: back to the newest completed one, or (`abort`) no
/// further. The scheduler does it when the step ends.
void stopDeployment(Draft& draft, const DeploymentRow& deployment, bool abort);
/// Whether there is one to go back to.
bool canRollBack(const Draft& draft, const DeploymentRow& deployment);

/// DeleteService: DRAINING with no tasks wanted; INACTIVE once none is left (at once if there are none).
void releaseService(Draft& draft, const ClusterKey& service);

/// Removes a service that is INACTIVE with its deployments and events: before a new one takes its name.
void forgetService(Draft& draft, const ClusterKey& service);

// ---- instances -------------------------------------------------------------------------------------------

/// UpdateContainerInstancesState: ACTIVE or DRAINING. Bumps the version; services move their tasks.
void setInstanceStatus(Draft& draft, const ClusterKey& instance, ecs::InstanceStatus status);

// ---- what Describe tells ---------------------------------------------------------------------------------

/// ECS developer guide, "Deployment circuit breaker": the failures at which the breaker opens.
int breakerThreshold(const ServiceRow& service);
int lowerBound(int desired, int minimumHealthyPercent);
int upperBound(int desired, int maximumPercent);
/// Ports that no task can have: 22, 2375, 2376, 51678, 51679, 51680.
const std::vector<int>& reservedPorts();

// ---- deadlines that operations set -----------------------------------------------------------------------

/// A client token is remembered for 24 hours: puts the row and its DeadlineKind::tokenForget.
void rememberToken(Draft& draft, TokenRow row);

} // namespace pilothouse::control
