// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/state.h"
#include "core/control/step.h"

#include <map>
#include <string>
#include <vector>

namespace pilothouse::simulation {

using namespace control;

// What ECS's rules say of a State, computed a second time from the rows alone: none of the heart's indices,
// none of its functions.

bool isLive(const TaskRow& task);
bool isWanted(const TaskRow& task);
bool healthChecked(const ecs::ContainerDefinition& container);

/// A service with its tasks, as ECS's words have them.
struct Sight {
    Ptr<ServiceRow> service;
    Ptr<DeploymentRow> primary;
    std::vector<Ptr<TaskRow>> live, fresh, old; ///< old: to be replaced, also those on draining instances
    int healthy = 0, healthyFresh = 0;
    int lower = 0, upper = 0;
    std::vector<Ptr<TaskRow>> oldHealthy;
};

class Oracle {
public:
    Oracle(const State& state, const Rules& rules) : m_state(state), m_rules(rules) {}

    bool healthy(const TaskRow& task) const;
    bool onDraining(const TaskRow& task) const;
    const ecs::TaskDefinition* definition(const DefinitionKey& key) const;

    Sight sight(const Ptr<ServiceRow>& service, const std::vector<Ptr<TaskRow>>& tasks) const;
    /// All services with their tasks, INACTIVE ones too.
    std::vector<Sight> services() const;

    /// Whether one more task of the service would find a place.
    bool hasRoom(const Sight& sight) const;
    /// Whether a task could run if nothing else did, on any instance of the cluster.
    std::string overfull() const; ///< the first instance with more than it has, in words; or ""

private:
    struct Taken {
        int cpu = 0, memory = 0;
        std::map<int, int> ports;
    };
    struct Ports {
        std::map<int, int> any, host;
    };
    struct Holdings {
        std::map<ClusterKey, Taken> instances;
        std::map<std::string, Ports> engines;
    };
    Holdings holdings() const;
    bool fits(const InstanceRow& instance, const Sight& sight, const Holdings& holdings) const;

    const State& m_state;
    const Rules& m_rules;
};

/// Fixed host ports of a definition, udp negative.
std::vector<int> fixedPorts(const ecs::TaskDefinition& definition);
int thresholdOf(const ServiceRow& service);
/// Wait after so many failed starts in a row.
Millis waitAfter(int failures);

} // namespace pilothouse::simulation
