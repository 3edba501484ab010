// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"
#include "core/ecs/shapes.h"
#include "core/server/server.h"

#include <functional>
#include <optional>
#include <string_view>

namespace pilothouse::server {

enum class Standing {
    built,    ///< this plane does it
    modelled, ///< ECS has it, this plane does not
    unknown,
};

/// What answers behind HTTP: the plane, or a test's stand-in.
struct Api {
    std::function<Standing(std::string_view operation)> standing;
    /// The error type of an operation that is modelled only.
    std::function<std::string_view(std::string_view operation)> absentError;
    std::function<bool(std::string_view operation)> isRead;
    std::function<std::optional<ecs::ShapeError>(std::string_view operation, const Json& input)> check;
    std::function<control::Reply(const std::string& operation, const Json& input)> read;
    /// `done` may be called on any thread.
    std::function<void(control::Command, std::function<void(control::Reply)> done)> write;
};

Result<std::unique_ptr<Server>> startServer(ServerOptions options, Api api, const Clock& clock);

} // namespace pilothouse::server
