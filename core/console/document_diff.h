// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace pilothouse::console {

// The difference between two documents of the API by what they mean: members whatever their order, elements
// of known lists by their name, containers and variables above all.

struct DocumentChange {
    enum class Kind {
        added,
        removed,
        changed,
        moved, ///< a list holds the same elements in another order
    };
    Kind kind = Kind::changed;
    std::string pointer; ///< RFC 6901; of a removed one in the older document, else in the newer
    /// The same for people: elements of lists by their name, {"containerDefinitions", "app", "image"}.
    std::vector<std::string> path;
    Json before, after;
    bool operator==(const DocumentChange&) const = default;
};

/// Empty if and only if both mean the same. In the order of the newer document, what was removed last.
std::vector<DocumentChange> differences(const Json& older, const Json& newer);

/// What an element of the list called `list` is known by: a container by its name, a port by its number; ""
/// if such elements have no name.
std::string elementName(std::string_view list, const Json& element);

/// `document` with its members in the order of `model` where both have them, so that texts of both can be
/// laid side by side. Elements of lists keep their order.
Json inOrderOf(const Json& document, const Json& model);

} // namespace pilothouse::console
