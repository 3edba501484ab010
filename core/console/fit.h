// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "core/console/snapshot.h"
#include "core/ecs/task_definition.h"

#include <string>
#include <vector>

namespace pilothouse::console {

// "Where would N of these fit?", answered by the control plane's own placement code
// (core/control/placement.h) from what an endpoint says of its instances. Pure: a Snapshot in, values out.

/// What is to be placed.
struct Requirement {
    ecs::TaskDefinition definition;
    int count = 1;
    ecs::LaunchType launchType = ecs::LaunchType::ec2;
    std::vector<ecs::PlacementConstraint> constraints; ///< beside the definition's own
    std::vector<ecs::PlacementStrategy> strategies;    ///< none: over zones, then over instances
    std::string service; ///< its name, "" of none: its tasks count for spread and distinctInstance

    int cpu() const { return definition.reservedCpu(); }
    int memory() const { return definition.reservedMemory(); }
};
/// A lone task; on Fargate where the definition requires that.
Requirement requirementOf(const Definition& definition, int count = 1);
/// One more, or `count` more, of a service, by its launch type, constraints and strategies.
Requirement requirementOf(const Definition& definition, const Service& service, int count = 1);
/// Of that size, with no ports and no wishes.
Requirement requirementOf(int cpu, int memory, int count = 1);

/// A rule by which an instance takes no such task. Its place is the order in which the rules are asked.
enum class FitRule {
    notActive,  ///< draining
    agent,      ///< its agent does not answer
    cpu,        ///< `needs`, `has`: units
    memory,     ///< `needs`, `has`: MiB
    ports,      ///< `ports` are taken
    launchType, ///< such tasks are not for container instances
    distinct,   ///< it runs one of them already
};

struct Shortage {
    FitRule rule = FitRule::cpu;
    int needs = 0, has = 0;
    std::vector<int> ports; ///< host ports, udp negative
    bool operator==(const Shortage&) const = default;
};
/// One sentence: "fit.cpu" {needs, has}, "fit.memory" {needs, has}, "fit.ports" {ports}, "fit.notActive",
/// "fit.agent", "fit.launchType", "fit.distinct".
Reason explain(const Shortage& shortage);

struct InstanceFit {
    std::string arn;
    int room = 0;                    ///< how many of `count` it could take by itself
    int placed = 0;                  ///< how many it gets if all are placed now, by the strategies
    std::vector<Shortage> shortages; ///< every rule that fails; empty if room > 0
    bool operator==(const InstanceFit&) const = default;
};

struct Fit {
    std::vector<InstanceFit> instances; ///< one each of the Snapshot's, in its order
    int placed = 0, missing = 0;        ///< of `count`
    bool needsInstance = true;          ///< false: Fargate, which takes all that it has a size for
    /// memberOf expressions: only the endpoint can tell whether an instance meets them.
    std::vector<std::string> notJudged;

    int takers() const;              ///< instances with room for at least one
    int failing(FitRule rule) const; ///< instances that fail by it, perhaps by others as well
    /// Those that fail by memory or CPU alone, the ones that lack least first: indices of `instances`.
    std::vector<std::size_t> nearest(std::size_t most = 3) const;
};

constexpr int mostToFit = 1'000; ///< a greater count is taken as this
Fit fit(const Snapshot& snapshot, const Requirement& requirement);

/// Sums over instances. Those that take no tasks (draining, silent) count in `instances` alone.
struct Capacity {
    std::string zone; ///< "" of all together, or not said
    int instances = 0, active = 0;
    std::int64_t cpu = 0, cpuFree = 0, memory = 0, memoryFree = 0; ///< of the active ones: units, MiB
    int tasks = 0;                                                 ///< running and pending, on all of them
    std::int64_t cpuReserved() const { return cpu - cpuFree; }
    std::int64_t memoryReserved() const { return memory - memoryFree; }
    bool operator==(const Capacity&) const = default;
};
Capacity capacityOf(const Rows<Instance>& instances);
std::vector<Capacity> capacityByZone(const Rows<Instance>& instances); ///< by the zone's name

/// The room of the instance that has most, by CPU times memory: a task of that size still fits. Null
/// `instance`: none has any.
struct LargestFit {
    int cpu = 0, memory = 0;
    std::shared_ptr<const Instance> instance;
};
LargestFit largestFit(const Rows<Instance>& instances);

/// It takes tasks: ACTIVE, and its agent answers.
bool takesTasks(const Instance& instance);

} // namespace pilothouse::console
