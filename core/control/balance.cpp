// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which tasks go when some must: those that are not healthy first, tasks of older deployments next, then so
// that the placement strategy is kept best. Source: ECS developer guide, "Task placement strategies",
// scale-in.
#include "core/control/placement.h"
#include "core/control/services.h"

#include <algorithm>
#include <map>

namespace pilothouse::control {

namespace {

struct Candidate {
    Ptr<TaskRow> task;
    bool healthy = false;
    std::size_t age = 0;             ///< place of its deployment, oldest first
    std::vector<int> bucket;         ///< by spread strategy
    int freeCpu = 0, freeMemory = 0; ///< of its instance, for binpack
};

using Counts = std::vector<std::vector<int>>; ///< by spread strategy, by bucket

/// Numbers for the values of each spread strategy's field, and how many tasks have each.
struct Buckets {
    explicit Buckets(const std::vector<ecs::PlacementStrategy>& strategies) {
        for (auto& strategy : strategies)
            if (strategy.type == ecs::StrategyType::spread) fields.push_back(strategy.field);
        numbers.resize(fields.size());
        counts.resize(fields.size());
    }
    std::vector<int> add(const InstanceRow* instance) {
        std::vector<int> result;
        for (std::size_t s = 0; s < fields.size(); ++s) {
            auto value = instance ? fieldOf(*instance, fields[s]) : std::string();
            auto [it, added] = numbers[s].emplace(value, static_cast<int>(numbers[s].size()));
            if (added) counts[s].push_back(0);
            ++counts[s][static_cast<std::size_t>(it->second)];
            result.push_back(it->second);
        }
        return result;
    }
    std::vector<std::string> fields;
    std::vector<std::map<std::string, int>> numbers;
    Counts counts;
};

Candidate candidateOf(const Draft& draft, const ServiceView& view, const Ptr<TaskRow>& task,
                      Buckets& buckets) {
    Candidate c;
    c.task = task;
    c.healthy = isHealthy(*task, hasCheck(draft, task->definition));
    auto deployment = draft.get<DeploymentRow>(task->deployment);
    for (auto& other : view.deployments)
        c.age += deployment && other->sequence < deployment->sequence;
    ClusterKey key{task->key.cluster, task->instance};
    auto instance = draft.get<InstanceRow>(key);
    auto* used = draft.usage(key);
    c.freeCpu = instance ? instance->cpu - (used ? used->cpu : 0) : 0;
    c.freeMemory = instance ? instance->memory - (used ? used->memory : 0) : 0;
    c.bucket = buckets.add(instance.get());
    return c;
}

/// By the strategies in order, a goes rather than b: the fuller bucket of a spread, the emptier instance of a
/// binpack.
int compareBalance(const Candidate& a, const Candidate& b,
                   const std::vector<ecs::PlacementStrategy>& strategies, const Counts& counts) {
    std::size_t spread = 0;
    for (auto& strategy : strategies) {
        int x = 0, y = 0;
        if (strategy.type == ecs::StrategyType::spread) {
            x = counts[spread][static_cast<std::size_t>(a.bucket[spread])];
            y = counts[spread][static_cast<std::size_t>(b.bucket[spread])];
            ++spread;
        } else if (strategy.type == ecs::StrategyType::binpack) {
            bool cpu = strategy.field == "cpu" || strategy.field == "CPU";
            x = cpu ? a.freeCpu : a.freeMemory;
            y = cpu ? b.freeCpu : b.freeMemory;
        }
        if (x != y) return x > y ? 1 : -1;
    }
    return 0;
}

bool goesFirst(const Candidate& a, const Candidate& b, const std::vector<ecs::PlacementStrategy>& strategies,
               const Counts& counts) {
    if (a.healthy != b.healthy) return !a.healthy;
    if (a.age != b.age) return a.age < b.age;
    if (int balance = compareBalance(a, b, strategies, counts)) return balance > 0;
    // The newest goes; among equals the order of keys decides, so that a replay does the same.
    if (a.task->createdAt != b.task->createdAt) return a.task->createdAt > b.task->createdAt;
    return a.task->key < b.task->key;
}

} // namespace

std::vector<ecs::PlacementStrategy> strategiesOf(const ServiceRow& service) {
    if (!service.strategies.empty()) return service.strategies;
    return {{ecs::StrategyType::spread, "attribute:ecs.availability-zone"},
            {ecs::StrategyType::spread, "instanceId"}};
}

std::vector<Ptr<TaskRow>> chooseToStop(Draft& draft, const ServiceView& view,
                                       std::vector<Ptr<TaskRow>> candidates, int count) {
    if (count <= 0) return {};
    if (count >= static_cast<int>(candidates.size())) return candidates;
    auto strategies = strategiesOf(*view.service);
    Buckets buckets(strategies);
    std::vector<Candidate> all;
    for (auto& task : candidates)
        all.push_back(candidateOf(draft, view, task, buckets));
    std::vector<Ptr<TaskRow>> chosen;
    while (static_cast<int>(chosen.size()) < count) {
        auto it = std::min_element(all.begin(), all.end(), [&](auto& a, auto& b) {
            return goesFirst(a, b, strategies, buckets.counts);
        });
        for (std::size_t s = 0; s < it->bucket.size(); ++s)
            --buckets.counts[s][static_cast<std::size_t>(it->bucket[s])];
        chosen.push_back(it->task);
        *it = std::move(all.back());
        all.pop_back();
    }
    return chosen;
}

} // namespace pilothouse::control
