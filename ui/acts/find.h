// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/merge.h"
#include "ui/acts/act.h"

namespace pilothouse::ui {

// The rows that an act is about, as the snapshot of the moment has them; null or fewer if some are gone.

inline std::shared_ptr<const console::Service> serviceOf(const Asking& asking) {
    if (asking.targets.kind != Targets::Kind::service || asking.targets.arns.empty()) return nullptr;
    return console::findRow(asking.snapshot->services.rows, asking.targets.arns.front());
}

inline console::Rows<console::Task> tasksOf(const Asking& asking) {
    console::Rows<console::Task> tasks;
    for (const std::string& arn : asking.targets.arns)
        if (auto task = console::findRow(asking.snapshot->tasks.rows, arn)) tasks.push_back(task);
    return tasks;
}

inline console::Rows<console::Instance> instancesOf(const Asking& asking) {
    console::Rows<console::Instance> instances;
    for (const std::string& arn : asking.targets.arns)
        if (auto instance = console::findRow(asking.snapshot->instances.rows, arn))
            instances.push_back(instance);
    return instances;
}

inline std::shared_ptr<const console::ServiceDeployment> deploymentOf(const Asking& asking) {
    if (asking.targets.kind != Targets::Kind::deployment || asking.targets.arns.empty()) return nullptr;
    return console::findRow(asking.snapshot->serviceDeployments.rows, asking.targets.arns.front());
}

} // namespace pilothouse::ui
