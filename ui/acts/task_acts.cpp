// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/find.h"
#include "ui/acts/kinds.h"
#include "ui/dialogs/run_task.h"
#include "ui/dialogs/stop_tasks.h"

namespace pilothouse::ui {

QString stopObstacle(const Asking& asking) {
    for (const auto& task : tasksOf(asking))
        if (task->lastStatus != ecs::TaskStatus::stopped && task->desiredStatus != "STOPPED") return {};
    return sayPlain("act.task.stop.over");
}

void openRun(QWidget* host, ActRunner* runner, const Asking& asking) {
    RunTaskSheet::open(host, runner, Place::of(*asking.snapshot));
}

void openStop(QWidget* host, ActRunner* runner, const Asking& asking) {
    console::Rows<console::Task> running;
    for (const auto& task : tasksOf(asking))
        if (task->lastStatus != ecs::TaskStatus::stopped) running.push_back(task);
    if (!running.empty()) StopTasksSheet::open(host, runner, Place::of(*asking.snapshot), running);
}

} // namespace pilothouse::ui
