// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the API tells at any time is what the rows say.
#include "tests/simulation/harness/checks.h"

namespace pilothouse::simulation {

namespace {

Json ask(const State& state, const std::string& operation, const Json& input, Millis now) {
    auto reply = control::read(state, operation, input, now);
    if (!reply)
        throw Violation(operation + " is refused: " + reply.error().type + " " + reply.error().message);
    if (reply->at("failures").size() != 0) throw Violation(operation + " does not know what is there");
    return *reply;
}

struct Counts {
    int running = 0, pending = 0;
    void add(const TaskRow& task) {
        running += task.lastStatus == ecs::TaskStatus::running;
        pending += task.lastStatus < ecs::TaskStatus::running;
    }
    bool are(const Json& json, const char* runningName, const char* pendingName) const {
        return json.integer(runningName, -1) == running && json.integer(pendingName, -1) == pending;
    }
};

void checkReadService(const State& state, const Sight& sight, Millis now) {
    auto& key = sight.service->key;
    auto answer = ask(state, "DescribeServices",
                      Json::object({{"cluster", key.cluster}, {"services", Json::strings({key.name})}}), now);
    auto& json = answer.at("services").at(std::size_t{0});
    Counts counts;
    for (auto& task : sight.live)
        counts.add(*task);
    if (!counts.are(json, "runningCount", "pendingCount"))
        throw Violation("DescribeServices counts tasks that are not there: " + key.name);
    if (json.str("status") != ecs::text(sight.service->status) ||
        json.integer("desiredCount") != sight.service->desiredCount)
        throw Violation("DescribeServices tells of another service: " + key.name);
    if (sight.service->status != ecs::ServiceStatus::active) return;
    int primaries = 0;
    for (auto& deployment : json.at("deployments").items())
        primaries += deployment.str("status") == "PRIMARY";
    if (primaries != 1) throw Violation("service " + key.name + " has not one PRIMARY deployment");
}

void checkReadInstance(const State& state, const InstanceRow& row, Millis now) {
    auto answer = ask(
        state, "DescribeContainerInstances",
        Json::object({{"cluster", row.key.cluster}, {"containerInstances", Json::strings({row.key.name})}}),
        now);
    auto& json = answer.at("containerInstances").at(std::size_t{0});
    Counts counts;
    int cpu = row.cpu, memory = row.memory;
    for (auto& [key, task] : state.tasks) {
        if (!isLive(*task) || key.cluster != row.key.cluster || task->instance != row.key.name) continue;
        counts.add(*task);
        auto& typed = state.definitions.at(task->definition)->typed;
        cpu -= typed.reservedCpu();
        memory -= typed.reservedMemory();
    }
    bool same = counts.are(json, "runningTasksCount", "pendingTasksCount");
    for (auto& resource : json.at("remainingResources").items()) {
        if (resource.str("name") == "CPU") same = same && resource.integer("integerValue") == cpu;
        if (resource.str("name") == "MEMORY") same = same && resource.integer("integerValue") == memory;
    }
    if (!same)
        throw Violation("DescribeContainerInstances tells of other tasks than are there: " + row.key.name);
}

void checkReadTask(const State& state, const TaskRow& row, Millis now) {
    auto answer =
        ask(state, "DescribeTasks",
            Json::object({{"cluster", row.key.cluster}, {"tasks", Json::strings({row.key.name})}}), now);
    auto& json = answer.at("tasks").at(std::size_t{0});
    bool same = json.str("lastStatus") == ecs::text(row.lastStatus) &&
                json.str("stoppedReason") == row.stoppedReason &&
                json.has("stoppedAt") == (row.stoppedAt != 0) &&
                json.at("containers").size() == row.containers.size();
    if (!same) throw Violation("DescribeTasks tells of another task: " + row.key.name);
}

} // namespace

void checkReads(const State& state, const Oracle& oracle, Millis now) {
    auto activeCluster = [&](const std::string& name) {
        auto it = state.clusters.find(name);
        return it != state.clusters.end() && it->second->active;
    };
    for (auto& sight : oracle.services())
        if (activeCluster(sight.service->key.cluster)) checkReadService(state, sight, now);
    for (auto& [key, row] : state.instances)
        if (activeCluster(key.cluster)) checkReadInstance(state, *row, now);
    for (auto& [key, row] : state.tasks)
        if (activeCluster(key.cluster)) checkReadTask(state, *row, now);
}

} // namespace pilothouse::simulation
