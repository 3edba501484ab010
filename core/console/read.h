// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

namespace pilothouse::console {

// Rows from the replies of the Describe operations. Every member of a reply is optional: what is absent or of
// a wrong type reads as blank. A row without its ARN is none (arn is "").

Cluster readCluster(const Json& json);
Service readService(const Json& json);
Task readTask(const Json& json);
Instance readInstance(const Json& json);
Definition readDefinition(const Json& reply);              ///< the whole reply of DescribeTaskDefinition
ServiceDeployment readServiceDeployment(const Json& json); ///< of Describe, or the brief one of List
ServiceRevision readServiceRevision(const Json& json);

/// Of the ARNs of ListTaskDefinitions; in the order of their names.
std::vector<Family> readFamilies(const std::set<std::string>& active, const std::set<std::string>& inactive);

/// What a task's verdict needs of its definition.
struct DefinitionFacts {
    std::map<std::string, bool> essential; ///< by container
    bool checked = false;                  ///< an essential container has a health check
};
DefinitionFacts readDefinitionFacts(const Json& taskDefinition);
void apply(const DefinitionFacts& facts, Task& task);

} // namespace pilothouse::console
