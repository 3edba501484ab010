// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/docker/address.h"
#include "core/runtime/runtime.h"

#include <memory>
#include <string>

namespace pilothouse::runtime {

struct DockerOptions {
    docker::Address address;
    std::string planeId;
};

/// Tasks on a Docker engine (or Podman's API). A few workers each bring one task nearer to its goal; one
/// thread keeps the connection and listens to events. An engine that is out of reach is no error: it is
/// reported, and asked again.
std::unique_ptr<Runtime> makeDockerRuntime(DockerOptions options, const Clock& clock);

} // namespace pilothouse::runtime
