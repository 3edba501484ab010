// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ecs/shapes.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace pilothouse::tests {

/// One member of a request, wherever it stands in it; list items are the first ones.
struct Visit {
    std::string operation;
    std::vector<const ecs::Member*> path; ///< the last one is the member
    std::string key;                      ///< "containerDefinitions.portMappings.protocol"
    std::string pointer;                  ///< "/containerDefinitions/0/portMappings/0/protocol"
    ecs::Support support =
        ecs::Support::kept;            ///< that of the outermost refused or norun one, if it is in one
    std::string barrier;               ///< that one's pointer
    const ecs::Shape* shape = nullptr; ///< of which it is a member

    const ecs::Member& member() const { return *path.back(); }
    std::string name() const { return operation + "." + key; }
};

inline void walk(const ecs::Shape& shape, const Visit& parent, const std::function<void(const Visit&)>& f) {
    for (auto& member : shape.members) {
        Visit visit = parent;
        visit.path.push_back(&member);
        visit.key += (visit.key.empty() ? "" : ".") + member.name;
        visit.pointer += "/" + member.name;
        visit.shape = &shape;
        if (visit.barrier.empty()) {
            visit.support = member.support;
            bool stands = member.support == ecs::Support::refused || member.support == ecs::Support::norun;
            if (stands) visit.barrier = visit.pointer;
        }
        f(visit);
        if (member.of.empty()) continue;
        if (member.kind == ecs::Kind::list) visit.pointer += "/0";
        walk(*ecs::shape(member.of), visit, f);
    }
}

/// Every member of every request that this plane takes, in the order of the file.
inline void walkAll(const std::function<void(const Visit&)>& f) {
    for (auto& operation : ecs::operations()) {
        Visit root;
        root.operation = operation;
        walk(*ecs::requestOf(operation), root, f);
    }
}

/// A value that a member may have; of an enum the last that the plane does.
class Samples {
public:
    /// "Shape.member" or "member": a value that means something there; a null value: the usual one.
    std::function<Json(const std::string& shape, const std::string& member)> special =
        [](const std::string&, const std::string&) { return Json(); };

    Json of(const ecs::Shape& shape, const ecs::Member& member) const {
        auto own = special(shape.name, member.name);
        return own.isNull() ? usual(member, member.kind) : own;
    }
    /// With its required members alone.
    Json least(const ecs::Shape& shape) const {
        Json value = Json::object();
        for (auto& member : shape.members)
            if (member.required) value.set(member.name, of(shape, member));
        return value;
    }
    /// A request with the required members and this one.
    Json request(const Visit& visit, const Json& value) const {
        return around(*ecs::requestOf(visit.operation), visit.path, 0, value);
    }

private:
    Json usual(const ecs::Member& member, ecs::Kind kind) const {
        switch (kind) {
        case ecs::Kind::string:
            return word(member);
        case ecs::Kind::integer:
            return std::max(member.kind == kind ? member.least.value_or(1) : 1, std::int64_t{1});
        case ecs::Kind::number:
            return 1.5;
        case ecs::Kind::boolean:
            return std::find(member.not_.begin(), member.not_.end(), "true") == member.not_.end();
        case ecs::Kind::timestamp:
            return 1700000000.25;
        case ecs::Kind::document:
            return Json::object({{"any", Json::array({1, "thing"})}});
        case ecs::Kind::structure:
            return structure(*ecs::shape(member.of));
        case ecs::Kind::list:
            return Json::array({usual(member, member.items)});
        case ecs::Kind::map:
            return Json::object({{"some-key", usual(member, member.items)}});
        }
        return {};
    }
    /// Never empty: without required members it has its first one.
    Json structure(const ecs::Shape& shape) const {
        auto value = least(shape);
        if (value.size() == 0) value.set(shape.members[0].name, of(shape, shape.members[0]));
        return value;
    }
    Json word(const ecs::Member& member) const {
        if (member.oneOf.empty()) return "some-" + member.name;
        auto refused = [&](auto& text) {
            return std::find(member.not_.begin(), member.not_.end(), text) != member.not_.end();
        };
        for (auto it = member.oneOf.rbegin(); it != member.oneOf.rend(); ++it)
            if (!refused(*it)) return *it;
        return member.oneOf.front();
    }
    Json around(const ecs::Shape& shape, const std::vector<const ecs::Member*>& path, std::size_t depth,
                const Json& value) const {
        auto& member = *path[depth];
        auto json = least(shape);
        if (depth + 1 == path.size()) {
            if (value.isNull())
                json.erase(member.name);
            else
                json.set(member.name, value);
            return json;
        }
        auto inner = around(*ecs::shape(member.of), path, depth + 1, value);
        json.set(member.name, member.kind == ecs::Kind::list ? Json::array({inner}) : inner);
        return json;
    }
};

} // namespace pilothouse::tests
