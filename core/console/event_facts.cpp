// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/event_facts.h"

#include "core/base/arn.h"

#include <algorithm>
#include <array>
#include <set>

namespace pilothouse::console {

namespace {

void take(std::vector<std::string>& all, std::string_view name) {
    const std::string id(lastPart(name));
    if (!id.empty() && std::find(all.begin(), all.end(), id) == all.end()) all.push_back(id);
}

} // namespace

EventNames namesIn(const ServiceEvent& event) {
    // AWS writes each name in brackets behind its kind: "(task 0123)", "(container-instance 4567)".
    EventNames names;
    const std::string_view message = event.message;
    for (auto open = message.find('('); open != std::string_view::npos; open = message.find('(', open + 1)) {
        const auto close = message.find(')', open);
        if (close == std::string_view::npos) break;
        const std::string_view inside = message.substr(open + 1, close - open - 1);
        const auto space = inside.find(' ');
        if (space == std::string_view::npos) continue;
        const std::string_view kind = inside.substr(0, space), name = inside.substr(space + 1);
        if (kind == "task") take(names.tasks, name);
        if (kind == "container-instance" || kind == "instance") take(names.instances, name);
        if (kind == "deployment") names.deployment = name;
    }
    if (names.deployment.empty())
        if (const auto at = message.find("ecs-svc/"); at != std::string_view::npos) {
            const auto end = message.find_first_not_of("0123456789", at + 8);
            names.deployment = message.substr(at, end == std::string_view::npos ? end : end - at);
        }
    return names;
}

Status statusOfEvent(std::string_view code) {
    struct Entry {
        std::string_view prefix;
        Status status;
    };
    static constexpr std::array entries{
        Entry{"event.steady", Status::healthy},
        Entry{"event.deploymentCompleted", Status::healthy},
        Entry{"event.started", Status::starting},
        Entry{"event.registered", Status::changing},
        Entry{"event.deregistered", Status::leaving},
        Entry{"event.draining", Status::leaving},
        Entry{"event.stopped", Status::stopped},
        Entry{"event.rollingBack", Status::changing},
        Entry{"event.deploymentFailed", Status::trouble},
        Entry{"event.deploymentStopped", Status::stopped},
        Entry{"event.failingStarts", Status::trouble},
        Entry{"event.noRoom", Status::atRisk},
        Entry{"event.noInstances", Status::atRisk},
        Entry{"event.boundsPrevent", Status::atRisk},
        Entry{"event.throttled", Status::atRisk},
    };
    for (const Entry& entry : entries)
        if (code.starts_with(entry.prefix)) return entry.status;
    return Status::unknown;
}

std::vector<EventRun> runsOf(const std::vector<ServiceEvent>& events) {
    std::vector<EventRun> runs;
    std::set<std::pair<std::string_view, Millis>> seen;
    for (const ServiceEvent& event : events) {
        if (!event.id.empty() && !seen.insert({event.id, event.createdAt}).second) continue;
        if (!runs.empty() && runs.back().event.message == event.message) {
            EventRun& run = runs.back();
            ++run.times;
            run.firstAt = event.createdAt;
            run.firstId = event.id;
        } else {
            runs.push_back({event, event.createdAt, 1, event.id});
        }
    }
    return runs;
}

} // namespace pilothouse::console
