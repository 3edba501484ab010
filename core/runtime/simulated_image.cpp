// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_image.h"

#include <charconv>

namespace pilothouse::runtime {

static std::optional<int> argument(std::string_view image, std::string_view prefix) {
    if (!image.starts_with(prefix)) return {};
    image.remove_prefix(prefix.size());
    int value = 0;
    auto [end, error] = std::from_chars(image.data(), image.data() + image.size(), value);
    if (error != std::errc{} || end != image.data() + image.size() || value < 0) return {};
    return value;
}

SimulatedImage simulatedImage(std::string_view name) {
    SimulatedImage image;
    image.exits = argument(name, "sim/exit:");
    image.slow = argument(name, "sim/slow:");
    image.unpullable = name == "sim/unpullable";
    image.unhealthy = name == "sim/unhealthy";
    return image;
}

} // namespace pilothouse::runtime
