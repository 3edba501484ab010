// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/draft.h"
#include "core/control/scheduling.h"
#include "core/control/task_machine.h"

#include <string>
#include <vector>

namespace pilothouse::control {

// The service scheduler's parts, for each other. What operations may call is in scheduling.h.

/// One look at a service: what a step decides on. Rows are as of the look; build a new one after changes.
struct ServiceView {
    Ptr<ServiceRow> service;
    Ptr<DeploymentRow> primary;
    std::vector<Ptr<DeploymentRow>> deployments; ///< PRIMARY and ACTIVE, oldest first
    std::vector<Ptr<TaskRow>> fresh;             ///< wanted, of the primary, not on a draining instance
    std::vector<Ptr<TaskRow>> old;               ///< wanted, to be replaced: older ones and those that move
    int live = 0;                                ///< all that have not STOPPED
    int healthy = 0, healthyFresh = 0;           ///< of the wanted
    int lower = 0, upper = 0;
};
ServiceView lookAt(const Draft& draft, const ClusterKey& service);
/// Counts for the lower bound. `check`: its definition has a health check on an essential container.
bool isHealthy(const TaskRow& task, bool check);
bool hasCheck(const Draft& draft, const DefinitionKey& definition);

/// Brings one service a step nearer to what is wanted of it; everything that can be done now is done.
void reconcile(Draft& draft, const ClusterKey& service);
/// All that are dirty, and those that wait for room where some came free: at the end of each step.
void reconcileAll(Draft& draft);

// rolling.cpp: each gives true if it changed tasks, so that the view is old
bool replaceUnhealthy(Draft& draft, const ServiceView& view);
bool stopSurplus(Draft& draft, const ServiceView& view);
bool stopOld(Draft& draft, const ServiceView& view);
bool startMissing(Draft& draft, const ServiceView& view);
std::string scalingReason(const std::string& deployment);

// balance.cpp
/// The service's own, else ECS's default: spread over zones, then instances.
std::vector<ecs::PlacementStrategy> strategiesOf(const ServiceRow& service);
/// `count` of the candidates, so that what remains keeps the placement strategy best; not healthy ones first.
std::vector<Ptr<TaskRow>> chooseToStop(Draft& draft, const ServiceView& view,
                                       std::vector<Ptr<TaskRow>> candidates, int count);

// deployments.cpp
inline constexpr Millis keepDeployments = Millis{90} * 24 * 3'600'000; ///< that are INACTIVE
void beginDeployment(Draft& draft, const ClusterKey& service);         ///< PENDING becomes IN_PROGRESS
void settleDeployments(Draft& draft, const ServiceView& view);         ///< counts, completion, steady state

// breaker.cpp: the task is in hand, its row not yet put
void noteRunning(Draft& draft, TaskInHand& task);
void noteHealthy(Draft& draft, TaskInHand& task);
void noteFailure(Draft& draft, TaskInHand& task);
/// A task of the service was replaced because of its health.
void noteUnhealthy(Draft& draft, const TaskRow& task);
/// Opens the breaker if the threshold is met; true if it did.
bool checkBreaker(Draft& draft, const ClusterKey& service);

// rollback.cpp
/// PENDING, IN_PROGRESS, or asked to stop and not yet done so.
bool isUnderWay(ecs::ServiceDeploymentStatus status);
/// The newest deployment that completed; the older ones are no targets.
Ptr<DeploymentRow> rollbackTarget(const Draft& draft, const DeploymentRow& failed);
struct Ending {
    std::string reason;      ///< of the deployment that ends
    std::string rollingBack; ///< of the one that it goes back to; its digits and a full stop follow
    bool byBreaker = false;
};
/// The PRIMARY deployment is FAILED: it launches nothing more. With a target the service runs that one again;
/// without, everything stays where it stands until somebody changes the service.
void endDeployment(Draft& draft, const DeploymentRow& failed, const Ptr<DeploymentRow>& target,
                   const Ending& ending);
/// STOP_REQUESTED and ROLLBACK_REQUESTED of the PRIMARY deployment; true if it was asked to.
bool stopAsAsked(Draft& draft, const ClusterKey& service);

// delays.cpp
/// Wait after so many failed starts in a row: 0, 0, 10, 20, 40 ... s, at most 27 min.
Millis delayAfter(int failures);
void noteDelay(Draft& draft, const TaskRow& failed);
void resetDelay(Draft& draft, const ClusterKey& service);

// draining.cpp
void drainService(Draft& draft, const ClusterKey& service); ///< of DeleteService

// events.cpp: in ECS's words
std::string inService(const ClusterKey& service); ///< "(service NAME)"
void sayStarted(Draft& draft, const ClusterKey& service, const std::vector<ClusterKey>& tasks);
void sayStopped(Draft& draft, const ClusterKey& service, const std::vector<ClusterKey>& tasks);
void sayCompleted(Draft& draft, const ClusterKey& service, const std::string& digits);
void saySteady(Draft& draft, const ClusterKey& service);
void sayFailed(Draft& draft, const ClusterKey& service, const std::string& digits);
void sayStoppedByUser(Draft& draft, const ClusterKey& service, const std::string& digits);
void sayRollingBack(Draft& draft, const ClusterKey& service, const std::string& digits);
void sayFailingStarts(Draft& draft, const ClusterKey& service);
void sayBoundsPrevent(Draft& draft, const ClusterKey& service);
/// Once while the same cause lasts, again after 6 h.
void sayNoPlace(Draft& draft, const ClusterKey& service, const std::vector<Refusal>& refusals);
void placedAgain(Draft& draft, const ClusterKey& service); ///< the cause went away

} // namespace pilothouse::control
