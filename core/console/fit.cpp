// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/fit.h"

#include "core/base/arn.h"
#include "core/console/arguments.h"
#include "core/control/placement.h"
#include "core/ecs/capabilities.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <string_view>

namespace pilothouse::console {

namespace {

const std::string cluster = "cluster"; // of the State made here

/// tcp as it is, udp negative, as the rules write them.
std::vector<int> takenPorts(const Instance& instance) {
    std::vector<int> ports;
    for (const Json& item : instance.raw.at("remainingResources").items()) {
        const std::string name = item.str("name");
        const int sign = name == "PORTS" ? 1 : name == "PORTS_UDP" ? -1 : 0;
        if (sign == 0) continue;
        for (const Json& port : item.at("stringSetValue").items())
            if (const int number = std::atoi(port.asString().c_str()); number > 0)
                ports.push_back(sign * number);
    }
    return ports;
}

/// Slices of one engine share its host-mode ports; any other instance is a machine of its own.
std::string engineOf(const Instance& instance) {
    return instance.engine.empty() ? instance.arn : instance.engine;
}

/// A State with the Snapshot's instances. What they have free is all that they have; tasks are put in only
/// for what else the rules ask of them: ports held, and which are of the same service or group.
class Model {
public:
    Model(const Snapshot& snapshot, const control::PlacementRequest& request) {
        for (const auto& row : snapshot.instances.rows)
            addInstance(*row);
        for (const auto& row : snapshot.definitions.rows)
            addHostMode(*row);
        for (const auto& row : snapshot.tasks.rows)
            addTask(*row, request);
        control::apply(state, m_changes);
    }

    control::State state;

private:
    template <typename Row, typename Table>
    static void put(Table& table, Row row) {
        auto key = row.key;
        table[std::move(key)] = std::make_shared<const Row>(std::move(row));
    }

    void addInstance(const Instance& instance) {
        control::InstanceRow row;
        row.key = {cluster, instance.arn};
        row.engine = engineOf(instance);
        row.zone = instance.zone;
        row.cpu = instance.cpuFree;
        row.memory = instance.memoryFree;
        row.status =
            instance.status == "ACTIVE" ? ecs::InstanceStatus::active : ecs::InstanceStatus::draining;
        row.connected = instance.connected;
        row.attributes.assign(instance.attributes.begin(), instance.attributes.end());
        m_engines[instance.arn] = row.engine;
        put(m_changes.instances, std::move(row));
        control::TaskRow holder;
        holder.key = {cluster, "ports of " + instance.arn};
        holder.instance = instance.arn;
        holder.engine = engineOf(instance);
        holder.lastStatus = ecs::TaskStatus::running;
        holder.hostPorts = takenPorts(instance);
        if (!holder.hostPorts.empty()) put(m_changes.tasks, std::move(holder));
    }

    void addHostMode(const Definition& definition) {
        auto typed = ecs::readTaskDefinition(definition.raw);
        if (typed.networkMode != ecs::NetworkMode::host) return;
        auto needs = control::needsOf(typed, {});
        if (!needs.ports.empty()) m_hostMode[definition.arn] = std::move(needs.ports);
    }

    void addTask(const Task& task, const control::PlacementRequest& request) {
        const auto host = m_hostMode.find(task.taskDefinition);
        const bool alike = request.service.empty() ? task.service.empty() && task.group == request.group
                                                   : task.service == request.service;
        if ((host == m_hostMode.end() && !alike) || task.lastStatus == ecs::TaskStatus::stopped) return;
        control::TaskRow row;
        row.key = {cluster, task.arn};
        row.service = task.service;
        row.group = task.group;
        row.instance = task.instanceArn;
        row.lastStatus = task.lastStatus;
        if (task.desiredStatus == "STOPPED") row.desiredStatus = ecs::DesiredStatus::stopped;
        if (auto engine = m_engines.find(task.instanceArn); engine != m_engines.end())
            row.engine = engine->second;
        if (host != m_hostMode.end()) {
            row.hostPorts = host->second;
            row.hostMode = true;
        }
        put(m_changes.tasks, std::move(row));
    }

    control::Changes m_changes;
    std::map<std::string, std::string> m_engines;       ///< by instance
    std::map<std::string, std::vector<int>> m_hostMode; ///< fixed ports by definition
};

control::PlacementRequest requestOf(const Requirement& requirement) {
    control::PlacementRequest request;
    request.cluster = cluster;
    request.count = requirement.count;
    request.launchType = requirement.launchType;
    request.group = "family:" + requirement.definition.family;
    request.constraints = requirement.constraints;
    request.strategies = requirement.strategies;
    request.service = requirement.service;
    if (request.strategies.empty())
        request.strategies = {{ecs::StrategyType::spread, "attribute:ecs.availability-zone"},
                              {ecs::StrategyType::spread, "instanceId"}};
    return request;
}

/// Which of the wanted ports are taken there, on the instance or by its engine.
std::vector<int> clashes(const control::Draft& draft, const control::InstanceRow& row,
                         const control::Needs& needs) {
    const auto used = draft.usageOf(row.key);
    const auto engine = draft.portsOf(row.engine);
    const auto& there = needs.hostMode ? engine.any : engine.hostMode;
    const auto& reserved = control::reservedPorts();
    std::vector<int> ports;
    for (int port : needs.ports)
        if (used.ports.contains(port) || there.contains(port) ||
            std::find(reserved.begin(), reserved.end(), port) != reserved.end())
            ports.push_back(port);
    return ports;
}

Shortage shortageOf(const std::string& reason, const control::Draft& draft, const control::Pool& pool,
                    std::size_t index, const control::Needs& needs) {
    if (reason == control::notActive) return {FitRule::notActive};
    if (reason == control::lacksAgent) return {FitRule::agent};
    if (reason == control::lacksCpu) return {FitRule::cpu, needs.cpu, pool.freeCpu(index)};
    if (reason == control::lacksMemory) return {FitRule::memory, needs.memory, pool.freeMemory(index)};
    if (reason == control::lacksPorts)
        return {FitRule::ports, 0, 0, clashes(draft, pool.instance(index), needs)};
    return {reason == control::lacksAttribute ? FitRule::launchType : FitRule::distinct};
}

std::vector<std::string> memberOf(const Requirement& requirement) {
    std::vector<std::string> expressions;
    for (auto* list : {&requirement.definition.placementConstraints, &requirement.constraints})
        for (const auto& constraint : *list)
            if (constraint.type == "memberOf") expressions.push_back(constraint.expression);
    return expressions;
}

Arg number(Arg::Kind kind, int value) {
    return {kind, {}, value, {}, {}};
}

} // namespace

Fit fit(const Snapshot& snapshot, const Requirement& requirement) {
    Fit result;
    const int count = std::clamp(requirement.count, 0, mostToFit);
    result.notJudged = memberOf(requirement);
    for (const auto& row : snapshot.instances.rows)
        result.instances.push_back({row->arn});
    result.missing = count;
    if (requirement.launchType == ecs::LaunchType::fargate) {
        result.needsInstance = false;
        if (ecs::fitsFargate(requirement.definition)) std::swap(result.placed, result.missing);
        return result;
    }

    const auto request = requestOf(requirement);
    const Model model(snapshot, request);
    Random random(1); // among equals any will do, but the same each time
    const control::Rules rules;
    const control::Draft draft(model.state, 0, random, rules);
    const auto needs = control::needsOf(requirement.definition, request);
    control::Pool pool(draft, request, needs);
    std::map<std::string_view, InstanceFit*> byArn;
    for (InstanceFit& instance : result.instances)
        byArn[instance.arn] = &instance;
    for (std::size_t i = 0; i < pool.size(); ++i) {
        InstanceFit& instance = *byArn[pool.instance(i).key.name];
        instance.room = pool.room(i, count);
        for (const std::string& reason : pool.failing(i))
            instance.shortages.push_back(shortageOf(reason, draft, pool, i, needs));
    }
    while (result.missing > 0) {
        const auto index = pool.pick(random);
        if (!index) break;
        pool.placed(*index);
        ++byArn[pool.instance(*index).key.name]->placed;
        ++result.placed;
        --result.missing;
    }
    return result;
}

int Fit::takers() const {
    return static_cast<int>(
        std::count_if(instances.begin(), instances.end(), [](const auto& i) { return i.shortages.empty(); }));
}

int Fit::failing(FitRule rule) const {
    auto has = [&](const InstanceFit& i) {
        return std::any_of(i.shortages.begin(), i.shortages.end(), [&](auto& s) { return s.rule == rule; });
    };
    return static_cast<int>(std::count_if(instances.begin(), instances.end(), has));
}

std::vector<std::size_t> Fit::nearest(std::size_t most) const {
    // How much of what it needs an instance lacks, in the worst of CPU and memory; over 1: not by size alone.
    auto lack = [](const InstanceFit& instance) {
        double worst = instance.shortages.empty() ? 2 : 0;
        for (const Shortage& s : instance.shortages) {
            const bool size = s.rule == FitRule::cpu || s.rule == FitRule::memory;
            worst = std::max(worst, size && s.needs > 0 ? 1.0 - std::max(0, s.has) / double(s.needs) : 2.0);
        }
        return worst;
    };
    std::vector<std::pair<double, std::size_t>> all;
    for (std::size_t i = 0; i < instances.size(); ++i)
        if (const double worst = lack(instances[i]); worst <= 1) all.emplace_back(worst, i);
    std::sort(all.begin(), all.end());
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        indices.push_back(all[i].second);
    return indices;
}

Reason explain(const Shortage& shortage) {
    switch (shortage.rule) {
    case FitRule::notActive:
        return {"fit.notActive", {}};
    case FitRule::agent:
        return {"fit.agent", {}};
    case FitRule::cpu:
        return {"fit.cpu",
                {{"needs", number(Arg::Kind::cpuUnits, shortage.needs)},
                 {"has", number(Arg::Kind::cpuUnits, shortage.has)}}};
    case FitRule::memory:
        return {"fit.memory",
                {{"needs", number(Arg::Kind::mebibytes, shortage.needs)},
                 {"has", number(Arg::Kind::mebibytes, shortage.has)}}};
    case FitRule::ports: {
        std::vector<Arg> ports;
        for (int port : shortage.ports)
            ports.push_back(words(std::to_string(std::abs(port)) + (port < 0 ? "/udp" : "/tcp")));
        return {"fit.ports", {{"ports", {Arg::Kind::names, {}, 0, {}, std::move(ports)}}}};
    }
    case FitRule::launchType:
        return {"fit.launchType", {}};
    case FitRule::distinct:
        break;
    }
    return {"fit.distinct", {}};
}

} // namespace pilothouse::console
