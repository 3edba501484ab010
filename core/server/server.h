// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/plane/plane.h"

#include <memory>
#include <string>

namespace pilothouse::server {

struct ServerOptions {
    std::string listen = "127.0.0.1"; ///< loopback only unless told otherwise
    int port = 7717;                  ///< 0: any free one
    std::string accessKeyId, secretAccessKey;
    std::string region = "us-east-1", account = "000000000000";
    std::size_t bodyLimit = 1 << 20;
    Millis headTimeout = 10'000; ///< from a request's first byte to the end of its header
    Millis bodyTimeout = 30'000;
    Millis idleTimeout = 120'000;      ///< between two requests of one connection
    Millis endTimeout = 3'000;         ///< for what is under way when the server ends
    std::size_t mostConnections = 512; ///< one more closes the one that is idle the longest
};

/// The ECS endpoint over HTTP (AWS JSON 1.1) on one thread.
class Server {
public:
    /// Errors: server.addressInUse, server.address.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, plane::Plane& plane,
                                                 const Clock& clock);
    virtual ~Server() = default; ///< stops listening, answers what is under way, ends its connections
    virtual int port() const = 0;
};

} // namespace pilothouse::server
