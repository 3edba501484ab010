// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace pilothouse::aws {

/// Names in lower case; a nested value has a dot: "ecs.endpoint_url".
using IniSection = std::map<std::string, std::string>;
/// By what stands between the brackets, blanks made one and quotes taken off: "default", "profile x".
using IniFile = std::map<std::string, IniSection>;

/// The format of ~/.aws/config and ~/.aws/credentials. Sections of one name are one, a later value wins.
/// Error: aws.profileSyntax (subject = path, cause names the line).
Result<IniFile> parseIni(std::string_view text, const std::string& path);

} // namespace pilothouse::aws
