// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/control/world.h"

#include "core/base/json.h"
#include "core/control/step.h"

#include <string>

namespace pilothouse::control {

/// JSON written in a test; single quotes stand for double ones.
Json json(std::string text);

/// A request: a value, or its text as json() reads it.
struct Input {
    Json value;
    Input(Json json) : value(std::move(json)) {}
    Input(const std::string& text) : value(json(text)) {}
    Input(const char* text) : value(json(text)) {}
};

/// A client of a World: its calls pass the shape check, then one step, whose changes are applied.
class Caller {
public:
    World world;

    /// The answer; a test fails if it is an error.
    Json ok(const std::string& operation, const Input& input = Json::object());
    /// "Type: message" of the refusal, after which the State must be as before; "" if there was an answer.
    std::string refusal(const std::string& operation, const Input& input);
    Reply call(const std::string& operation, const Json& input);

    /// Registers FAMILY with one container "app" of 128 CPU units and 64 MiB; `more` is laid over it.
    std::string define(const std::string& family, const std::string& more = "{}");
    Json service(const std::string& name, const std::string& include = "[]");
    Json task(const std::string& id, const std::string& include = "[]");
    /// Every page of a list, in order; each page may have `size` items.
    std::vector<std::string> all(const std::string& operation, const std::string& member, Json input,
                                 int size = 2);
};

} // namespace pilothouse::control
