// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace pilothouse::sigv4 {

std::string lower(std::string_view text);
/// "/a/./b/../c" to "/a/c", each part percent-encoded.
std::string canonicalPath(std::string_view path);
/// Names and values encoded anew, sorted by name, then value.
std::string canonicalQuery(std::string_view query);
/// Trimmed, runs of blanks made one.
std::string canonicalValue(std::string_view value);

} // namespace pilothouse::sigv4
