// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace pilothouse::ui {

/// What an act is about: rows of one kind by ARN, taken when its question opens, so that whatever a list does
/// meanwhile never hits a neighbour.
struct Targets {
    enum class Kind {
        none, ///< the cluster that is open, or nothing at all
        cluster,
        service,
        task,
        instance,
        definition, ///< one revision
        deployment, ///< a service deployment
        connection,
    };
    Kind kind = Kind::none;
    std::vector<std::string> arns;
    bool operator==(const Targets&) const = default;
};

} // namespace pilothouse::ui
