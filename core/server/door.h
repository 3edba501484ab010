// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/control/step.h"
#include "core/sigv4/sigv4.h"

#include <optional>
#include <string>
#include <vector>

namespace pilothouse::server {

/// An answer before it becomes HTTP.
struct Answer {
    int status = 200;
    Json body = Json::object();
    bool close = false; ///< the connection cannot be trusted to go on
};

Answer errorAnswer(int status, std::string type, std::string message);
/// {"__type", "message"} with the status that the API gives this type.
Answer errorAnswer(const control::ApiError& error);
Answer answerOf(const control::Reply& reply);

/// The line and headers of a request.
struct Head {
    std::string method, target;
    sigv4::Headers headers;

    int count(std::string_view name) const;
    std::string_view value(std::string_view name) const; ///< of the first one; "" if absent
};

/// Looks only at the head: POST / from a program on this machine, by a name that is ours. Nothing if it may
/// come in. `hosts` are the accepted values of Host, lower case.
std::optional<Answer> checkHead(const Head& head, const std::vector<std::string>& hosts);

/// localhost, 127.0.0.1, [::1] and the address it came in by, each with the port.
std::vector<std::string> ownHosts(const std::string& localAddress, int port);

} // namespace pilothouse::server
