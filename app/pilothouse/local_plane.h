// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/base/result.h"

#include <atomic>
#include <memory>
#include <string>

namespace pilothouse::app {

/// The control plane of this computer, which answers.
struct LocalPlane {
    std::string endpoint, region;
    std::string dataFolder; ///< where its key lies
};

struct LocalPlaneOptions {
    bool simulated = false;
    std::string dataFolder;   ///< "": `$XDG_DATA_HOME/pilothouse/control` or `control-simulated`
    std::string program;      ///< "": pilothoused beside our own binary, then on PATH
    std::string version;      ///< ours: a running plane of another one is ended and replaced
    Millis patience = 60'000; ///< for a ready line
};

/// Finds the plane that runs, or starts one: lock held: endpoint.json tells where it listens (waiting up to
/// 10 s), and it must answer a signed ListClusters; lock free: pilothoused is started in a session of its
/// own. Errors: those of startDetached, with the last lines of the plane's log as cause; plane.noProgram;
/// plane.noEndpoint (lock held, but no endpoint.json in time); plane.noAnswer; plane.doesNotEnd.
/// Thread: a worker's.
Result<LocalPlane> findLocalPlane(LocalPlaneOptions options, const std::shared_ptr<net::HttpClient>& http,
                                  const std::atomic<bool>& cancelled);

/// What a data folder says of its plane.
struct LocalPlaneFacts {
    bool running = false; ///< the rest is known only then
    std::string endpoint, engine, version, plane;
    std::int64_t pid = 0;
};
LocalPlaneFacts readLocalPlane(const std::string& dataFolder);

/// Ends the plane of that folder cleanly and waits for it; one that does not run has ended. Error:
/// plane.doesNotEnd. Thread: a worker's.
Result<bool> stopLocalPlane(const std::string& dataFolder, const std::atomic<bool>& cancelled);

std::string planeLogFile();

/// The key in a data folder, read anew after forget().
std::shared_ptr<aws::CredentialsProvider> planeCredentials(std::string dataFolder);

std::string defaultDataFolder(bool simulated);

/// Does that folder's plane listen at this address, as it says itself?
bool isPlaneAt(const std::string& dataFolder, const std::string& url);

} // namespace pilothouse::app
