// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <vector>

namespace pilothouse::console {

// A task definition as a document to edit. Every function keeps the members that it is not about, and the
// order of all of them.

/// What DescribeTaskDefinition says without what RegisterTaskDefinition does not take: ARN, revision, status
/// and the like.
Json editable(const Json& described);
/// What a new family begins with: one container without a name.
Json newDefinition();

/// Sets what `pointer` (RFC 6901) is about; objects and lists on the way are made, elements of lists may be
/// appended. A null value erases.
void setAt(Json& document, std::string_view pointer, const Json& value);
void eraseAt(Json& document, std::string_view pointer);
void insertAt(Json& list, std::size_t at, Json value);
void moveItem(Json& list, std::size_t from, std::size_t to);

/// "KEY=value" lines of a .env file: comments, empty lines and "export" are left out, quotes taken off.
/// Nothing if a line is none of these.
std::optional<std::vector<std::pair<std::string, std::string>>> readDotEnv(std::string_view text);
/// Variables of such a file into a list of {name, value}: those that are there keep their place.
void mergeVariables(Json& environment, const std::vector<std::pair<std::string, std::string>>& variables);

/// A command line as people write it, and back: words parted by spaces, quotes around those that hold some.
std::vector<std::string> splitWords(std::string_view text);
std::string joinWords(const std::vector<std::string>& words);

} // namespace pilothouse::console
