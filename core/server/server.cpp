// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/server.h"
#include "core/server/api.h"

#include <algorithm>

namespace pilothouse::server {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Standing standingOf(std::string_view operation) {
    if (contains(ecs::operations(), operation)) return Standing::built;
    return contains(ecs::modelledOperations(), operation) ? Standing::modelled : Standing::unknown;
}

} // namespace

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, plane::Plane& plane,
                                              const Clock& clock) {
    Api api;
    api.standing = standingOf;
    api.absentError = ecs::absentError;
    api.isRead = control::isRead;
    api.check = ecs::checkRequest;
    api.read = [&plane](const std::string& operation, const Json& input) {
        return plane.read(operation, input);
    };
    api.write = [&plane](control::Command command, std::function<void(control::Reply)> done) {
        plane.submit(std::move(command), std::move(done));
    };
    return startServer(std::move(options), std::move(api), clock);
}

} // namespace pilothouse::server
