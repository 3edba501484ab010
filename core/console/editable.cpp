// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/editable.h"

#include <algorithm>
#include <charconv>

namespace pilothouse::console {

namespace {

std::vector<std::string> partsOf(std::string_view pointer) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            parts.emplace_back();
        } else if (pointer[i] == '~' && i + 1 < pointer.size()) {
            parts.back() += pointer[++i] == '1' ? '/' : '~';
        } else if (!parts.empty()) {
            parts.back() += pointer[i];
        }
    }
    return parts;
}

std::optional<std::size_t> indexOf(const std::string& part) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), index);
    if (error != std::errc() || end != part.data() + part.size()) return {};
    return index;
}

/// The child of a value, made if it may be.
Json* child(Json& value, const std::string& part, bool make) {
    if (value.isArray()) {
        const auto index = indexOf(part);
        if (!index || *index > value.size() || (*index == value.size() && !make)) return nullptr;
        if (*index == value.size()) return &value.push({});
        return &value.mutableItems()[*index];
    }
    if (Json* present = value.find(part)) return present;
    return make && (value.isObject() || value.isNull()) ? &value.set(part, {}) : nullptr;
}

} // namespace

Json editable(const Json& described) {
    Json made = described;
    for (const char* name :
         {"taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt",
          "registeredBy", "deregisteredAt", "deleteRequestedAt"})
        made.erase(name);
    return made;
}

Json newDefinition() {
    const Json container = Json::object({{"name", ""}, {"image", ""}, {"essential", true}, {"memory", 512}});
    return Json::object(
        {{"family", ""}, {"networkMode", "bridge"}, {"containerDefinitions", Json::array({container})}});
}

void setAt(Json& document, std::string_view pointer, const Json& value) {
    if (value.isNull()) return eraseAt(document, pointer);
    Json* here = &document;
    const auto parts = partsOf(pointer);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Json* next = child(*here, parts[i], true);
        if (!next) return;
        // A number after a name that is not there yet means a list.
        if (next->isNull() && i + 1 < parts.size() && indexOf(parts[i + 1])) *next = Json::array();
        here = next;
    }
    *here = value;
}

void eraseAt(Json& document, std::string_view pointer) {
    const auto parts = partsOf(pointer);
    if (parts.empty()) return;
    Json* here = &document;
    for (std::size_t i = 0; i + 1 < parts.size() && here; ++i)
        here = child(*here, parts[i], false);
    if (!here) return;
    if (!here->isArray()) {
        here->erase(parts.back());
    } else if (const auto index = indexOf(parts.back()); index && *index < here->size()) {
        here->mutableItems().erase(here->mutableItems().begin() + std::ptrdiff_t(*index));
    }
}

void insertAt(Json& list, std::size_t at, Json value) {
    auto& items = list.mutableItems();
    items.insert(items.begin() + std::ptrdiff_t(std::min(at, items.size())), std::move(value));
}

void moveItem(Json& list, std::size_t from, std::size_t to) {
    auto& items = list.mutableItems();
    if (from >= items.size() || to >= items.size()) return;
    const auto begin = items.begin();
    if (from < to)
        std::rotate(begin + std::ptrdiff_t(from), begin + std::ptrdiff_t(from) + 1,
                    begin + std::ptrdiff_t(to) + 1);
    else
        std::rotate(begin + std::ptrdiff_t(to), begin + std::ptrdiff_t(from),
                    begin + std::ptrdiff_t(from) + 1);
}

void mergeVariables(Json& environment, const std::vector<std::pair<std::string, std::string>>& variables) {
    for (const auto& [name, value] : variables) {
        auto& items = environment.mutableItems();
        const auto it = std::find_if(items.begin(), items.end(),
                                     [&](const Json& one) { return one.str("name") == name; });
        if (it == items.end())
            items.push_back(Json::object({{"name", name}, {"value", value}}));
        else
            it->set("value", value);
    }
}

} // namespace pilothouse::console
