// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pilothouse::ecs {

// The shapes of the ECS API as data: core/ecs/shapes.txt holds a line for every member of every request that
// this plane acts on. The text is compiled in and read once.

enum class Kind { string, integer, number, boolean, timestamp, structure, list, map, document };

/// What this plane does with a member.
enum class Support {
    acts,    ///< does what it says
    kept,    ///< gives it back as it came
    norun,   ///< keeps it in a definition; nothing that needs it can be run
    refused, ///< refuses a call that needs it
};

struct Member {
    std::string name;
    Kind kind = Kind::string;
    Kind items = Kind::string; ///< of a list or map
    std::string of;            ///< shape of a structure, or of a list's or map's items; "" for plain ones
    bool required = false;
    std::vector<std::string> oneOf;          ///< enum
    std::optional<std::int64_t> least, most; ///< value, or length of text and lists
    Support support = Support::kept;
    std::string test;              ///< ctest name that shows an `acts`
    std::vector<std::string> not_; ///< values that this plane refuses
};

struct Shape {
    std::string name;
    std::vector<Member> members;
    const Member* find(std::string_view member) const;
};

/// "RunTaskRequest", "ContainerDefinition"; nullptr if unknown.
const Shape* shape(std::string_view name);
/// The request's shape of an operation that this plane has, or nullptr.
const Shape* requestOf(std::string_view operation);
/// The operations that this plane has, in the order of shapes.txt.
const std::vector<std::string>& operations();
/// All operations of the model, those included.
const std::vector<std::string>& modelledOperations();
/// The error type with which an operation of the model that this plane lacks answers.
std::string_view absentError(std::string_view operation);

struct ShapeError {
    std::string type;    ///< SerializationException, InvalidParameterException, ClientException
    std::string message; ///< names the member
};

/// Type, required, enum and limits of a request. Unknown members pass, as on AWS.
std::optional<ShapeError> checkRequest(std::string_view operation, const Json& input);

/// Whether a value asks for something: an empty list or object, false, 0 and null do not.
bool asksFor(const Json& value);

struct Unmet {
    std::string pointer; ///< RFC 6901, "/containerDefinitions/0/secrets"
    std::string value;   ///< the value that is not supported, or "" if the member as such is not
};

/// The first member of a request that this plane refuses.
std::optional<Unmet> firstRefused(std::string_view operation, const Json& input);
/// The first member of a task definition that nothing here can run.
std::optional<Unmet> firstUnrunnable(const Json& definition);

} // namespace pilothouse::ecs
