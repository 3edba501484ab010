// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/deployment_tasks_rows.h"

#include "core/base/arn.h"
#include "core/console/merge.h"

#include <algorithm>

namespace pilothouse::ui {

namespace {

using console::Status;
using console::Task;

void countIn(DeploymentTaskRow& head, const Task& task) {
    switch (console::explain(task).status) {
    case Status::healthy:
    case Status::running:
        ++head.healthy;
        break;
    case Status::starting:
    case Status::atRisk:
        ++head.starting;
        break;
    case Status::trouble:
        ++head.unhealthy;
        break;
    case Status::leaving:
        ++head.leaving;
        break;
    case Status::failed:
        ++head.failed;
        ++head.stopped;
        break;
    default:
        ++head.stopped;
        break;
    }
}

DeploymentTaskRow rowOf(const std::shared_ptr<const Task>& task, int group,
                        const console::Snapshot& snapshot) {
    DeploymentTaskRow row;
    row.arn = task->arn;
    row.group = group;
    row.task = task;
    row.zone = task->zone;
    if (const auto instance = console::findRow(snapshot.instances.rows, task->instanceArn)) {
        row.instance = instance->ec2InstanceId.empty() ? instance->id : instance->ec2InstanceId;
        if (!instance->zone.empty()) row.zone = instance->zone;
    } else {
        row.instance = lastPart(task->instanceArn).substr(0, 8);
    }
    if (const auto dash = row.zone.rfind('-'); dash != std::string::npos) row.zone.erase(0, dash + 1);
    return row;
}

} // namespace

std::vector<DeploymentTaskRow> deploymentTaskRows(const console::Service& service,
                                                  const console::Snapshot& snapshot) {
    // Heads: the deployments as the service tells them (the primary first), then those that only tasks know.
    std::vector<DeploymentTaskRow> heads;
    auto headOf = [&](const std::string& id, const std::string& definition) -> std::size_t {
        for (std::size_t i = 0; i < heads.size(); ++i)
            if (heads[i].deployment == id) return i;
        DeploymentTaskRow head;
        head.deployment = id;
        head.definition = lastPart(definition);
        heads.push_back(head);
        return heads.size() - 1;
    };
    for (const auto& deployment : service.deployments) {
        DeploymentTaskRow& head = heads[headOf(deployment.id, deployment.taskDefinition)];
        head.primary = deployment.status == "PRIMARY";
        head.since = deployment.createdAt;
    }
    DeploymentTaskRow over; // those that stopped
    std::vector<DeploymentTaskRow> rows;
    std::vector<std::size_t> overRows;
    for (const auto& task : snapshot.tasks.rows) {
        if (task->service != service.name) continue;
        const bool stopped = task->lastStatus == ecs::TaskStatus::stopped;
        const std::size_t at = stopped ? 0 : headOf(task->startedBy, task->taskDefinition);
        countIn(stopped ? over : heads[at], *task);
        if (stopped) overRows.push_back(rows.size());
        rows.push_back(rowOf(task, int(at), snapshot));
    }
    over.group = int(heads.size());
    for (std::size_t row : overRows)
        rows[row].group = over.group;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        heads[i].group = int(i);
        heads[i].arn = "!" + heads[i].deployment;
        rows.push_back(heads[i]);
    }
    if (over.stopped > 0) {
        over.arn = "!!";
        rows.push_back(over);
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.arn < b.arn; });
    return rows;
}

} // namespace pilothouse::ui
