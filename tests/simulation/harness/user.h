// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/harness/definitions.h"
#include "tests/simulation/harness/machine.h"

#include <map>
#include <string>
#include <vector>

namespace pilothouse::simulation {

/// Calls the API at random, as several careless people would.
class User {
public:
    User(Machine& machine, std::uint64_t seed) : m_machine(machine), m_random(seed) {}

    void setUp(); ///< clusters, instances, some definitions
    void act();   ///< one call
    /// Gives the service what runs, with bounds that let it roll.
    void mend(const ServiceRow& service);
    /// What tasks of a definition come to.
    Fate fateOf(const DefinitionKey& key) const;

private:
    void addInstances(const std::string& cluster, int count);
    std::string registerDefinition(bool awsvpc, bool good);
    std::string someDefinition(bool awsvpc);
    void createService();
    void updateService();
    void stopDeployment();
    void deleteService();
    void runTask();
    void stopTask();
    void updateInstance();
    void cluster();
    void deregister();

    std::optional<Reply> call(const std::string& operation, const Json& input);
    std::string someCluster();
    Ptr<ServiceRow> someService();
    Json configuration();
    template <typename T>
    const T& oneOf(const std::vector<T>& all) {
        return all[m_random.below(all.size())];
    }

    Machine& m_machine;
    Random m_random;
    int m_instances = 0; ///< each has an address of its own
    std::map<DefinitionKey, std::size_t> m_kinds;
};

} // namespace pilothouse::simulation
