// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/shapes.h"

#include "shapes_text.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace pilothouse::ecs {

namespace {

struct Table {
    std::map<std::string, Shape, std::less<>> shapes;
    std::map<std::string, std::string, std::less<>> requests, absent;
    std::vector<std::string> operations, modelled;
};

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        auto end = text.find(at);
        if (end != 0) parts.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return parts;
}

void readType(Member& member, std::string_view text) {
    static const std::map<std::string_view, Kind> plain = {
        {"string", Kind::string},   {"integer", Kind::integer},     {"number", Kind::number},
        {"boolean", Kind::boolean}, {"timestamp", Kind::timestamp}, {"document", Kind::document}};
    auto kindOf = [&](std::string_view word) {
        auto it = plain.find(word);
        return it == plain.end() ? Kind::structure : it->second;
    };
    bool list = text.front() == '[', map = text.front() == '{';
    if (list || map) text = text.substr(1, text.size() - 2);
    member.items = kindOf(text);
    member.kind = list ? Kind::list : map ? Kind::map : member.items;
    if (member.items == Kind::structure) member.of = text;
}

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

Member readMember(const std::string& line) {
    auto words = split(line, ' ');
    Member member;
    member.name = words[0];
    readType(member, words[1]);
    for (std::size_t i = 2; i < words.size(); ++i) {
        std::string_view word = words[i];
        if (word == "required")
            member.required = true;
        else if (word.starts_with("enum="))
            member.oneOf = split(word.substr(5), '|');
        else if (word.starts_with("not="))
            member.not_ = split(word.substr(4), '|');
        else if (word.starts_with("acts:"))
            member.support = Support::acts, member.test = word.substr(5);
        else if (word == "norun")
            member.support = Support::norun;
        else if (word == "refused")
            member.support = Support::refused;
        else if (auto dots = word.find(".."); dots != std::string_view::npos)
            member.least = number(word.substr(0, dots)), member.most = number(word.substr(dots + 2));
    }
    return member;
}

Table readTable() {
    Table table;
    Shape* open = nullptr;
    for (auto& line : split(shapesText, '\n')) {
        if (line.front() == '#') continue;
        if (line.front() == ' ') {
            open->members.push_back(readMember(line));
            continue;
        }
        auto words = split(line, ' ');
        if (words[0] == "operation") {
            table.requests[words[1]] = words[2];
            table.operations.push_back(words[1]);
            table.modelled.push_back(words[1]);
        } else if (words[0] == "absent") {
            table.absent[words[1]] = words[2];
            table.modelled.push_back(words[1]);
        } else {
            open = &table.shapes[words[1]];
            open->name = words[1];
        }
    }
    return table;
}

const Table& table() {
    static const Table all = readTable();
    return all;
}

/// Walks a request along its shape and stops at the first thing that is wrong.
class Checker {
public:
    explicit Checker(std::string badValue) : m_badValue(std::move(badValue)) {}

    std::optional<ShapeError> structure(const Shape& shape, const Json& value,
                                        const std::string& path) const {
        for (auto& member : shape.members) {
            std::string here = path.empty() ? member.name : path + "." + member.name;
            auto* present = value.find(member.name);
            if (!present || present->isNull()) {
                if (member.required) return bad("The request is missing the required member " + here + ".");
                continue;
            }
            if (auto error = one(member, member.kind, *present, here)) return error;
        }
        return {};
    }

private:
    std::optional<ShapeError> one(const Member& member, Kind kind, const Json& value,
                                  const std::string& path) const {
        switch (kind) {
        case Kind::string:
            return text(member, value, path);
        case Kind::integer:
            // ECS's integers have 32 bits; more would also overflow the sums of the rules.
            if (!value.isInt() || value.asInt() != static_cast<std::int32_t>(value.asInt()))
                return wrongType(path, "an integer");
            return within(member, value.asInt(), path, "value");
        case Kind::number:
            if (!value.isNumber()) return wrongType(path, "a number");
            return {};
        case Kind::timestamp:
            return value.isNumber() ? std::nullopt : wrongType(path, "a time in epoch seconds");
        case Kind::boolean:
            return value.isBool() ? std::nullopt : wrongType(path, "a boolean");
        case Kind::document:
            return {};
        case Kind::structure:
            if (!value.isObject()) return wrongType(path, "an object");
            return structure(*shape(member.of), value, path);
        case Kind::list:
            if (!value.isArray()) return wrongType(path, "a list");
            if (auto error = within(member, static_cast<std::int64_t>(value.size()), path, "number of items"))
                return error;
            for (std::size_t i = 0; i < value.size(); ++i)
                if (auto error =
                        one(member, member.items, value.items()[i], path + "[" + std::to_string(i) + "]"))
                    return error;
            return {};
        case Kind::map:
            if (!value.isObject()) return wrongType(path, "a map");
            for (auto& [key, item] : value.members())
                if (auto error = one(member, member.items, item, path + "." + key)) return error;
            return {};
        }
        return {};
    }

    std::optional<ShapeError> text(const Member& member, const Json& value, const std::string& path) const {
        if (!value.isString()) return wrongType(path, "a string");
        auto& word = value.asString();
        if (!member.oneOf.empty() &&
            std::find(member.oneOf.begin(), member.oneOf.end(), word) == member.oneOf.end()) {
            std::string all;
            for (auto& one : member.oneOf)
                all += (all.empty() ? "" : ", ") + one;
            return bad("Invalid value '" + word + "' for " + path + ". It must be one of: " + all + ".");
        }
        if (member.kind == Kind::string)
            return within(member, static_cast<std::int64_t>(word.size()), path, "length");
        return {};
    }

    std::optional<ShapeError> within(const Member& member, std::int64_t value, const std::string& path,
                                     const char* what) const {
        if (member.least && value < *member.least)
            return bad("Invalid " + path + ": its " + what + " must be at least " +
                       std::to_string(*member.least) + ".");
        if (member.most && value > *member.most)
            return bad("Invalid " + path + ": its " + what + " must be at most " +
                       std::to_string(*member.most) + ".");
        return {};
    }

    static std::optional<ShapeError> wrongType(const std::string& path, const char* wanted) {
        return ShapeError{"SerializationException", path + " must be " + wanted + "."};
    }
    std::optional<ShapeError> bad(std::string message) const {
        return ShapeError{m_badValue, std::move(message)};
    }

    std::string m_badValue;
};

std::string plainText(const Json& value) {
    return value.isString() ? value.asString() : value.dump();
}

std::optional<Unmet> unmet(const Shape& shape, const Json& value, const std::string& path, Support banned) {
    auto deeper = [&](const Member& member, const Json& item,
                      const std::string& here) -> std::optional<Unmet> {
        if (member.items != Kind::structure) return {};
        return unmet(*pilothouse::ecs::shape(member.of), item, here, banned);
    };
    for (auto& member : shape.members) {
        auto* present = value.find(member.name);
        if (!present || !asksFor(*present)) continue;
        std::string here = path + "/" + member.name;
        if (member.support == banned) return Unmet{here, ""};
        auto text = plainText(*present);
        if (std::find(member.not_.begin(), member.not_.end(), text) != member.not_.end())
            return Unmet{here, text};
        if (member.kind == Kind::structure) {
            if (auto found = deeper(member, *present, here)) return found;
        } else if (member.kind == Kind::list) {
            for (std::size_t i = 0; i < present->size(); ++i)
                if (auto found = deeper(member, present->items()[i], here + "/" + std::to_string(i)))
                    return found;
        }
    }
    return {};
}

} // namespace

const Member* Shape::find(std::string_view member) const {
    for (auto& one : members)
        if (one.name == member) return &one;
    return nullptr;
}

const Shape* shape(std::string_view name) {
    auto it = table().shapes.find(name);
    return it == table().shapes.end() ? nullptr : &it->second;
}

const Shape* requestOf(std::string_view operation) {
    auto it = table().requests.find(operation);
    return it == table().requests.end() ? nullptr : shape(it->second);
}

const std::vector<std::string>& operations() {
    return table().operations;
}
const std::vector<std::string>& modelledOperations() {
    return table().modelled;
}

std::string_view absentError(std::string_view operation) {
    auto it = table().absent.find(operation);
    return it == table().absent.end() ? std::string_view("UnsupportedFeatureException")
                                      : std::string_view(it->second);
}

std::optional<ShapeError> checkRequest(std::string_view operation, const Json& input) {
    auto* request = requestOf(operation);
    if (!request) return {};
    if (!input.isObject()) return ShapeError{"SerializationException", "The request must be a JSON object."};
    bool definition = operation == "RegisterTaskDefinition";
    return Checker(definition ? "ClientException" : "InvalidParameterException")
        .structure(*request, input, "");
}

bool asksFor(const Json& value) {
    if (value.isNull()) return false;
    if (value.isBool()) return value.asBool();
    if (value.isNumber()) return value.asDouble() != 0;
    if (value.isString()) return !value.asString().empty();
    return value.size() > 0;
}

std::optional<Unmet> firstRefused(std::string_view operation, const Json& input) {
    auto* request = requestOf(operation);
    return request ? unmet(*request, input, "", Support::refused) : std::nullopt;
}

std::optional<Unmet> firstUnrunnable(const Json& definition) {
    return unmet(*requestOf("RegisterTaskDefinition"), definition, "", Support::norun);
}

} // namespace pilothouse::ecs
