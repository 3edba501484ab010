// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/arn.h"
#include "core/console/snapshot.h"

#include <algorithm>

namespace pilothouse::ui::tests {

/// Makes tasks for tables: number 7 has an ARN that sorts as the seventh.
inline console::Task taskOf(int number, const std::string& service = "web",
                            ecs::TaskStatus status = ecs::TaskStatus::running) {
    console::Task task;
    std::string hex(32, '0');
    for (int i = 0, n = number; i < 8; ++i, n /= 16)
        hex[7 - i] = "0123456789abcdef"[n % 16];
    task.id = hex;
    task.arn = ArnMaker{}.task("default", hex);
    task.service = service;
    task.family = service;
    task.revision = 1 + number % 3;
    task.lastStatus = status;
    task.desiredStatus = status == ecs::TaskStatus::stopped ? "STOPPED" : "RUNNING";
    task.health = "HEALTHY";
    task.launchType = "EC2";
    task.createdAt = 1'000'000 + number;
    task.startedAt = task.createdAt + 500;
    if (status == ecs::TaskStatus::stopped) task.stoppedAt = task.startedAt + 5'000;
    return task;
}

inline std::shared_ptr<const console::Task> shared(console::Task task) {
    return std::make_shared<const console::Task>(std::move(task));
}

inline console::Snapshot snapshotOf(console::Rows<console::Task> tasks) {
    console::Snapshot snapshot;
    snapshot.cluster = "default";
    snapshot.tasks.state = console::PartState::ok;
    snapshot.tasks.asOf = snapshot.takenAt = 2'000'000;
    std::sort(tasks.begin(), tasks.end(), [](const auto& a, const auto& b) { return a->arn < b->arn; });
    snapshot.tasks.rows = std::move(tasks);
    return snapshot;
}

} // namespace pilothouse::ui::tests
