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
// this plane acts on. The file is compiled in.

enum class Kind { string, integer, number, boolean, timestamp, structure, list, map, document };
/// What this plane does with a member: uses it, gives it back unchanged, or refuses the call that needs it.
enum class Support { acts, kept, refused };

struct Member {
    std::string name;
    Kind kind = Kind::string;
    std::string of; ///< shape's name of a structure, of a list's or map's items ("string" for plain ones)
    bool required = false;
    std::vector<std::string> oneOf;          ///< enum
    std::optional<std::int64_t> least, most; ///< value, or length of text and lists
    Support support = Support::kept;
    std::string test; ///< ctest name that shows an `acts`
};

struct Shape {
    std::string name;
    std::vector<Member> members;
    const Member* find(std::string_view member) const;
};

/// "RunTaskRequest", "ContainerDefinition"; nullptr if unknown.
const Shape* shape(std::string_view name);
/// The operations this plane has, by name; and all 88 of the model, which answer UnsupportedFeatureException.
const std::vector<std::string>& operations();
const std::vector<std::string>& modelledOperations();

struct ShapeError {
    std::string type;    ///< SerializationException, InvalidParameterException, ClientException
    std::string message; ///< names the member
};

/// Type, required, enum and limits of a request. Unknown members pass.
std::optional<ShapeError> checkRequest(std::string_view operation, const Json& input);

} // namespace pilothouse::ecs
