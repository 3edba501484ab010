// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/world.h"

namespace pilothouse::control {

World::World() {
    change([](Draft& draft) { draft.put(ClusterRow{"default", true, "{}", "[]"}); });
}

void World::instances(int count, int cpu, int memory, const std::string& engine) {
    AddInstances event{"default", {}};
    auto base = state.instances.size();
    for (int i = 0; i < count; ++i) {
        InstanceRow row;
        row.key.name = "i" + std::to_string(base + static_cast<std::size_t>(i));
        row.zone = std::string("us-east-1") + static_cast<char>('a' + i % 3);
        row.engine = engine;
        row.cpu = cpu;
        row.memory = memory;
        row.connected = true;
        row.attributes = {{"ecs.availability-zone", row.zone}};
        event.rows.push_back(row);
    }
    change([&](Draft& draft) { addInstances(draft, event); });
}

ecs::ContainerDefinition World::container(const std::string& name, const std::string& image) const {
    ecs::ContainerDefinition result;
    result.name = name;
    result.image = image;
    result.cpu = 128;
    result.memory = 64;
    return result;
}

DefinitionKey World::define(const std::string& family, const std::string& image) {
    ecs::TaskDefinition definition;
    definition.family = family;
    definition.containers.push_back(container("main", image));
    if (image == "unhealthy" || image == "unchecked" || image == "checked")
        definition.containers[0].healthCheck = ecs::HealthCheck{{"CMD-SHELL", "true"}};
    return define(definition);
}

DefinitionKey World::define(ecs::TaskDefinition definition) {
    DefinitionRow row;
    row.key = {definition.family, ++m_revisions[definition.family]};
    definition.revision = row.key.revision;
    row.typed = std::move(definition);
    auto key = row.key;
    change([&](Draft& draft) { draft.put(row); });
    return key;
}

ClusterKey World::service(const std::string& name, const DefinitionKey& definition, int desired,
                          const std::function<void(ServiceRow&)>& more) {
    ClusterKey key{"default", name};
    change([&](Draft& draft) {
        ServiceRow row;
        row.key = key;
        row.desiredCount = desired;
        row.createdAt = now;
        if (more) more(row);
        draft.put(row);
        startDeployment(draft, key, definition, "{}");
    });
    return key;
}

void World::change(const std::function<void(Draft&)>& f) {
    Draft draft(state, now, random, rules);
    f(draft);
    reconcileAll(draft);
    apply(state, draft.take());
}

void World::see(const TaskObservation& seen) {
    change([&](Draft& draft) { observe(draft, seen); });
}

void World::engine(bool answers, const std::string& name) {
    EngineObservation seen;
    seen.engine = name;
    seen.answers = answers;
    change([&](Draft& draft) { observeEngine(draft, seen); });
}

void World::tick(Millis by) {
    now += by;
    change([](Draft& draft) { fireDeadlines(draft); });
}

Placed World::run(const DefinitionKey& definition, int count,
                  const std::function<void(PlacementRequest&)>& more) {
    Placed placed;
    change([&](Draft& draft) {
        PlacementRequest request;
        request.cluster = "default";
        request.definition = draft.get<DefinitionRow>(definition);
        request.count = count;
        request.group = "family:" + definition.family;
        if (more) more(request);
        placed = placeTasks(draft, request);
    });
    return placed;
}

void World::stop(const ClusterKey& task, const std::string& reason) {
    change([&](Draft& draft) { stopTask(draft, task, ecs::StopCode::userInitiated, reason); });
}

void World::deploy(const ClusterKey& service, const DefinitionKey& definition) {
    change([&](Draft& draft) { startDeployment(draft, service, definition, "{}"); });
}

void World::scale(const ClusterKey& service, int desired) {
    change([&](Draft& draft) {
        draft.edit<ServiceRow>(service, [&](ServiceRow& row) { row.desiredCount = desired; });
        serviceChanged(draft, service);
    });
}

void World::play(const TaskGoal& goal, TaskObservation& seen) const {
    if (goal.remove) {
        seen = {};
        seen.taskId = goal.taskId;
        seen.attempt = goal.attempt;
        seen.gone = true;
        return;
    }
    seen.containers.resize(goal.containers.size());
    if (goal.network) seen.network = NetworkState::up;
    for (std::size_t i = 0; i < goal.containers.size(); ++i) {
        auto& container = seen.containers[i];
        auto& definition = goal.plan->definition->containers[i];
        auto& image = definition.image;
        if (goal.containers[i] == ContainerGoal::stop && container.state == ObservedContainer::running) {
            container.state = ObservedContainer::exited;
            container.exitCode = 143;
        }
        if (goal.containers[i] != ContainerGoal::run) continue;
        if (container.state == ObservedContainer::none) {
            container.state = image == "hold" ? ObservedContainer::created : ObservedContainer::running;
            container.runtimeId = goal.taskId + "-" + definition.name;
            if (image == "unpullable") {
                container.state = ObservedContainer::none;
                container.reason = "CannotPullContainerError: manifest unknown";
            }
        } else if (container.state == ObservedContainer::running) {
            if (image.starts_with("exit:")) {
                container.state = ObservedContainer::exited;
                container.exitCode = std::stoi(image.substr(5));
            }
            if (definition.healthCheck && image != "unchecked")
                container.health =
                    image == "unhealthy" ? ecs::HealthStatus::unhealthy : ecs::HealthStatus::healthy;
        }
    }
}

bool World::round() {
    bool changed = false;
    for (auto& goal : allGoals(state)) {
        auto& played = m_engine[goal.taskId];
        auto before = played.seen;
        if (played.attempt != goal.attempt) played = {goal.attempt, {}};
        played.seen.taskId = goal.taskId;
        played.seen.attempt = goal.attempt;
        play(goal, played.seen);
        auto rows = state.tasks.size();
        see(played.seen);
        changed = changed || !(played.seen == before) || rows != state.tasks.size();
    }
    return changed;
}

void World::settle() {
    for (int i = 0; i < 200 && !paused; ++i)
        if (!round()) return;
}

bool World::nextDeadline() {
    auto due = nextDue(state);
    if (!due) return false;
    now = std::max(now, *due);
    tick();
    settle();
    return true;
}

std::vector<Ptr<TaskRow>> World::live(const ClusterKey& service) const {
    std::vector<Ptr<TaskRow>> rows;
    for (auto& [key, row] : state.tasks)
        if (row->service == service.name && key.cluster == service.cluster && isLive(*row))
            rows.push_back(row);
    return rows;
}

std::vector<Ptr<TaskRow>> World::tasks() const {
    std::vector<Ptr<TaskRow>> rows;
    for (auto& [key, row] : state.tasks)
        rows.push_back(row);
    return rows;
}

Ptr<TaskRow> World::task(const ClusterKey& key) const {
    auto it = state.tasks.find(key);
    return it == state.tasks.end() ? nullptr : it->second;
}

Ptr<ServiceRow> World::serviceRow(const ClusterKey& key) const {
    auto it = state.services.find(key);
    return it == state.services.end() ? nullptr : it->second;
}

Ptr<DeploymentRow> World::primary(const ClusterKey& service) const {
    return state.deployments.at(serviceRow(service)->primary);
}

std::vector<Ptr<DeploymentRow>> World::deployments(const ClusterKey& service) const {
    Random unused(1);
    return Draft(state, now, unused, rules).deploymentsOfService(service);
}

std::vector<std::string> World::events(const ClusterKey& service) const {
    std::vector<std::string> texts;
    for (auto& [key, row] : state.events)
        if (row->service == service) texts.push_back(row->message);
    return texts;
}

int World::count(const ClusterKey& service, const std::string& deployment, ecs::TaskStatus status) const {
    int number = 0;
    for (auto& row : live(service))
        number += row->deployment == deployment && row->lastStatus == status;
    return number;
}

TaskObservation World::observation(const ClusterKey& task) const {
    auto it = m_engine.find(task.name);
    return it == m_engine.end() ? TaskObservation{} : it->second.seen;
}

} // namespace pilothouse::control
