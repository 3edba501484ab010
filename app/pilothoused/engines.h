// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pilothoused/options.h"
#include "core/docker/address.h"
#include "core/docker/find.h"
#include "core/runtime/runtime.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace pilothouse::app {

/// Where the plane's Docker engine is: what DOCKER_HOST says, else `remembered` (the one that instances were
/// cut from, also while it is out of reach and another one answers; "" if there is none), else the first of
/// those asked that answers, else the one to wait for. `ask` looks for engines: docker::findEngines.
docker::Address chooseEngine(const std::string& remembered, const std::vector<docker::Candidate>& places,
                             const std::function<std::vector<docker::Candidate>()>& ask);

std::unique_ptr<runtime::Runtime> makeRuntime(const Options& options, const docker::Address& address,
                                              const std::string& planeId, const Clock& clock);

} // namespace pilothouse::app
