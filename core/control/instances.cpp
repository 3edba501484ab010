// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/instances.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

void setAttribute(InstanceRow& row, const std::string& name, const std::string& value) {
    auto it = std::lower_bound(row.attributes.begin(), row.attributes.end(), name,
                               [](auto& pair, auto& key) { return pair.first < key; });
    if (it != row.attributes.end() && it->first == name)
        it->second = value;
    else
        row.attributes.insert(it, {name, value});
}

} // namespace

void addInstances(Draft& draft, const AddInstances& event) {
    if (!draft.get<ClusterRow>(event.cluster)) draft.put(ClusterRow{event.cluster, true, "{}", "[]"});
    for (auto row : event.rows) {
        row.key.cluster = event.cluster;
        if (row.key.name.empty()) row.key.name = draft.random().hex(32);
        if (row.ec2InstanceId.empty()) row.ec2InstanceId = "i-" + draft.random().hex(17);
        if (row.registeredAt == 0) row.registeredAt = draft.now();
        std::sort(row.attributes.begin(), row.attributes.end());
        draft.put(std::move(row));
    }
    draft.roomIn.insert(event.cluster);
}

void observeEngine(Draft& draft, const EngineObservation& seen) {
    std::vector<Ptr<InstanceRow>> mine;
    for (auto& [key, row] : draft.base().instances)
        if (row->engine == seen.engine) mine.push_back(row);
    for (auto& row : mine) {
        auto changed = *row;
        changed.connected = seen.answers;
        if (seen.answers && !seen.version.empty()) setAttribute(changed, "pilothouse.engine", seen.version);
        if (seen.answers && !seen.limits.empty()) setAttribute(changed, "pilothouse.limits", seen.limits);
        if (changed == *row) continue;
        ++changed.version;
        bool back = changed.connected && !row->connected;
        draft.put(std::move(changed));
        if (!back) continue;
        // Fargate tasks run on any engine, so services of every cluster may have waited for this one.
        for (auto& [name, cluster] : draft.base().clusters)
            draft.roomIn.insert(name);
    }
}

} // namespace pilothouse::control
