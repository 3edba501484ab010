// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/engines.h"

#include "core/docker/find.h"
#include "core/runtime/docker_runtime.h"
#include "core/runtime/simulated_runtime.h"

namespace pilothouse::app {

Engine makeEngine(const Options& options, const std::string& planeId, const Clock& clock) {
    if (options.simulated)
        return {runtime::makeSimulatedRuntime(clock), [] { return std::string("accounting"); }};
    auto candidates = docker::findEngines(std::make_shared<net::HttpClient>());
    auto* chosen = docker::best(candidates);
    auto address = chosen ? chosen->address : *docker::addressOf("/var/run/docker.sock");
    auto docker = runtime::makeDockerRuntime({address, planeId}, clock);
    auto* driver = docker.get(); // outlived by whoever asks for the limits: the plane that owns it
    return {std::move(docker), [driver] { return driver->limits(); }};
}

} // namespace pilothouse::app
