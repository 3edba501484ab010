// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/arn.h"
#include "core/console/snapshot.h"

namespace pilothouse::ui::tests {

inline std::string definitionArn(const std::string& family, int revision) {
    return ArnMaker{}.taskDefinition(family, revision);
}

inline Json definitionJson(const std::string& family, int revision) {
    Json app = Json::object({{"name", "app"}, {"image", family + ':' + std::to_string(revision)}});
    app.set("memory", 512);
    app.set("essential", true);
    app.set("laterMember", Json::object({{"kept", true}}));
    app.set("environment",
            Json::array({Json::object({{"name", "STEP"}, {"value", std::to_string(revision)}})}));
    Json made = Json::object({{"taskDefinitionArn", definitionArn(family, revision)},
                              {"containerDefinitions", Json::array({app})},
                              {"family", family},
                              {"revision", revision}});
    made.set("networkMode", "bridge");
    made.set("status", "ACTIVE");
    return made;
}

/// Families web (1 to 3, service web and a task on 3), worker (7) and old (nothing active), all of web known.
inline console::Snapshot definitionWorld() {
    console::Snapshot world;
    world.cluster = "default";
    for (auto* state : {&world.families.state, &world.definitions.state, &world.services.state,
                        &world.tasks.state, &world.clusters.state, &world.instances.state})
        *state = console::PartState::ok;
    const auto family = [&](const char* name, std::vector<int> active, std::vector<int> inactive) {
        auto row = std::make_shared<console::Family>();
        row->arn = row->name = name;
        row->newestArn = definitionArn(name, active.empty() ? inactive.front() : active.front());
        row->active = std::move(active);
        row->inactive = std::move(inactive);
        world.families.rows.push_back(row);
    };
    family("old", {}, {2});
    family("web", {3, 2}, {1});
    family("worker", {7}, {});
    world.families.asOf = world.takenAt = 2'000'000;
    for (int revision = 1; revision <= 3; ++revision) {
        auto row = std::make_shared<console::Definition>();
        row->arn = definitionArn("web", revision);
        row->family = "web";
        row->revision = revision;
        row->status = revision == 1 ? "INACTIVE" : "ACTIVE";
        row->raw = definitionJson("web", revision);
        world.definitions.rows.push_back(row);
    }
    auto service = std::make_shared<console::Service>();
    service->name = "web";
    service->arn = ArnMaker{}.service("default", "web");
    service->status = "ACTIVE";
    service->desired = service->running = 1;
    service->taskDefinition = definitionArn("web", 3);
    world.services.rows = {service};
    auto task = std::make_shared<console::Task>();
    task->id = std::string(32, 'a');
    task->arn = ArnMaker{}.task("default", task->id);
    task->taskDefinition = definitionArn("web", 3);
    task->service = "web";
    task->lastStatus = ecs::TaskStatus::running;
    world.tasks.rows = {task};
    return world;
}

} // namespace pilothouse::ui::tests
