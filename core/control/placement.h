// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/scheduling.h"

#include <optional>
#include <string>
#include <vector>

namespace pilothouse::control {

// Placement: filters in one order, then constraints, then strategies in order, then a pick at random.
// Source: ECS developer guide, "How Amazon ECS places tasks on container instances".

// The failing rules by name, in the order they are asked. Source: ECS API reference, failure reasons.
inline const std::string notActive = "INACTIVE"; ///< DRAINING
inline const std::string lacksAgent = "AGENT";   ///< its engine does not answer
inline const std::string lacksCpu = "RESOURCE:CPU";
inline const std::string lacksMemory = "RESOURCE:MEMORY";
inline const std::string lacksPorts = "RESOURCE:PORTS";
inline const std::string lacksAttribute = "ATTRIBUTE";
inline const std::string notDistinct = "DistinctInstance placement constraint unsatisfied";
/// Of Fargate tasks, where no engine answers.
inline const std::string noCapacity =
    "Capacity is unavailable at this time. Please try again later or in a different availability zone";
/// Place in that order: the higher, the closer the instance came.
int refusalRank(const std::string& reason);

/// What one task takes.
struct Needs {
    int cpu = 0, memory = 0;
    std::vector<int> ports; ///< fixed host ports, udp negative
    bool hostMode = false;
    bool distinct = false;
    ecs::LaunchType launchType = ecs::LaunchType::ec2;
};
Needs needsOf(const ecs::TaskDefinition& definition, const PlacementRequest& request);

/// The value of a strategy's field on an instance: instanceId, host, attribute:NAME.
std::string fieldOf(const InstanceRow& instance, const std::string& field);

/// The instances of a cluster, flat, for placing many tasks alike: built once, each pick is one pass.
class Pool {
public:
    Pool(const Draft& draft, const PlacementRequest& request, Needs needs);

    /// The best instance now, or nothing.
    std::optional<std::size_t> pick(Random& random);
    void placed(std::size_t index);
    const InstanceRow& instance(std::size_t index) const { return *m_candidates[index].row; }
    std::vector<Refusal> refusals() const;
    bool empty() const { return m_candidates.empty(); }

    // What a look at the whole cluster asks; the rules are the same.
    std::size_t size() const { return m_candidates.size(); }
    int freeCpu(std::size_t index) const { return m_candidates[index].cpu; }
    int freeMemory(std::size_t index) const { return m_candidates[index].memory; }
    /// Every rule by which an instance fails now, not only the first; empty: it takes one more task.
    std::vector<std::string> failing(std::size_t index) const;
    /// How many such tasks it would take one after another, up to `most`.
    int room(std::size_t index, int most) const;

private:
    enum class Fails { none, status, agent, cpu, memory, ports, attribute, distinct };
    /// In which they are asked.
    static constexpr Fails order[] = {Fails::status, Fails::agent,     Fails::cpu,     Fails::memory,
                                      Fails::ports,  Fails::attribute, Fails::distinct};
    struct Candidate {
        Ptr<InstanceRow> row;
        int cpu = 0, memory = 0; ///< free
        int group = 0;           ///< tasks of the same service or group on it
        bool portsFree = true;
        Fails fixed = Fails::none; ///< what no placement here changes
    };
    /// A spread strategy: which bucket each instance falls into, and how many tasks each bucket has.
    struct Spread {
        std::vector<int> bucket, count;
    };

    void add(const Draft& draft, const Ptr<InstanceRow>& row, const Usage* usage);
    void countGroup(const Draft& draft, const PlacementRequest& request);
    void makeSpreads();
    bool engineFree(const Draft& draft, const std::string& engine);
    bool failsBy(const Candidate& candidate, Fails rule) const;
    Fails fails(const Candidate& candidate) const; ///< the first
    void take(Candidate& candidate) const;
    static const std::string& reasonOf(Fails rule);
    void narrow(std::size_t strategy);

    Needs m_needs;
    bool m_reservedPort = false;
    std::map<std::string, bool> m_engineFree; ///< by engine: no host-mode clash
    std::vector<Candidate> m_candidates;
    std::vector<ecs::PlacementStrategy> m_strategies;
    std::vector<Spread> m_spreads;           ///< by strategy; empty for others than spread
    std::vector<std::size_t> m_left, m_next; ///< scratch of pick()
};

} // namespace pilothouse::control
