// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/pending.h"

#include "core/console/merge.h"

namespace pilothouse::console {

namespace {

std::string primaryDeployment(const Service& service) {
    return service.deployments.empty() ? std::string() : service.deployments.front().id;
}

} // namespace

Before takeBefore(const Pending& pending, const Snapshot& snapshot) {
    auto service = findRow(snapshot.services.rows, pending.arn);
    return {service ? primaryDeployment(*service) : std::string()};
}

bool isShown(const Pending& pending, const Before& before, const Snapshot& snapshot) {
    if (auto service = findRow(snapshot.services.rows, pending.arn)) {
        if (service->status != "ACTIVE") return true; // it leaves: nothing else will come of it
        if (pending.act == "scale") return std::to_string(service->desired) == pending.value;
        if (pending.act == "deploy") return primaryDeployment(*service) != before.primaryDeployment;
        return pending.act != "delete";
    }
    if (auto task = findRow(snapshot.tasks.rows, pending.arn))
        return pending.act != "stop" || task->desiredStatus == "STOPPED";
    return true; // the row is gone, or the act is about none that is on screen
}

} // namespace pilothouse::console
