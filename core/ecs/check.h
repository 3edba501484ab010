// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <utility>
#include <vector>

namespace pilothouse::ecs {

enum class Severity {
    error,   ///< ECS refuses to register it
    warning, ///< it can be registered, and will likely not do what was meant
};

/// One thing about a task definition. Sentences for people are made of it in ui/words.
struct Finding {
    std::string code; ///< "container.image.missing"
    Severity severity = Severity::error;
    std::string pointer; ///< RFC 6901: the member it is about
    std::vector<std::pair<std::string, std::string>> args;

    std::string arg(std::string_view name) const;
    bool operator==(const Finding&) const = default;
};

/// What is wrong with a definition whose shape is right (core/ecs/shapes.h), in the order of the document,
/// containers first; defaults need not be filled in. Source: the messages of the ECS API; ECS developer
/// guide, "Task definition parameters".
std::vector<Finding> check(const Json& definition);

/// Every code that check() may give.
std::vector<std::string> findingCodes();

/// The words with which RegisterTaskDefinition refuses (ClientException).
std::string apiText(const Finding& finding);

} // namespace pilothouse::ecs
