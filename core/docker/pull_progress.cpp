// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/pull_progress.h"

#include <algorithm>

namespace pilothouse::docker {

void PullProgress::take(const Json& line) {
    // "error" is deprecated from API 1.48 on; errorDetail stays.
    auto words = line.at("errorDetail").str("message", line.str("error"));
    if (!words.empty()) m_error = words;
    auto id = line.str("id");
    auto status = line.str("status");
    if (id.empty() || status.starts_with("Pulling from")) return;
    auto& layer = m_layers[id];
    if (status == "Downloading") {
        layer.current = line.at("progressDetail").integer("current", layer.current);
        layer.total = std::max(layer.current, line.at("progressDetail").integer("total", layer.total));
    } else if (status == "Download complete" || status == "Pull complete" || status == "Extracting" ||
               status == "Already exists") {
        layer.current = layer.total;
    }
}

int PullProgress::percent() const {
    std::int64_t current = 0, total = 0;
    for (auto& [id, layer] : m_layers)
        current += layer.current, total += layer.total;
    return total > 0 ? static_cast<int>(std::min<std::int64_t>(99, current * 100 / total)) : 0;
}

} // namespace pilothouse::docker
