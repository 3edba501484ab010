// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/usage.h"

namespace pilothouse::control {

namespace {

void count(std::map<int, int>& holders, int port, int sign) {
    auto& number = holders[port];
    number += sign;
    if (number <= 0) holders.erase(port);
}

} // namespace

void take(Usage& usage, const TaskRow& task, int sign) {
    usage.cpu += sign * task.cpu;
    usage.memory += sign * task.memory;
    usage.tasks += sign;
    for (int port : task.hostPorts)
        count(usage.ports, port, sign);
}

void takePorts(EnginePorts& ports, const TaskRow& task, int sign) {
    for (int port : task.hostPorts) {
        count(ports.any, port, sign);
        if (task.hostMode) count(ports.hostMode, port, sign);
    }
}

void takePorts(std::map<std::string, EnginePorts>& engines, const TaskRow& task, int sign) {
    if (task.hostPorts.empty()) return;
    auto& ports = engines[task.engine];
    takePorts(ports, task, sign);
    if (ports.any.empty()) engines.erase(task.engine);
}

} // namespace pilothouse::control
