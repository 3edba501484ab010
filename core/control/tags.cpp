// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/tags.h"

#include "core/base/json.h"

#include <algorithm>

namespace pilothouse::control {

namespace {

Json listOf(const std::string& text) {
    auto json = Json::parse(text);
    return json && json->isArray() ? std::move(*json) : Json::array();
}

Json tag(const char* key, const std::string& value) {
    return Json::object({{"key", key}, {"value", value}});
}

} // namespace

std::string mergedTags(const std::string& below, const std::string& above) {
    Json all = listOf(below), own = listOf(above);
    for (auto& over : own.items()) {
        std::erase_if(all.mutableItems(), [&](auto& item) { return item.str("key") == over.str("key"); });
        all.push(over);
    }
    return all.size() > 0 ? all.dump() : std::string();
}

std::string managedTags(const std::string& cluster, const std::string& service) {
    Json all = Json::array({tag("aws:ecs:clusterName", cluster)});
    if (!service.empty()) all.push(tag("aws:ecs:serviceName", service));
    return all.dump();
}

} // namespace pilothouse::control
