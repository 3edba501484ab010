// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <map>
#include <string>
#include <vector>

namespace pilothouse::console {

/// Where one revision of a task definition runs, in the cluster of the snapshot.
struct DefinitionUse {
    std::vector<std::string> services; ///< names of those that want it, or still run it
    int tasks = 0;                     ///< not stopped
    int alone = 0;                     ///< of these, tasks that no service keeps
    bool operator==(const DefinitionUse&) const = default;
};

using FamilyUses = std::map<int, DefinitionUse>; ///< by revision
/// By the name of the family.
std::map<std::string, FamilyUses> usesOf(const Snapshot& snapshot);

/// "web", 43 of "web:43" or of an ARN that ends so; 0 without a revision.
std::pair<std::string, int> familyAndRevision(std::string_view definition);

} // namespace pilothouse::console
