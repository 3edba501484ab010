// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include "core/control/typed.h"
#include "core/ecs/capabilities.h"
#include "core/ecs/check.h"
#include "core/ecs/defaults.h"

#include <map>

namespace pilothouse::control::op {

namespace {

constexpr std::size_t mostBytes = 65536;

std::string definitionArn(const Draft& view, const DefinitionKey& key) {
    return view.arns().taskDefinition(key.family, key.revision);
}

Json answerOf(const Draft& view, const DefinitionRow& row, bool tags) {
    Json answer = Json::object({{"taskDefinition", definitionJson(view, row)}});
    if (tags) answer.set("tags", tagsOf(row.tags));
    return answer;
}

/// Why ECS would not register it, in its words.
std::optional<std::string> problemOf(const Json& document) {
    for (auto& finding : ecs::check(document))
        if (finding.severity == ecs::Severity::error) return ecs::apiText(finding);
    auto size = document.dump().size();
    if (size <= mostBytes) return {};
    return "Actual length: '" + std::to_string(size) + "'. Max allowed length is '" +
           std::to_string(mostBytes) + "' bytes.";
}

/// "family:revision" of a page's last definition; the family alone where it is no such text.
DefinitionKey keyOf(const std::string& text) {
    auto colon = text.rfind(':');
    if (colon == std::string::npos) return {text, 0};
    return {text.substr(0, colon), std::atoi(text.c_str() + colon + 1)};
}

} // namespace

Json definitionJson(const Draft& view, const DefinitionRow& row) {
    Json json = Json::object({{"taskDefinitionArn", definitionArn(view, row.key)}});
    auto document = parsed(row.document);
    Json attributes = Json::array();
    for (auto& name : ecs::requiredAttributesOf(row.typed, document))
        attributes.push(Json::object({{"name", name}}));
    for (auto& [member, value] : document.mutableMembers())
        json.set(member, std::move(value));
    json.set("revision", row.key.revision);
    json.set("status", row.active ? "ACTIVE" : "INACTIVE");
    json.set("requiresAttributes", std::move(attributes));
    json.set("compatibilities", Json::strings(ecs::compatibilitiesOf(row.typed)));
    setTime(json, "registeredAt", row.registeredAt);
    setTime(json, "deregisteredAt", row.deregisteredAt);
    json.set("registeredBy", row.registeredBy);
    return json;
}

Reply registerTaskDefinition(Draft& draft, const Command& command) {
    auto document = ecs::withDefaults(command.input);
    if (auto problem = problemOf(document)) return client(*problem);
    auto tags = readTags(command.input);
    if (!tags) return tl::unexpected<ApiError>(tags.error());
    auto family = command.input.str("family");
    auto known = draft.get<FamilyRow>(family);
    DefinitionRow row;
    row.key = {family, (known ? known->lastRevision : 0) + 1};
    row.registeredAt = draft.now();
    row.registeredBy = command.caller;
    row.document = document.dump();
    row.tags = *tags;
    fillTyped(row);
    draft.put(FamilyRow{family, row.key.revision});
    auto answer = answerOf(draft, row, !row.tags.empty());
    draft.put(std::move(row));
    return answer;
}

Reply deregisterTaskDefinition(Draft& draft, const Command& command) {
    auto reference = command.input.str("taskDefinition");
    if (lastPart(reference).find(':') == std::string_view::npos)
        return client("Invalid revision number. Number: " + std::string(lastPart(reference)));
    auto row = findDefinition(draft, reference);
    if (!row)
        return client("The specified task definition does not exist. Specify a valid account, family, "
                      "revision and try again.");
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
    auto family = input.str("familyPrefix"); // the whole name of a family, says the API
    auto status = input.str("status", "ACTIVE");
    Pages pages("ListTaskDefinitions", input);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    auto& all = view.base().definitions;
    auto add = [&](const DefinitionRow& row) {
        bool wanted =
            status == (row.active ? "ACTIVE" : "INACTIVE") && (family.empty() || row.key.family == family);
        return !wanted || pages.add(row.key.text(), definitionArn(view, row.key));
    };
    auto after = keyOf(pages.after());
    if (input.str("sort") == "DESC") {
        auto it = pages.after().empty() ? all.end() : all.lower_bound(after);
        while (it != all.begin() && add(*(--it)->second)) {
        }
    } else {
        for (auto it = all.upper_bound(after); it != all.end() && add(*it->second); ++it) {
        }
    }
    return pages.answer("taskDefinitionArns");
}

Reply listTaskDefinitionFamilies(const Draft& view, const Json& input) {
    auto prefix = input.str("familyPrefix");
    auto status = input.str("status", "ALL");
    std::map<std::string, bool> active; // by family: has an ACTIVE revision
    for (auto& [key, row] : view.base().definitions)
        if (key.family.starts_with(prefix)) active[key.family] |= row->active;
    Pages pages("ListTaskDefinitionFamilies", input);
    if (pages.error()) return tl::unexpected<ApiError>(*pages.error());
    for (auto it = active.upper_bound(pages.after()); it != active.end(); ++it)
        if ((status == "ALL" || (status == "ACTIVE") == it->second) && !pages.add(it->first, it->first))
            break;
    return pages.answer("families");
}

} // namespace pilothouse::control::op
