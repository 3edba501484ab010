// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/engine.h"
#include "tests/app/daemon.h"

#include <string>
#include <vector>

namespace pilothouse::tests {

/// The engine as a bystander sees it; not through the plane.
class Bystander {
public:
    explicit Bystander(const std::string& address = {}); ///< default: DOCKER_HOST, or /var/run/docker.sock
    bool answers() { return m_engine.connect().has_value(); }

    Json containers(const std::string& label); ///< of GET /containers/json?all=1
    std::string runStranger(const std::string& name, const std::string& label = {}); ///< its id
    bool isRunning(const std::string& id);
    void kill(const std::string& id);
    void remove(const std::string& id);
    void removeAllOf(const QString& plane); ///< what a test's plane left behind

private:
    docker::Engine m_engine;
};

/// A service of the sample's web server with a peer that reaches it on localhost and ends.
class WebService {
public:
    WebService(Daemon& daemon, std::string name) : m_daemon(daemon), m_name(std::move(name)) {}

    bool registerDefinition(const std::string& variable = "1"); ///< a new revision
    bool create(int desired);
    bool update(const Json& members);

    Json describe();
    std::vector<Json> tasks(const std::string& desiredStatus = "RUNNING");
    /// Of those that run: healthy, and in all not STOPPED.
    std::pair<int, int> healthyAndLive();
    bool steady(int count);

private:
    Daemon& m_daemon;
    std::string m_name;
};

} // namespace pilothouse::tests
