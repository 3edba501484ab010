// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/read.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace pilothouse::console {

namespace {

/// "family:3" of an ARN; the family alone, and 0, where it is no such text.
std::pair<std::string, int> familyOf(std::string_view arn) {
    const std::string name(lastPart(arn));
    const auto colon = name.rfind(':');
    if (colon == std::string::npos) return {name, 0};
    return {name.substr(0, colon), std::atoi(name.c_str() + colon + 1)};
}

} // namespace

Definition readDefinition(const Json& reply) {
    Definition row;
    row.raw = reply.at("taskDefinition");
    row.arn = row.raw.str("taskDefinitionArn");
    const auto [family, revision] = familyOf(row.arn);
    row.family = row.raw.str("family", family);
    row.revision = static_cast<int>(row.raw.integer("revision", revision));
    row.status = row.raw.str("status");
    row.registeredAt = row.raw.millis("registeredAt").value_or(0);
    if (reply.at("tags").size() > 0) row.raw.set("tags", reply.at("tags"));
    return row;
}

std::vector<Family> readFamilies(const std::set<std::string>& active, const std::set<std::string>& inactive) {
    struct Newest {
        int revision = 0;
        bool isActive = false;
    };
    std::map<std::string, std::pair<Family, Newest>> all;
    auto add = [&](const std::string& arn, bool isActive) {
        const auto [name, revision] = familyOf(arn);
        if (name.empty() || revision < 1) return;
        auto& [family, newest] = all[name];
        family.arn = family.name = name;
        (isActive ? family.active : family.inactive).push_back(revision);
        if (newest.isActive && !isActive) return;
        if (newest.isActive == isActive && newest.revision > revision) return;
        newest = {revision, isActive};
        family.newestArn = arn;
    };
    for (const std::string& arn : active)
        add(arn, true);
    for (const std::string& arn : inactive)
        if (!active.contains(arn)) add(arn, false);
    std::vector<Family> families;
    families.reserve(all.size());
    for (auto& [name, entry] : all) {
        Family& family = entry.first;
        std::sort(family.active.rbegin(), family.active.rend());
        std::sort(family.inactive.rbegin(), family.inactive.rend());
        families.push_back(std::move(family));
    }
    return families;
}

} // namespace pilothouse::console
