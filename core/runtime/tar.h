// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace pilothouse::runtime {

/// Appends one file to a ustar archive: owner 0, time 0, so that the same contents give the same bytes.
void addToTar(std::string& tar, std::string_view name, std::string_view content, int mode);
void endTar(std::string& tar);

} // namespace pilothouse::runtime
