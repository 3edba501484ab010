// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pilothouse::runtime {

/// An image that the runtime carries in itself and loads instead of pulling: one static program. Its id is
/// the SHA-256 of its config, so "present and ours" is one question to the engine.
struct BuiltInImage {
    std::string reference; ///< "pilothouse/pause:1"
    std::string id;        ///< "sha256:..."
    std::string archive;   ///< for POST /images/load
};

const std::vector<BuiltInImage>& builtInImages();
/// nullptr for any other image.
const BuiltInImage* builtInImage(std::string_view reference);
inline constexpr std::string_view pauseImage = "pilothouse/pause:1";

} // namespace pilothouse::runtime
