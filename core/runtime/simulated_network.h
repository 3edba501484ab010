// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/goal.h"

#include <map>
#include <set>
#include <string>
#include <tuple>

namespace pilothouse::runtime {

/// A number that depends on the text alone.
std::uint64_t simulatedHash(std::string_view text);

/// The host ports of a simulated engine.
class SimulatedPorts {
public:
    /// Gives the task its bindings (bridge: on the instance's address; host: on all). False, with nothing
    /// taken, if a fixed port is taken already.
    bool take(const control::TaskPlan& plan, std::vector<control::PortBinding>& bindings);
    void release(const std::string& taskId);

private:
    using Port = std::tuple<std::string, std::string, int>; ///< address, protocol, number
    bool isFree(const Port& port) const;
    int dynamicPort(const std::string& address, const std::string& protocol, std::uint64_t seed) const;

    std::set<Port> m_taken;
    std::map<std::string, std::set<Port>> m_byTask;
};

/// The address of an awsvpc task.
void simulatedAddress(const control::TaskPlan& plan, control::TaskObservation& seen);

} // namespace pilothouse::runtime
