// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/engine.h"

#include <string>
#include <vector>

namespace pilothouse::docker {

/// How a place where an engine may be was found. "Not there", "refused" and "no right" have different
/// remedies.
enum class Finding { answers, notThere, refused, noRight };

struct Candidate {
    Address address;
    std::string source; ///< "DOCKER_HOST", "context NAME", "socket", "rootless", "desktop", "podman"
    Finding finding = Finding::notThere;
    About about; ///< of one that answers
    Error error; ///< of one that does not
};

/// The places in the order in which they are tried: DOCKER_HOST, the current docker context, the usual
/// sockets, rootless ones, Podman's. Reads the environment and files; calls nobody.
std::vector<Candidate> places();
/// Asks them one after the other until one answers; all that were asked. Blocks: for worker threads.
std::vector<Candidate> findEngines(std::shared_ptr<net::HttpClient> http);
/// The one that answers, else the one to speak of: no right before refused before not there.
const Candidate* best(const std::vector<Candidate>& candidates);

} // namespace pilothouse::docker
