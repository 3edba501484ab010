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
};

/// The ECS endpoint over HTTP (AWS JSON 1.1) on one thread.
class Server {
public:
    /// Errors: server.addressInUse, server.address.
    static Result<std::unique_ptr<Server>> start(ServerOptions options, plane::Plane& plane,
                                                 const Clock& clock);
    virtual ~Server() = default; ///< stops listening, ends its connections
    virtual int port() const = 0;
};

} // namespace pilothouse::server
