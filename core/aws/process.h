// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace pilothouse::aws {

/// Words as a shell would part them: quotes and backslashes, nothing else. Nothing if a quote stays open.
std::vector<std::string> splitCommand(std::string_view line);

/// Runs the program (no shell), gives what it wrote to stdout. Error aws.process: cannot start, exit code,
/// too slow, too long; cause holds its last words on stderr.
Result<std::string> runProcess(const std::vector<std::string>& command, Millis limit);

} // namespace pilothouse::aws
