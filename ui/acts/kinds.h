// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acts/act.h"

namespace pilothouse::ui {

// The functions that the catalogue is made of. What they say before anybody is asked stands beside the act's
// sheet in ui/dialogs, so that both say the same.

QString scaleObstacle(const Asking& asking);
Sentence scaleEffect(const Asking& asking);
std::optional<console::Act> scaleRequest(const Asking& asking);
void openScale(QWidget* host, ActRunner* runner, const Asking& asking);

QString rolloutObstacle(const Asking& asking); ///< of whatever makes a new deployment
Sentence forceEffect(const Asking& asking);
std::optional<console::Act> forceRequest(const Asking& asking);
void openForce(QWidget* host, ActRunner* runner, const Asking& asking);

Sentence deployEffect(const Asking& asking);
std::optional<console::Act> deployRequest(const Asking& asking);
void openDeploy(QWidget* host, ActRunner* runner, const Asking& asking);

Sentence rollBackEffect(const Asking& asking);
void openRollBack(QWidget* host, ActRunner* runner, const Asking& asking);

void openCreateService(QWidget* host, ActRunner* runner, const Asking& asking);

QString deleteServiceObstacle(const Asking& asking);
Sentence deleteServiceEffect(const Asking& asking);
void openDeleteService(QWidget* host, ActRunner* runner, const Asking& asking);

QString stopDeploymentObstacle(const Asking& asking);
Sentence stopDeploymentEffect(const Asking& asking);
std::optional<console::Act> stopDeploymentRequest(const Asking& asking);
void openStopDeployment(QWidget* host, ActRunner* runner, const Asking& asking);

Sentence runEffect(const Asking& asking);
void openRun(QWidget* host, ActRunner* runner, const Asking& asking);

Sentence runAgainEffect(const Asking& asking);
void openRunAgain(QWidget* host, ActRunner* runner, const Asking& asking);

QString stopObstacle(const Asking& asking);
Sentence stopEffect(const Asking& asking);
std::optional<console::Act> stopRequest(const Asking& asking);
void openStop(QWidget* host, ActRunner* runner, const Asking& asking);

QString drainObstacle(const Asking& asking);
Sentence drainEffect(const Asking& asking);
std::optional<console::Act> drainRequest(const Asking& asking);
void openDrain(QWidget* host, ActRunner* runner, const Asking& asking);
QString activateObstacle(const Asking& asking);
Sentence activateEffect(const Asking& asking);
std::optional<console::Act> activateRequest(const Asking& asking);
void openActivate(QWidget* host, ActRunner* runner, const Asking& asking);

Sentence createClusterEffect(const Asking& asking);
std::optional<console::Act> createClusterRequest(const Asking& asking);
void openCreateCluster(QWidget* host, ActRunner* runner, const Asking& asking);
QString deleteClusterObstacle(const Asking& asking);
Sentence deleteClusterEffect(const Asking& asking);
std::optional<console::Act> deleteClusterRequest(const Asking& asking);
void openDeleteCluster(QWidget* host, ActRunner* runner, const Asking& asking);

QString deregisterObstacle(const Asking& asking);
Sentence deregisterEffect(const Asking& asking);
std::optional<console::Act> deregisterRequest(const Asking& asking);
void openDeregister(QWidget* host, ActRunner* runner, const Asking& asking);

} // namespace pilothouse::ui
