// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <map>
#include <string>

namespace pilothouse::docker {

/// One number out of the lines of a pull: bytes that came of the bytes that are known, over all layers.
class PullProgress {
public:
    void take(const Json& line);
    int percent() const; ///< 0..99; the end is known by the stream's end
    const std::string& error() const { return m_error; }

private:
    struct Layer {
        std::int64_t current = 0, total = 0;
    };
    std::map<std::string, Layer> m_layers;
    std::string m_error;
};

} // namespace pilothouse::docker
