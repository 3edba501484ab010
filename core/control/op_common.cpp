// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_common.h"

#include "core/ecs/shapes.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::control::op {

namespace {

constexpr std::string_view nameSigns = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

std::string hexOf(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (unsigned char c : text)
        hex += digits[c >> 4], hex += digits[c & 15];
    return hex;
}

std::optional<std::string> textOf(std::string_view hex) {
    if (hex.size() % 2) return {};
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        int value = 0;
        auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
        if (error != std::errc{} || end != hex.data() + i + 2) return {};
        text += static_cast<char>(value);
    }
    return text;
}

} // namespace

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= 255 && text.find_first_not_of(nameSigns) == std::string_view::npos;
}

std::string clusterName(const Json& input, std::string_view member) {
    auto text = input.str(member);
    if (text.empty()) return "default";
    if (auto arn = parseArn(text)) return arn->type == "cluster" ? arn->path : "";
    return text;
}

Expected<std::string> activeCluster(const Draft& view, const Json& input) {
    auto name = clusterName(input);
    auto row = view.get<ClusterRow>(name);
    if (!row || !row->active) return refuse("ClusterNotFoundException", "Cluster not found.");
    return name;
}

std::optional<std::string> nameIn(std::string_view type, const std::string& cluster,
                                  std::string_view reference) {
    if (!reference.starts_with("arn:")) return std::string(reference);
    auto arn = parseArn(reference);
    if (!arn || arn->type != type) return {};
    auto slash = arn->path.find('/');
    if (slash == std::string::npos) return arn->path; // the short form of old
    if (arn->path.substr(0, slash) != cluster) return {};
    return arn->path.substr(slash + 1);
}

Ptr<DefinitionRow> findDefinition(const Draft& view, std::string_view reference) {
    std::string text(reference);
    if (text.starts_with("arn:")) {
        auto arn = parseArn(text);
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

Expected<Ptr<DefinitionRow>> runnableDefinition(const Draft& view, std::string_view reference) {
    auto row = findDefinition(view, reference);
    if (!row) return client("TaskDefinition not found.");
    if (!row->active) return client("TaskDefinition is inactive");
    if (auto unmet = ecs::firstUnrunnable(parsed(row->document)))
        return client("Task definition " + row->key.text() +
                      " cannot be run by this control plane: it does not support " + unmet->pointer +
                      (unmet->value.empty() ? "" : " with the value " + unmet->value) + ".");
    return row;
}

std::optional<ApiError> launchProblem(const DefinitionRow& definition, ecs::LaunchType launchType,
                                      const Json& networkConfiguration) {
    auto& typed = definition.typed;
    bool awsvpc = typed.networkMode == ecs::NetworkMode::awsvpc;
    if (launchType == ecs::LaunchType::fargate && !(awsvpc && typed.cpu && typed.memory))
        return ApiError{
            "InvalidParameterException", "Task definition does not support launch_type FARGATE.", {}};
    bool given = networkConfiguration.at("awsvpcConfiguration").isObject();
    if (awsvpc && !given)
        return ApiError{"InvalidParameterException",
                        "Network Configuration must be provided when networkMode 'awsvpc' is specified.",
                        {}};
    if (!awsvpc && given)
        return ApiError{
            "InvalidParameterException",
            "Network Configuration is not valid for the given networkMode of this task definition.",
            {}};
    return {};
}

std::optional<ApiError> refusedMember(std::string_view operation, const Json& input) {
    auto unmet = ecs::firstRefused(operation, input);
    if (!unmet) return {};
    return ApiError{"InvalidParameterException",
                    "This control plane does not support " + unmet->pointer +
                        (unmet->value.empty() ? "" : " with the value " + unmet->value) + ".",
                    {}};
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

std::string mergedTags(const std::string& below, const std::string& above) {
    Json all = tagsOf(below);
    const Json over = tagsOf(above);
    for (auto& tag : over.items()) {
        auto same = [&](auto& item) { return item.str("key") == tag.str("key"); };
        std::erase_if(all.mutableItems(), same);
        all.push(tag);
    }
    return all.size() ? all.dump() : std::string();
}

Expected<Page> pageOf(const std::vector<std::string>& sorted, const Json& input, int defaultSize) {
    auto token = input.str("nextToken");
    auto begin = sorted.begin();
    if (!token.empty()) {
        auto last = textOf(token);
        if (!last) return invalid("Invalid token: nextToken.");
        begin = std::upper_bound(sorted.begin(), sorted.end(), *last);
    }
    auto size = static_cast<std::ptrdiff_t>(input.integer("maxResults", defaultSize));
    auto end = begin + std::min(size, sorted.end() - begin);
    Page page{{begin, end}, {}};
    if (end != sorted.end() && !page.keys.empty()) page.nextToken = hexOf(page.keys.back());
    return page;
}

void setToken(Json& answer, const Page& page) {
    if (!page.nextToken.empty()) answer.set("nextToken", page.nextToken);
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
    return copy.dump();
}

} // namespace pilothouse::control::op
