// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/fit.h"

#include <algorithm>

namespace pilothouse::console {

Requirement requirementOf(const Definition& definition, int count) {
    Requirement requirement;
    requirement.definition = ecs::readTaskDefinition(definition.raw);
    requirement.definition.family = definition.family;
    requirement.definition.revision = definition.revision;
    requirement.count = count;
    const auto& required = requirement.definition.requiresCompatibilities;
    if (required.size() == 1 && required.front() == "FARGATE")
        requirement.launchType = ecs::LaunchType::fargate;
    return requirement;
}

Requirement requirementOf(const Definition& definition, const Service& service, int count) {
    Requirement requirement = requirementOf(definition, count);
    requirement.service = service.name;
    if (auto type = ecs::parse<ecs::LaunchType>(service.launchType)) requirement.launchType = *type;
    for (const Json& item : service.raw.at("placementConstraints").items())
        requirement.constraints.push_back({item.str("type"), item.str("expression")});
    for (const Json& item : service.raw.at("placementStrategy").items())
        if (auto type = ecs::parse<ecs::StrategyType>(item.str("type")))
            requirement.strategies.push_back({*type, item.str("field")});
    return requirement;
}

Requirement requirementOf(int cpu, int memory, int count) {
    Requirement requirement;
    requirement.definition.cpu = cpu;
    requirement.definition.memory = memory;
    requirement.count = count;
    return requirement;
}

} // namespace pilothouse::console
