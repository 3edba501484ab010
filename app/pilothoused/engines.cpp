// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/engines.h"

#include "core/runtime/docker_runtime.h"
#include "core/runtime/simulated_runtime.h"

namespace pilothouse::app {

docker::Address chooseEngine(const std::string& remembered, const std::vector<docker::Candidate>& places,
                             const std::function<std::vector<docker::Candidate>()>& ask) {
    for (auto& place : places)
        if (place.source == "DOCKER_HOST") return place.address;
    if (!remembered.empty()) {
        for (auto& place : places) // it knows the certificates
            if (place.address.text == remembered) return place.address;
        if (auto address = docker::addressOf(remembered)) return *address;
    }
    auto asked = ask();
    if (auto* found = docker::best(asked)) return found->address;
    return *docker::addressOf("unix:///var/run/docker.sock");
}

std::unique_ptr<runtime::Runtime> makeRuntime(const Options& options, const docker::Address& address,
                                              const std::string& planeId, const Clock& clock) {
    if (options.simulated) return runtime::makeSimulatedRuntime(clock);
    return runtime::makeDockerRuntime({address, planeId}, clock);
}

} // namespace pilothouse::app
