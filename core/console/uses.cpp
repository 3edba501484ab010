// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/uses.h"

#include "core/base/arn.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::console {

std::pair<std::string, int> familyAndRevision(std::string_view definition) {
    const std::string_view name = lastPart(definition);
    const auto colon = name.rfind(':');
    if (colon == std::string_view::npos) return {std::string(name), 0};
    int revision = 0;
    std::from_chars(name.data() + colon + 1, name.data() + name.size(), revision);
    return {std::string(name.substr(0, colon)), revision};
}

std::map<std::string, FamilyUses> usesOf(const Snapshot& snapshot) {
    std::map<std::string, FamilyUses> all;
    const auto use = [&](const std::string& definition) -> DefinitionUse& {
        const auto [family, revision] = familyAndRevision(definition);
        return all[family][revision];
    };
    const auto serve = [&](const std::string& definition, const std::string& service) {
        if (definition.empty()) return;
        auto& services = use(definition).services;
        if (std::find(services.begin(), services.end(), service) == services.end())
            services.push_back(service);
    };
    for (const auto& service : snapshot.services.rows) {
        if (service->status == "INACTIVE") continue;
        serve(service->taskDefinition, service->name);
        for (const Deployment& deployment : service->deployments)
            if (deployment.running > 0 || deployment.status == "PRIMARY")
                serve(deployment.taskDefinition, service->name);
    }
    for (const auto& task : snapshot.tasks.rows) {
        if (task->lastStatus == ecs::TaskStatus::stopped || task->taskDefinition.empty()) continue;
        DefinitionUse& its = use(task->taskDefinition);
        ++its.tasks;
        its.alone += task->service.empty() ? 1 : 0;
    }
    return all;
}

} // namespace pilothouse::console
