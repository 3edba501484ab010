// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/acts/act.h"

namespace pilothouse::ui {

// The functions that the catalogue is made of, by what they are about: service_acts.cpp, task_acts.cpp ...

QString scaleObstacle(const Asking& asking);
Sentence scaleEffect(const Asking& asking);
std::optional<console::Act> scaleRequest(const Asking& asking);
void openScale(QWidget* host, ActRunner* runner, const Asking& asking);

QString deployObstacle(const Asking& asking);
Sentence forceEffect(const Asking& asking);
std::optional<console::Act> forceRequest(const Asking& asking);
void openForce(QWidget* host, ActRunner* runner, const Asking& asking);

QString stopObstacle(const Asking& asking);
void openRun(QWidget* host, ActRunner* runner, const Asking& asking);
void openStop(QWidget* host, ActRunner* runner, const Asking& asking);

} // namespace pilothouse::ui
