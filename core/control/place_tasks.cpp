// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/overrides.h"
#include "core/control/placement.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

TaskRow newTask(Draft& draft, const PlacementRequest& request, const Needs& needs) {
    auto& definition = request.definition->typed;
    TaskRow row;
    row.key = {request.cluster, draft.random().hex(32)};
    row.definition = request.definition->key;
    row.service = request.service;
    row.deployment = request.deployment;
    row.launchType = request.launchType;
    row.group = request.group;
    row.startedBy = request.startedBy;
    row.overrides = request.overrides;
    row.tags = request.tags;
    row.extra = request.extra;
    row.cpu = needs.cpu;
    row.memory = needs.memory;
    row.hostPorts = needs.ports;
    row.hostMode = needs.hostMode;
    row.createdAt = draft.now();
    if (definition.networkMode == ecs::NetworkMode::awsvpc) row.attachmentId = draft.random().uuid();
    row.containers.resize(definition.containers.size());
    for (auto& container : row.containers)
        container.uuid = draft.random().uuid();
    return row;
}

/// Fargate tasks take no instance; any engine that answers runs them.
std::string engineForFargate(const Draft& draft) {
    auto answers = [](const Ptr<InstanceRow>& row) { return row && row->connected; };
    for (auto& [key, row] : draft.changes().instances)
        if (answers(row)) return row->engine;
    for (auto& [key, row] : draft.base().instances)
        if (answers(row) && !draft.changes().instances.contains(key)) return row->engine;
    return {};
}

Placed placeOnFargate(Draft& draft, const PlacementRequest& request, const Needs& needs) {
    Placed result;
    auto engine = engineForFargate(draft);
    for (int i = 0; i < request.count && !engine.empty(); ++i) {
        auto row = newTask(draft, request, needs);
        row.engine = engine;
        result.tasks.push_back(row.key);
        draft.put(std::move(row));
    }
    result.missing = request.count - static_cast<int>(result.tasks.size());
    if (result.missing > 0) result.refusals.push_back({"", noCapacity});
    return result;
}

} // namespace

Placed placeTasks(Draft& draft, const PlacementRequest& request) {
    auto& plain = request.definition->typed;
    auto needs = request.overrides.empty() ? needsOf(plain, request)
                                           : needsOf(withOverrides(plain, request.overrides), request);
    if (request.launchType == ecs::LaunchType::fargate) return placeOnFargate(draft, request, needs);
    Placed result;
    Pool pool(draft, request, needs);
    for (int i = 0; i < request.count; ++i) {
        auto index = pool.pick(draft.random());
        if (!index) break;
        auto row = newTask(draft, request, needs);
        row.instance = pool.instance(*index).key.name;
        row.engine = pool.instance(*index).engine;
        pool.placed(*index);
        result.tasks.push_back(row.key);
        draft.put(std::move(row));
    }
    result.missing = request.count - static_cast<int>(result.tasks.size());
    if (result.missing > 0) result.refusals = pool.refusals();
    return result;
}

bool hasInstances(const Draft& draft, const std::string& cluster) {
    auto rows = draft.instancesOfCluster(cluster);
    return std::any_of(rows.begin(), rows.end(),
                       [](auto& row) { return row->status != ecs::InstanceStatus::inactive; });
}

} // namespace pilothouse::control
