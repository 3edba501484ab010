// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pilothouse::aws {

/// "2026-11-25T06:49:25Z", with or without a fraction; the zone "Z", "UTC" or "+09:00".
std::optional<Millis> parseTime(const std::string& text);

using Form = std::vector<std::pair<std::string, std::string>>;
/// "a=1&b=%2F": a query, or the body of a form.
std::string encoded(const Form& form);

} // namespace pilothouse::aws
