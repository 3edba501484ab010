// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/document_diff.h"

#include "core/console/json_lines.h"

#include <algorithm>
#include <map>
#include <set>

namespace pilothouse::console {

namespace {

using Kind = DocumentChange::Kind;
using Path = std::vector<std::string>;

/// Lists of the API by the member that tells their elements apart.
std::string_view keyMember(std::string_view list) {
    static const std::map<std::string_view, std::string_view> keys = {
        {"containerDefinitions", "name"},
        {"environment", "name"},
        {"secrets", "name"},
        {"volumes", "name"},
        {"ulimits", "name"},
        {"containerOverrides", "name"},
        {"requiresAttributes", "name"},
        {"secretOptions", "name"},
        {"portMappings", "containerPort"},
        {"mountPoints", "containerPath"},
        {"dependsOn", "containerName"},
        {"volumesFrom", "sourceContainer"},
        {"extraHosts", "hostname"},
        {"systemControls", "namespace"},
        {"resourceRequirements", "type"},
        {"environmentFiles", "value"},
        {"tags", "key"},
        {"devices", "hostPath"},
        {"tmpfs", "containerPath"},
    };
    const auto it = keys.find(list);
    return it == keys.end() ? std::string_view() : it->second;
}

/// The names of all elements of a list, or nothing if one lacks a name or shares it.
std::vector<std::string> namesOf(std::string_view list, const Json& elements) {
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const Json& element : elements.items()) {
        names.push_back(elementName(list, element));
        if (names.back().empty() || !seen.insert(names.back()).second) return {};
    }
    return names;
}

bool isList(const Json& value) {
    return value.isArray() && std::any_of(value.items().begin(), value.items().end(),
                                          [](const Json& item) { return item.isObject(); });
}

class Comparison {
public:
    std::vector<DocumentChange> changes, removed;

    void compare(const Json& older, const Json& newer, const std::string& was, const std::string& is,
                 const Path& path) {
        if (older.isObject() && newer.isObject()) return members(older, newer, was, is, path);
        const std::string list = path.empty() ? std::string() : path.back();
        if (isList(older) && isList(newer)) {
            const auto before = namesOf(list, older), after = namesOf(list, newer);
            if (before.size() == older.size() && after.size() == newer.size())
                return elements(older, newer, before, after, was, is, path);
        }
        if (!sameMeaning(older, newer)) changes.push_back({Kind::changed, is, path, older, newer});
    }

    /// Equal but for the order of members.
    static bool sameMeaning(const Json& a, const Json& b) {
        if (a.isObject() && b.isObject()) {
            if (a.size() != b.size()) return false;
            for (const auto& [name, value] : a.members())
                if (const Json* other = b.find(name); !other || !sameMeaning(value, *other)) return false;
            return true;
        }
        if (a.isArray() && b.isArray())
            return std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                              sameMeaning);
        return a == b;
    }

private:
    static Path with(Path path, const std::string& name) {
        path.push_back(name);
        return path;
    }

    void members(const Json& older, const Json& newer, const std::string& was, const std::string& is,
                 const Path& path) {
        for (const auto& [name, value] : newer.members()) {
            const std::string step = '/' + pointerPart(name);
            if (const Json* before = older.find(name))
                compare(*before, value, was + step, is + step, with(path, name));
            else
                changes.push_back({Kind::added, is + step, with(path, name), {}, value});
        }
        for (const auto& [name, value] : older.members())
            if (!newer.has(name))
                removed.push_back(
                    {Kind::removed, was + '/' + pointerPart(name), with(path, name), value, {}});
    }

    void elements(const Json& older, const Json& newer, const std::vector<std::string>& before,
                  const std::vector<std::string>& after, const std::string& was, const std::string& is,
                  const Path& path) {
        std::vector<std::size_t> order; // of what stayed, in the older list
        for (std::size_t i = 0; i < after.size(); ++i) {
            const std::string here = is + '/' + std::to_string(i);
            const auto at = std::find(before.begin(), before.end(), after[i]);
            if (at == before.end()) {
                changes.push_back({Kind::added, here, with(path, after[i]), {}, newer.at(i)});
                continue;
            }
            order.push_back(std::size_t(at - before.begin()));
            compare(older.at(order.back()), newer.at(i), was + '/' + std::to_string(order.back()), here,
                    with(path, after[i]));
        }
        for (std::size_t i = 0; i < before.size(); ++i)
            if (std::find(after.begin(), after.end(), before[i]) == after.end())
                removed.push_back(
                    {Kind::removed, was + '/' + std::to_string(i), with(path, before[i]), older.at(i), {}});
        if (!std::is_sorted(order.begin(), order.end()))
            changes.push_back({Kind::moved, is, path, Json::strings(before), Json::strings(after)});
    }
};

Json arranged(const Json& document, const Json& model, std::string_view list);

Json arrangedMembers(const Json& document, const Json& model) {
    Json made = Json::object();
    for (const auto& [name, value] : model.members())
        if (const Json* own = document.find(name)) made.set(name, arranged(*own, value, name));
    // What only this one has goes after the member that it followed.
    std::string previous;
    for (const auto& [name, value] : document.members()) {
        if (!made.has(name)) {
            auto& members = made.mutableMembers();
            auto at = std::find_if(members.begin(), members.end(),
                                   [&](const auto& member) { return member.first == previous; });
            members.insert(at == members.end() ? members.begin() : at + 1, {name, value});
        }
        previous = name;
    }
    return made;
}

Json arranged(const Json& document, const Json& model, std::string_view list) {
    if (document.isObject() && model.isObject()) return arrangedMembers(document, model);
    if (!document.isArray() || !model.isArray()) return document;
    const auto names = namesOf(list, document), models = namesOf(list, model);
    Json made = document;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = std::find(models.begin(), models.end(), names[i]);
        if (at != models.end())
            made.mutableItems()[i] = arranged(document.at(i), model.at(std::size_t(at - models.begin())), {});
    }
    return made;
}

} // namespace

std::string elementName(std::string_view list, const Json& element) {
    const auto key = keyMember(list);
    if (key.empty()) return {};
    const Json& value = element.at(key);
    std::string name = value.isString() ? value.asString() : value.isInt() ? value.dump() : std::string();
    if (list != "portMappings") return name;
    if (name.empty()) name = element.str("containerPortRange");
    return name.empty() ? name : name + '/' + element.str("protocol", "tcp");
}

std::vector<DocumentChange> differences(const Json& older, const Json& newer) {
    Comparison comparison;
    comparison.compare(older, newer, "", "", {});
    auto all = std::move(comparison.changes);
    all.insert(all.end(), comparison.removed.begin(), comparison.removed.end());
    return all;
}

Json inOrderOf(const Json& document, const Json& model) {
    return arranged(document, model, {});
}

} // namespace pilothouse::console
