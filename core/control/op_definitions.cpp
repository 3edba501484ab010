// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/definition_defaults.h"
#include "core/control/op_common.h"
#include "core/control/typed.h"

#include <algorithm>

namespace pilothouse::control::op {

namespace {

Json definitionArn(const Draft& view, const DefinitionKey& key) {
    return view.arns().taskDefinition(key.family, key.revision);
}

Json answerOf(const Draft& view, const DefinitionRow& row, bool tags) {
    Json answer = Json::object({{"taskDefinition", definitionJson(view, row)}});
    if (tags) answer.set("tags", tagsOf(row.tags));
    return answer;
}

/// Sorts "family:2" before "family:10": revisions are padded for the comparison.
std::string sortKey(const DefinitionKey& key) {
    auto number = std::to_string(key.revision);
    return key.family + ":" + std::string(10 - std::min<std::size_t>(10, number.size()), '0') + number;
}

DefinitionKey keyOfSort(const std::string& text) {
    auto colon = text.rfind(':');
    return {text.substr(0, colon), std::atoi(text.c_str() + colon + 1)};
}

} // namespace

Json definitionJson(const Draft& view, const DefinitionRow& row) {
    Json json = Json::object({{"taskDefinitionArn", definitionArn(view, row.key)}});
    auto document = parsed(row.document);
    for (auto& [member, value] : document.members())
        json.set(member, value);
    json.set("revision", row.key.revision);
    json.set("status", row.active ? "ACTIVE" : "INACTIVE");
    json.set("requiresAttributes", Json::array());
    json.set("compatibilities", Json::strings(compatibilitiesOf(row.typed)));
    setTime(json, "registeredAt", row.registeredAt);
    setTime(json, "deregisteredAt", row.deregisteredAt);
    json.set("registeredBy", row.registeredBy);
    return json;
}

Reply registerTaskDefinition(Draft& draft, const Command& command) {
    auto family = command.input.str("family");
    if (!isName(family))
        return client("Family contains invalid characters: family may have up to 255 letters, digits, "
                      "hyphens and underscores.");
    auto tags = readTags(command.input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());
    if (command.input.dump().size() > 64 * 1024)
        return client("Task definition is too large: it may have 64 KiB.");
    auto document = withDefaults(command.input);
    if (!document) return client(document.error());
    auto known = draft.get<FamilyRow>(family);
    DefinitionRow row;
    row.key = {family, (known ? known->lastRevision : 0) + 1};
    row.registeredAt = draft.now();
    row.registeredBy = command.caller;
    row.document = document->dump();
    row.tags = *tags;
    fillTyped(row);
    draft.put(FamilyRow{family, row.key.revision});
    auto key = row.key;
    draft.put(std::move(row));
    return answerOf(draft, *draft.get<DefinitionRow>(key), command.input.at("tags").size() > 0);
}

Reply deregisterTaskDefinition(Draft& draft, const Command& command) {
    auto reference = command.input.str("taskDefinition");
    bool withRevision = lastPart(reference).find(':') != std::string_view::npos;
    auto row = withRevision ? findDefinition(draft, reference) : nullptr;
    if (!withRevision) return client("Invalid revision number. Number: " + std::string(lastPart(reference)));
    if (!row) return client("The specified task definition does not exist.");
    if (row->active)
        draft.edit<DefinitionRow>(row->key, [&](DefinitionRow& r) {
            r.active = false;
            r.deregisteredAt = draft.now();
        });
    return answerOf(draft, *draft.get<DefinitionRow>(row->key), false);
}

Reply describeTaskDefinition(const Draft& view, const Json& input) {
    auto row = findDefinition(view, input.str("taskDefinition"));
    if (!row) return client("Unable to describe task definition.");
    return answerOf(view, *row, includes(input, "TAGS"));
}

Reply listTaskDefinitions(const Draft& view, const Json& input) {
    auto family = input.str("familyPrefix");
    auto status = input.str("status", "ACTIVE");
    std::vector<std::string> keys;
    for (auto& [key, row] : view.base().definitions)
        if ((family.empty() || key.family == family) && status == (row->active ? "ACTIVE" : "INACTIVE"))
            keys.push_back(sortKey(key));
    std::sort(keys.begin(), keys.end());
    bool newestFirst = input.str("sort") == "DESC";
    if (newestFirst) std::reverse(keys.begin(), keys.end());
    auto page = newestFirst ? Expected<Page>(Page{}) : pageOf(keys, input);
    if (newestFirst) {
        std::vector<std::string> places;
        for (std::size_t i = 0; i < keys.size(); ++i)
            places.push_back(std::to_string(10'000'000 + i));
        page = pageOf(places, input);
        if (page)
            for (auto& place : page->keys)
                place = keys[static_cast<std::size_t>(std::stoll(place) - 10'000'000)];
    }
    if (!page) return tl::unexpected<ApiError>(page.error());
    Json arns = Json::array();
    for (auto& key : page->keys)
        arns.push(definitionArn(view, keyOfSort(key)));
    Json answer = Json::object({{"taskDefinitionArns", std::move(arns)}});
    setToken(answer, *page);
    return answer;
}

Reply listTaskDefinitionFamilies(const Draft& view, const Json& input) {
    auto prefix = input.str("familyPrefix");
    auto status = input.str("status", "ALL");
    std::set<std::string> active, all;
    for (auto& [key, row] : view.base().definitions) {
        if (!key.family.starts_with(prefix)) continue;
        all.insert(key.family);
        if (row->active) active.insert(key.family);
    }
    std::vector<std::string> names;
    for (auto& name : all)
        if (status == "ALL" || (status == "ACTIVE") == active.contains(name)) names.push_back(name);
    auto page = pageOf(names, input);
    if (!page) return tl::unexpected<ApiError>(page.error());
    Json answer = Json::object({{"families", Json::strings(page->keys)}});
    setToken(answer, *page);
    return answer;
}

} // namespace pilothouse::control::op
