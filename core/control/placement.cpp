// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/placement.h"

#include "core/control/mutants.h"
#include "core/control/usage.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace pilothouse::control {

namespace {

/// Tests of faults only: what an instance would seem to have taken if the fault were in the accounting.
Usage mutated(const Draft& draft, const InstanceRow& instance, Usage usage) {
    for (auto& task : draft.tasksOfInstance(instance.key)) {
        bool pending = task->lastStatus < ecs::TaskStatus::running;
        if (pending && mutant(draft.rules(), Mutant::usageIgnoresPending)) {
            usage.cpu -= task->cpu;
            usage.memory -= task->memory;
        }
        if (!isWanted(*task) && mutant(draft.rules(), Mutant::portFreedEarly))
            for (int port : task->hostPorts)
                usage.ports.erase(port);
    }
    return usage;
}

bool overlap(const std::vector<int>& wanted, const std::map<int, int>& taken) {
    return std::any_of(wanted.begin(), wanted.end(), [&](int port) { return taken.contains(port); });
}

} // namespace

const std::vector<int>& reservedPorts() {
    static const std::vector<int> ports = {22, 2375, 2376, 51678, 51679, 51680};
    return ports;
}

int refusalRank(const std::string& reason) {
    const std::array order = {&notActive,  &lacksAgent,     &lacksCpu,   &lacksMemory,
                              &lacksPorts, &lacksAttribute, &notDistinct};
    for (std::size_t i = 0; i < order.size(); ++i)
        if (*order[i] == reason) return static_cast<int>(i) + 1;
    return 0;
}

Needs needsOf(const ecs::TaskDefinition& definition, const PlacementRequest& request) {
    Needs needs;
    needs.cpu = definition.reservedCpu();
    needs.memory = definition.reservedMemory();
    needs.hostMode = definition.networkMode == ecs::NetworkMode::host;
    needs.launchType = request.launchType;
    bool bridge = definition.networkMode == ecs::NetworkMode::bridge;
    for (auto& container : definition.containers)
        for (auto& mapping : container.portMappings) {
            int port = needs.hostMode && mapping.hostPort == 0 ? mapping.containerPort : mapping.hostPort;
            if ((bridge || needs.hostMode) && port != 0)
                needs.ports.push_back(mapping.protocol == "udp" ? -port : port);
        }
    auto distinct = [](const ecs::PlacementConstraint& constraint) {
        return constraint.type == "distinctInstance";
    };
    needs.distinct =
        std::any_of(request.constraints.begin(), request.constraints.end(), distinct) ||
        std::any_of(definition.placementConstraints.begin(), definition.placementConstraints.end(), distinct);
    return needs;
}

std::string fieldOf(const InstanceRow& instance, const std::string& field) {
    if (field == "instanceId" || field == "host") return instance.key.name;
    const std::string prefix = "attribute:";
    auto name = field.starts_with(prefix) ? field.substr(prefix.size()) : field;
    for (auto& [key, value] : instance.attributes)
        if (key == name) return value;
    return name == "ecs.availability-zone" ? instance.zone : "";
}

Pool::Pool(const Draft& draft, const PlacementRequest& request, Needs needs)
    : m_needs(std::move(needs)), m_strategies(request.strategies) {
    for (int port : m_needs.ports)
        m_reservedPort = m_reservedPort || std::count(reservedPorts().begin(), reservedPorts().end(), port);
    draft.eachInstance(request.cluster, [&](auto& row, auto* usage) { add(draft, row, usage); });
    bool spread = std::any_of(m_strategies.begin(), m_strategies.end(),
                              [](auto& s) { return s.type == ecs::StrategyType::spread; });
    if (spread || m_needs.distinct) countGroup(draft, request);
    makeSpreads();
}

void Pool::add(const Draft& draft, const Ptr<InstanceRow>& row, const Usage* usage) {
    if (row->status == ecs::InstanceStatus::inactive) return;
    static const Usage none;
    Usage changed;
    auto* used = usage ? usage : &none;
    if (draft.rules().mutant != 0 && usage) {
        changed = mutated(draft, *row, *usage);
        used = &changed;
    }
    Candidate candidate{row, row->cpu - used->cpu, row->memory - used->memory};
    candidate.portsFree = !m_reservedPort && !overlap(m_needs.ports, used->ports);
    if (candidate.portsFree && !m_needs.ports.empty()) candidate.portsFree = engineFree(draft, row->engine);
    bool draining =
        row->status == ecs::InstanceStatus::draining && !mutant(draft.rules(), Mutant::drainingStillPlaces);
    bool silent = !row->connected && !mutant(draft.rules(), Mutant::disconnectedStillPlaces);
    candidate.fixed = draining                                     ? Fails::status
                      : silent                                     ? Fails::agent
                      : m_needs.launchType != ecs::LaunchType::ec2 ? Fails::attribute
                                                                   : Fails::none;
    m_candidates.push_back(std::move(candidate));
}

/// A host-mode task needs its ports on no address of the engine; others clash with host-mode tasks only.
bool Pool::engineFree(const Draft& draft, const std::string& engine) {
    auto it = m_engineFree.find(engine);
    if (it == m_engineFree.end()) {
        auto ports = draft.portsOf(engine);
        bool free = !overlap(m_needs.ports, m_needs.hostMode ? ports.any : ports.hostMode);
        it = m_engineFree.emplace(engine, free).first;
    }
    return it->second;
}

void Pool::countGroup(const Draft& draft, const PlacementRequest& request) {
    std::map<std::string, int> byInstance;
    if (!request.service.empty()) {
        for (auto& task : draft.liveTasksOfService({request.cluster, request.service}))
            if (m_needs.distinct || isWanted(*task)) ++byInstance[task->instance];
    } else {
        for (auto& task : draft.liveTasksOfCluster(request.cluster))
            if (task->service.empty() && task->group == request.group) ++byInstance[task->instance];
    }
    for (auto& candidate : m_candidates)
        if (auto it = byInstance.find(candidate.row->key.name); it != byInstance.end())
            candidate.group = it->second;
}

void Pool::makeSpreads() {
    for (auto& strategy : m_strategies) {
        Spread spread;
        if (strategy.type == ecs::StrategyType::spread) {
            std::map<std::string, int> numbers;
            for (auto& candidate : m_candidates) {
                auto [it, added] = numbers.emplace(fieldOf(*candidate.row, strategy.field),
                                                   static_cast<int>(numbers.size()));
                if (added) spread.count.push_back(0);
                spread.bucket.push_back(it->second);
                spread.count[static_cast<std::size_t>(it->second)] += candidate.group;
            }
        }
        m_spreads.push_back(std::move(spread));
    }
}

bool Pool::failsBy(const Candidate& candidate, Fails rule) const {
    switch (rule) {
    case Fails::cpu:
        return candidate.cpu < m_needs.cpu;
    case Fails::memory:
        return candidate.memory < m_needs.memory;
    case Fails::ports:
        return !candidate.portsFree;
    case Fails::distinct:
        return m_needs.distinct && candidate.group > 0;
    case Fails::none:
        return false;
    default:
        return candidate.fixed == rule;
    }
}

Pool::Fails Pool::fails(const Candidate& candidate) const {
    for (auto rule : order)
        if (failsBy(candidate, rule)) return rule;
    return Fails::none;
}

/// Keeps those of m_left that one strategy likes best.
void Pool::narrow(std::size_t strategy) {
    auto& rule = m_strategies[strategy];
    if (rule.type == ecs::StrategyType::random) return;
    bool spread = rule.type == ecs::StrategyType::spread;
    bool byCpu = rule.field == "cpu" || rule.field == "CPU";
    auto& buckets = m_spreads[strategy];
    auto score = [&](std::size_t i) {
        if (spread) return buckets.count[static_cast<std::size_t>(buckets.bucket[i])];
        return byCpu ? m_candidates[i].cpu : m_candidates[i].memory;
    };
    int best = std::numeric_limits<int>::max();
    m_next.clear();
    for (auto i : m_left) {
        int value = score(i);
        if (value > best) continue;
        if (value < best) m_next.clear();
        best = value;
        m_next.push_back(i);
    }
    m_left.swap(m_next);
}

std::optional<std::size_t> Pool::pick(Random& random) {
    m_left.clear();
    for (std::size_t i = 0; i < m_candidates.size(); ++i)
        if (fails(m_candidates[i]) == Fails::none) m_left.push_back(i);
    if (m_left.empty()) return {};
    for (std::size_t s = 0; s < m_strategies.size() && m_left.size() > 1; ++s)
        narrow(s);
    return m_left.size() == 1 ? m_left.front() : m_left[random.below(m_left.size())];
}

void Pool::take(Candidate& candidate) const {
    candidate.cpu -= m_needs.cpu;
    candidate.memory -= m_needs.memory;
    ++candidate.group;
    if (!m_needs.ports.empty()) candidate.portsFree = false;
}

void Pool::placed(std::size_t index) {
    auto& chosen = m_candidates[index];
    take(chosen);
    for (auto& spread : m_spreads)
        if (!spread.bucket.empty()) ++spread.count[static_cast<std::size_t>(spread.bucket[index])];
    if (!m_needs.hostMode || m_needs.ports.empty()) return;
    for (auto& candidate : m_candidates)
        if (candidate.row->engine == chosen.row->engine) candidate.portsFree = false;
}

const std::string& Pool::reasonOf(Fails rule) {
    static const std::string none;
    switch (rule) {
    case Fails::status:
        return notActive;
    case Fails::agent:
        return lacksAgent;
    case Fails::cpu:
        return lacksCpu;
    case Fails::memory:
        return lacksMemory;
    case Fails::ports:
        return lacksPorts;
    case Fails::attribute:
        return lacksAttribute;
    case Fails::distinct:
        return notDistinct;
    case Fails::none:
        break;
    }
    return none;
}

std::vector<Refusal> Pool::refusals() const {
    std::vector<Refusal> all;
    for (auto& candidate : m_candidates)
        if (auto rule = fails(candidate); rule != Fails::none)
            all.push_back({candidate.row->key.name, reasonOf(rule)});
    return all;
}

std::vector<std::string> Pool::failing(std::size_t index) const {
    std::vector<std::string> reasons;
    for (auto rule : order)
        if (failsBy(m_candidates[index], rule)) reasons.push_back(reasonOf(rule));
    return reasons;
}

int Pool::room(std::size_t index, int most) const {
    auto candidate = m_candidates[index];
    int count = 0;
    for (; count < most && fails(candidate) == Fails::none; ++count)
        take(candidate);
    return count;
}

} // namespace pilothouse::control
