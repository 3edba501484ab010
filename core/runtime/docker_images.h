// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/engine.h"

#include <map>
#include <mutex>
#include <set>
#include <string>

namespace pilothouse::runtime {

/// What images an engine has. Our own are loaded where they are missing; all others are said to be missing.
class Images {
public:
    explicit Images(docker::Engine& engine) : m_engine(engine) {}

    /// After a reconnect: it may be another engine.
    void forget();
    /// True if it can be run; false if it must be pulled first. Error docker.noSuchImage: an image named
    /// pilothouse/* that this version does not carry.
    Result<bool> have(const std::string& reference);
    /// The digest by which registries know an image, else its id.
    std::string digest(const std::string& imageId);

private:
    docker::Engine& m_engine;
    std::mutex m_mutex; // guards all below
    std::set<std::string> m_loaded;
    std::map<std::string, std::string> m_digests;
};

/// "busybox@sha256:abc" gives "sha256:abc"; of none the id. Source: Docker Engine API, image inspect.
std::string digestOf(const Json& image, const std::string& imageId);

} // namespace pilothouse::runtime
