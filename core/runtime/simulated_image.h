// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace pilothouse::runtime {

/// What the name of an image makes a simulated container do; any other name runs for ever and is healthy.
struct SimulatedImage {
    std::optional<int> exits; ///< "sim/exit:N": ends with code N soon after its start
    std::optional<int> slow;  ///< "sim/slow:SECONDS": is pulled for so long
    bool unpullable = false;  ///< "sim/unpullable"
    bool unhealthy = false;   ///< "sim/unhealthy": fails its health check
};

SimulatedImage simulatedImage(std::string_view name);

} // namespace pilothouse::runtime
