// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::control::op {

namespace {

constexpr std::string_view nameSigns = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

/// The same request is the same text, whatever the order of its members.
void sortMembers(Json& json) {
    if (json.isArray())
        for (auto& item : json.mutableItems())
            sortMembers(item);
    if (!json.isObject()) return;
    auto& members = json.mutableMembers();
    std::sort(members.begin(), members.end(), [](auto& a, auto& b) { return a.first < b.first; });
    for (auto& [name, value] : members)
        sortMembers(value);
}

} // namespace

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= 255 && text.find_first_not_of(nameSigns) == std::string_view::npos;
}

std::optional<Arn> ownArn(const Draft& view, std::string_view text) {
    auto arn = parseArn(text);
    auto& own = view.arns();
    if (!arn || arn->service != "ecs" || arn->region != own.region || arn->account != own.account) return {};
    return arn;
}

std::string clusterName(const Draft& view, std::string_view reference) {
    if (reference.empty()) return "default";
    if (!reference.starts_with("arn:")) return std::string(reference);
    auto arn = ownArn(view, reference);
    return arn && arn->type == "cluster" ? arn->path : "";
}

Expected<std::string> activeCluster(const Draft& view, const Json& input) {
    auto name = clusterName(view, input.str("cluster"));
    auto row = view.get<ClusterRow>(name);
    if (!row || !row->active) return refuse("ClusterNotFoundException", "Cluster not found.");
    return name;
}

std::optional<std::string> nameIn(const Draft& view, std::string_view type, const std::string& cluster,
                                  std::string_view reference) {
    if (!reference.starts_with("arn:")) return std::string(reference);
    auto arn = ownArn(view, reference);
    if (!arn || arn->type != type) return {};
    auto slash = arn->path.find('/');
    if (slash == std::string::npos) return arn->path; // the short form of old
    if (arn->path.substr(0, slash) != cluster) return {};
    return arn->path.substr(slash + 1);
}

Ptr<DefinitionRow> findDefinition(const Draft& view, std::string_view reference) {
    std::string text(reference);
    if (text.starts_with("arn:")) {
        auto arn = ownArn(view, text);
        if (!arn || arn->type != "task-definition") return nullptr;
        text = arn->path;
    }
    auto colon = text.find(':');
    if (colon != std::string::npos) {
        int revision = 0;
        auto [end, error] = std::from_chars(text.data() + colon + 1, text.data() + text.size(), revision);
        if (error != std::errc{} || end != text.data() + text.size()) return nullptr;
        return view.get<DefinitionRow>({text.substr(0, colon), revision});
    }
    auto family = view.get<FamilyRow>(text);
    for (int revision = family ? family->lastRevision : 0; revision > 0; --revision)
        if (auto row = view.get<DefinitionRow>({text, revision}); row && row->active) return row;
    return nullptr;
}

Json parsed(const std::string& text) {
    auto json = Json::parse(text);
    return json && json->isObject() ? std::move(*json) : Json::object();
}

Json tagsOf(const std::string& text) {
    auto json = Json::parse(text);
    return json && json->isArray() ? std::move(*json) : Json::array();
}

bool includes(const Json& input, std::string_view what) {
    auto& items = input.at("include").items();
    return std::any_of(items.begin(), items.end(), [&](auto& item) { return item.asString() == what; });
}

void setTime(Json& json, std::string_view member, Millis time) {
    if (time) json.set(member, Json::seconds(time));
}

Expected<std::string> readTags(const Json& input) {
    auto& tags = input.at("tags");
    std::set<std::string> keys;
    for (auto& tag : tags.items()) {
        auto key = tag.str("key");
        if (key.starts_with("aws:"))
            return invalid("Tag keys that begin with aws: are reserved: tags, key " + key + ".");
        if (key.empty()) return invalid("A tag has no key: tags, key.");
        if (!keys.insert(key).second) return invalid("Duplicate tag keys found: tags, key " + key + ".");
    }
    Json kept = Json::array();
    for (auto& tag : tags.items())
        kept.push(Json::object({{"key", tag.str("key")}, {"value", tag.str("value")}}));
    return kept.size() ? kept.dump() : std::string();
}

Json failure(std::string arn, std::string reason, std::string detail) {
    Json json = Json::object();
    if (!arn.empty()) json.set("arn", std::move(arn));
    json.set("reason", std::move(reason));
    if (!detail.empty()) json.set("detail", std::move(detail));
    return json;
}

std::string requestText(const Json& input) {
    Json copy = input;
    copy.erase("clientToken");
    sortMembers(copy);
    return copy.dump();
}

} // namespace pilothouse::control::op
