// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/net/http.h"

#include <optional>
#include <string>

namespace pilothouse::aws {

/// An HTTP answer read as AWS JSON 1.1.
struct Reply {
    std::optional<Json> value;
    std::string type; ///< "ClusterNotFoundException"; "" if the answer names none
    Error error;      ///< aws.TYPE or aws.badReply
};

Reply readReply(const net::Response& response, const std::string& operation);

} // namespace pilothouse::aws
