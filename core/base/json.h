// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pilothouse {

/// A JSON value. Members keep their order, integers stay integers. The one wall between us and the JSON
/// library.
class Json {
public:
    using Array = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    Json() = default;
    Json(std::nullptr_t) {}
    Json(bool value) : m_value(value) {}
    Json(int value) : m_value(std::int64_t{value}) {}
    Json(std::int64_t value) : m_value(value) {}
    Json(double value) : m_value(value) {}
    Json(const char* value) : m_value(std::string(value)) {}
    Json(std::string_view value) : m_value(std::string(value)) {}
    Json(std::string value) : m_value(std::move(value)) {}
    Json(Array value) : m_value(std::move(value)) {}
    Json(Object value) : m_value(std::move(value)) {}

    static Json object(std::initializer_list<Member> members = {}) { return Json(Object(members)); }
    static Json array(std::initializer_list<Json> items = {}) { return Json(Array(items)); }
    static Json strings(const std::vector<std::string>& items);
    /// Seconds with three decimals, as the ECS API writes times.
    static Json seconds(std::int64_t millis) { return Json(static_cast<double>(millis) / 1000.0); }

    /// Errors: json.syntax (cause names the byte), json.depth (over 100 levels). A repeated key keeps its
    /// last value.
    static Result<Json> parse(std::string_view text);
    /// indent < 0: one line without spaces. Invalid UTF-8 becomes U+FFFD. Doubles keep milliseconds of epoch
    /// seconds.
    std::string dump(int indent = -1) const;

    bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    bool isBool() const { return std::holds_alternative<bool>(m_value); }
    bool isInt() const { return std::holds_alternative<std::int64_t>(m_value); }
    bool isNumber() const { return isInt() || std::holds_alternative<double>(m_value); }
    bool isString() const { return std::holds_alternative<std::string>(m_value); }
    bool isArray() const { return std::holds_alternative<Array>(m_value); }
    bool isObject() const { return std::holds_alternative<Object>(m_value); }

    // Of another type these give the fallback: a missing or misspelt member of a reply is never a crash.
    bool asBool(bool fallback = false) const;
    std::int64_t asInt(std::int64_t fallback = 0) const;
    double asDouble(double fallback = 0) const;
    const std::string& asString() const&; ///< "" if it is no string
    const Array& items() const&;          ///< empty if it is no array
    const Object& members() const&;       ///< empty if it is no object
    // Of a temporary by value, so that a range-for over it has something to walk.
    std::string asString() && { return std::string(std::as_const(*this).asString()); }
    Array items() && { return Array(std::as_const(*this).items()); }
    Object members() && { return Object(std::as_const(*this).members()); }
    std::size_t size() const;            ///< of an array, object; else 0

    /// The member, or nullptr (also if this is no object).
    const Json* find(std::string_view key) const;
    Json* find(std::string_view key);
    bool has(std::string_view key) const { return find(key) != nullptr; }
    /// The member, or a null value.
    const Json& at(std::string_view key) const&;
    Json at(std::string_view key) && { return std::as_const(*this).at(key); }
    /// The element, or a null value.
    const Json& at(std::size_t index) const&;
    Json at(std::size_t index) && { return std::as_const(*this).at(index); }
    /// A string member, or the fallback.
    std::string str(std::string_view key, std::string_view fallback = {}) const;
    std::int64_t integer(std::string_view key, std::int64_t fallback = 0) const;
    bool boolean(std::string_view key, bool fallback = false) const;
    /// Epoch seconds (any number) to milliseconds; nothing if absent.
    std::optional<std::int64_t> millis(std::string_view key) const;

    /// Adds or replaces; turns a null value into an object. Keeps the place of a replaced member.
    Json& set(std::string_view key, Json value);
    /// Adds only what is absent.
    Json& setDefault(std::string_view key, Json value);
    bool erase(std::string_view key);
    /// Appends; turns a null value into an array.
    Json& push(Json value);
    Array& mutableItems();
    Object& mutableMembers();

    /// RFC 6901, "/containerDefinitions/0/image"; nullptr if there is none.
    const Json* pointer(std::string_view path) const;

    bool operator==(const Json&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> m_value;
};

} // namespace pilothouse
