// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_facts.h"

#include "core/console/counts.h"

#include <algorithm>
#include <set>

namespace pilothouse::ui {

Sentence overviewFacts(const console::Snapshot& snapshot) {
    if (snapshot.services.asOf == 0) return {};
    std::vector<Sentence> facts;
    const console::ClusterPoint now = console::clusterPointOf(snapshot);
    facts.push_back(say("overview.facts.tasks", {{"running", Arg::number(now.running)},
                                                 {"pending", Arg::number(now.pending)},
                                                 {"desired", Arg::number(now.desired)}}));
    std::set<std::string> zones;
    int draining = 0, lost = 0;
    for (const auto& instance : snapshot.instances.rows) {
        if (!instance->zone.empty()) zones.insert(instance->zone);
        draining += instance->status == "DRAINING";
        lost += !instance->connected;
    }
    const Arg instances = Arg::number(std::int64_t(snapshot.instances.rows.size()));
    if (instances.count > 0)
        facts.push_back(say(zones.size() > 1 ? "overview.facts.instancesIn" : "overview.facts.instances",
                            {{"count", instances}, {"zones", Arg::number(std::int64_t(zones.size()))}}));
    if (draining > 0) facts.push_back(say("overview.facts.draining", {{"count", Arg::number(draining)}}));
    if (lost > 0) facts.push_back(say("overview.facts.lost", {{"count", Arg::number(lost)}}));
    const auto fargate =
        std::count_if(snapshot.tasks.rows.begin(), snapshot.tasks.rows.end(), [](const auto& task) {
            return task->launchType == "FARGATE" && task->lastStatus != ecs::TaskStatus::stopped;
        });
    if (fargate > 0) facts.push_back(say("overview.facts.fargate", {{"count", Arg::number(fargate)}}));
    Sentence told;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (i > 0) told.spans.push_back({QStringLiteral("\u2002·\u2002"), {}, Tone::text3, false});
        told.spans.insert(told.spans.end(), facts[i].spans.begin(), facts[i].spans.end());
    }
    return told;
}

} // namespace pilothouse::ui
