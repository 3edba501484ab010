// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_network.h"

#include "core/base/random.h"

namespace pilothouse::runtime {

namespace {

constexpr int firstDynamic = 32768, dynamicCount = 28232; // Linux's ephemeral range
const std::string everyAddress = "0.0.0.0";

} // namespace

std::uint64_t simulatedHash(std::string_view text) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (unsigned char c : text)
        hash = (hash ^ c) * 1099511628211ULL;
    return hash;
}

bool SimulatedPorts::isFree(const Port& port) const {
    auto& [address, protocol, number] = port;
    if (m_taken.contains(port) || m_taken.contains({everyAddress, protocol, number})) return false;
    if (address != everyAddress) return true;
    for (auto& [otherAddress, otherProtocol, otherNumber] : m_taken)
        if (otherProtocol == protocol && otherNumber == number) return false;
    return true;
}

int SimulatedPorts::dynamicPort(const std::string& address, const std::string& protocol,
                                std::uint64_t seed) const {
    int port = firstDynamic + static_cast<int>(seed % dynamicCount);
    for (int tries = 0; tries < dynamicCount && !isFree({address, protocol, port}); ++tries)
        port = port + 1 < firstDynamic + dynamicCount ? port + 1 : firstDynamic;
    return port;
}

bool SimulatedPorts::take(const control::TaskPlan& plan, std::vector<control::PortBinding>& bindings) {
    bool bridge = plan.definition->networkMode == ecs::NetworkMode::bridge;
    if (!bridge && plan.definition->networkMode != ecs::NetworkMode::host) return true;
    auto address = bridge ? plan.hostAddress : everyAddress;
    std::set<Port> mine;
    for (auto& container : plan.definition->containers)
        for (auto& mapping : container.portMappings) {
            int fixed = mapping.hostPort != 0 ? mapping.hostPort : bridge ? 0 : mapping.containerPort;
            auto seed = simulatedHash(plan.taskId + std::to_string(mapping.containerPort));
            int number = fixed != 0 ? fixed : dynamicPort(address, mapping.protocol, seed);
            Port port{address, mapping.protocol, number};
            if (!isFree(port)) {
                for (auto& taken : mine)
                    m_taken.erase(taken);
                bindings.clear();
                return false;
            }
            m_taken.insert(port);
            mine.insert(port);
            if (bridge) bindings.push_back({address, mapping.containerPort, number, mapping.protocol});
        }
    if (!mine.empty()) m_byTask[plan.taskId] = std::move(mine);
    return true;
}

void SimulatedPorts::release(const std::string& taskId) {
    auto it = m_byTask.find(taskId);
    if (it == m_byTask.end()) return;
    for (auto& port : it->second)
        m_taken.erase(port);
    m_byTask.erase(it);
}

void simulatedAddress(const control::TaskPlan& plan, control::TaskObservation& seen) {
    if (plan.definition->networkMode != ecs::NetworkMode::awsvpc) return;
    Random ids(simulatedHash(plan.taskId + "/" + std::to_string(plan.attempt)));
    seen.address = "10";
    for (int part = 0; part < 3; ++part)
        seen.address += "." + std::to_string(1 + ids.below(254));
    seen.macAddress = "02:42";
    for (int part = 0; part < 4; ++part)
        seen.macAddress += ":" + ids.hex(2);
}

} // namespace pilothouse::runtime
