// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/describe.h"

#include <fmt/format.h>

namespace pilothouse::simulation {

using namespace control;

namespace {

std::string brief(const std::string& id) {
    return id.substr(0, 6);
}

Millis brief(Millis time) {
    return time % 1'000'000'000;
}

std::string textOf(const TaskObservation& seen) {
    auto text = fmt::format("seen {}.{}", brief(seen.taskId), seen.attempt);
    if (seen.gone) return text + " gone";
    text += fmt::format(" network {}{}", static_cast<int>(seen.network), seen.networkReason);
    for (auto& container : seen.containers)
        text += fmt::format(" [{} {} {}]", static_cast<int>(container.state), ecs::text(container.health),
                            container.reason);
    return text;
}

std::string textOf(const TaskRow& task) {
    auto text =
        fmt::format("  task {}.{} of {} {} {} {} wants {} started {} stopping {} {} {}", brief(task.key.name),
                    task.attempt, brief(task.deployment), task.definition.text(), brief(task.instance),
                    ecs::text(task.lastStatus), ecs::text(task.desiredStatus), brief(task.startedAt),
                    brief(task.stoppingAt), ecs::text(task.health), task.stoppedReason);
    for (auto& container : task.containers)
        text += fmt::format(" [{} goal {}]", ecs::text(container.status), static_cast<int>(container.goal));
    return text + "\n";
}

std::string textOf(const DeploymentRow& row) {
    return fmt::format("  deployment {} {} {} {} failures {} ran {} rollback of {}\n", brief(row.digits),
                       row.definition.text(), ecs::text(row.role), ecs::text(row.rollout),
                       row.breakerFailures, row.everRan, brief(row.rollbackOf));
}

} // namespace

std::string describe(const Event& event) {
    if (auto* command = std::get_if<Command>(&event)) return command->operation + " " + command->input.dump();
    if (auto* seen = std::get_if<TaskObservation>(&event)) return textOf(*seen);
    if (auto* seen = std::get_if<EngineObservation>(&event))
        return "engine " + seen->engine + (seen->answers ? " answers" : " is silent");
    if (auto* jump = std::get_if<TimeJumped>(&event)) return fmt::format("the clock jumps by {}", jump->by);
    return std::holds_alternative<Tick>(event) ? "tick" : "instances are added";
}

std::string describe(const State& state) {
    std::string text;
    for (auto& [key, row] : state.instances)
        text += fmt::format("instance {} of {} on {} {} connected {} cpu {} memory {}\n", brief(key.name),
                            key.cluster, row->engine, ecs::text(row->status), row->connected, row->cpu,
                            row->memory);
    for (auto& [key, row] : state.services) {
        text += fmt::format(
            "service {} of {} {} wants {} of {} ({} to {} %) next try {} failures {} trouble {}\n", key.name,
            key.cluster, ecs::text(row->status), row->desiredCount, row->definition.text(),
            row->minimumHealthyPercent, row->maximumPercent, brief(row->nextTry), row->consecutiveFailures,
            row->lastTrouble);
        for (auto& [digits, deployment] : state.deployments)
            if (deployment->service == key) text += textOf(*deployment);
        for (auto& [id, task] : state.tasks)
            if (task->service == key.name && id.cluster == key.cluster &&
                task->lastStatus != ecs::TaskStatus::stopped)
                text += textOf(*task);
    }
    text += "tasks of no service\n";
    for (auto& [id, task] : state.tasks)
        if (task->service.empty() && task->lastStatus != ecs::TaskStatus::stopped) text += textOf(*task);
    return text;
}

} // namespace pilothouse::simulation
