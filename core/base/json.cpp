// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace pilothouse {

namespace {

constexpr std::size_t deepest = 100;

/// Builds our value from the parser's events; refuses what nests too deep before it can exhaust the stack.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    Json root;
    std::optional<Error> error;

    bool null() override { return add(Json()); }
    bool boolean(bool value) override { return add(Json(value)); }
    bool number_integer(number_integer_t value) override { return add(Json(std::int64_t{value})); }
    bool number_unsigned(number_unsigned_t value) override {
        if (value > static_cast<number_unsigned_t>(INT64_MAX)) return add(Json(static_cast<double>(value)));
        return add(Json(static_cast<std::int64_t>(value)));
    }
    bool number_float(number_float_t value, const string_t&) override { return add(Json(value)); }
    bool string(string_t& value) override { return add(Json(std::move(value))); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(Json(Json::Object{})); }
    bool start_array(std::size_t) override { return open(Json(Json::Array{})); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override {
        m_open.back().key = std::move(value);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception& e) override {
        error = Error{"json.syntax", fmt::format("byte {}", position), e.what()};
        return false;
    }

private:
    struct Level {
        Json value;
        std::string key;
    };

    bool open(Json value) {
        if (m_open.size() >= deepest) {
            error = Error{"json.depth", "", fmt::format("more than {} levels", deepest)};
            return false;
        }
        m_open.push_back({std::move(value), {}});
        return true;
    }
    bool close() {
        Json done = std::move(m_open.back().value);
        m_open.pop_back();
        if (done.isObject()) keepLastOfRepeated(done.mutableMembers());
        return add(std::move(done));
    }
    bool add(Json value) {
        if (m_open.empty())
            root = std::move(value);
        else if (m_open.back().value.isArray())
            m_open.back().value.push(std::move(value));
        else
            m_open.back().value.mutableMembers().emplace_back(std::move(m_open.back().key), std::move(value));
        return true;
    }
    /// By sorting, so that a hostile body of many members costs no square of their number.
    static void keepLastOfRepeated(Json::Object& members) {
        std::vector<std::size_t> order(members.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return members[a].first < members[b].first; });
        std::vector<bool> repeated(members.size());
        for (std::size_t i = 0; i + 1 < order.size(); ++i) {
            if (members[order[i]].first != members[order[i + 1]].first) continue;
            members[order[i]].second = std::move(members[order[i + 1]].second);
            repeated[order[i + 1]] = true;
            order[i + 1] = order[i];
        }
        std::size_t index = 0;
        std::erase_if(members, [&](auto&) { return repeated[index++]; });
    }

    std::vector<Level> m_open;
};

void writeString(std::string& out, const std::string& value) {
    out += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void writeNumber(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    // Epoch seconds: three decimals say all that is known, and "1.7e9" would be no integer for some readers.
    if (std::abs(value) < 1e15 && std::round(value * 1000) / 1000 == value) {
        auto text = fmt::format("{:.3f}", value);
        while (text.back() == '0' && text[text.size() - 2] != '.')
            text.pop_back();
        out += text;
    } else {
        out += nlohmann::json(value).dump();
    }
}

void newLine(std::string& out, int indent, int level) {
    if (indent < 0) return;
    out += '\n';
    out.append(static_cast<std::size_t>(indent * level), ' ');
}

void write(std::string& out, const Json& value, int indent, int level) {
    if (value.isNull())
        out += "null";
    else if (value.isBool())
        out += value.asBool() ? "true" : "false";
    else if (value.isInt())
        out += std::to_string(value.asInt());
    else if (value.isNumber())
        writeNumber(out, value.asDouble());
    else if (value.isString())
        writeString(out, value.asString());
    else {
        bool object = value.isObject();
        out += object ? '{' : '[';
        bool first = true;
        auto separate = [&] {
            if (!first) out += ',';
            first = false;
            newLine(out, indent, level + 1);
        };
        for (auto& item : value.items()) {
            separate();
            write(out, item, indent, level + 1);
        }
        for (auto& [key, member] : value.members()) {
            separate();
            writeString(out, key);
            out += indent < 0 ? ":" : ": ";
            write(out, member, indent, level + 1);
        }
        if (!first) newLine(out, indent, level);
        out += object ? '}' : ']';
    }
}

const Json nothing;

} // namespace

Json Json::strings(const std::vector<std::string>& items) {
    Array all;
    all.reserve(items.size());
    for (auto& item : items)
        all.emplace_back(item);
    return Json(std::move(all));
}

Result<Json> Json::parse(std::string_view text) {
    Builder builder;
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
    return tl::unexpected<Error>(builder.error.value_or(Error{"json.syntax", "", "not JSON"}));
}

std::string Json::dump(int indent) const {
    std::string out;
    write(out, *this, indent, 0);
    return out;
}

bool Json::asBool(bool fallback) const {
    auto* value = std::get_if<bool>(&m_value);
    return value ? *value : fallback;
}
std::int64_t Json::asInt(std::int64_t fallback) const {
    if (auto* value = std::get_if<std::int64_t>(&m_value)) return *value;
    auto* real = std::get_if<double>(&m_value);
    return real && std::abs(*real) < 9e15 ? static_cast<std::int64_t>(*real) : fallback;
}
double Json::asDouble(double fallback) const {
    if (auto* value = std::get_if<double>(&m_value)) return *value;
    auto* whole = std::get_if<std::int64_t>(&m_value);
    return whole ? static_cast<double>(*whole) : fallback;
}
const std::string& Json::asString() const& {
    static const std::string empty;
    auto* value = std::get_if<std::string>(&m_value);
    return value ? *value : empty;
}
const Json::Array& Json::items() const& {
    static const Array empty;
    auto* value = std::get_if<Array>(&m_value);
    return value ? *value : empty;
}
const Json::Object& Json::members() const& {
    static const Object empty;
    auto* value = std::get_if<Object>(&m_value);
    return value ? *value : empty;
}
std::size_t Json::size() const {
    return items().size() + members().size();
}

const Json* Json::find(std::string_view key) const {
    for (auto& [name, value] : members())
        if (name == key) return &value;
    return nullptr;
}
Json* Json::find(std::string_view key) {
    return const_cast<Json*>(std::as_const(*this).find(key));
}

const Json& Json::at(std::string_view key) const& {
    auto* value = find(key);
    return value ? *value : nothing;
}
const Json& Json::at(std::size_t index) const& {
    return index < items().size() ? items()[index] : nothing;
}

std::string Json::str(std::string_view key, std::string_view fallback) const {
    auto* value = find(key);
    return value && value->isString() ? value->asString() : std::string(fallback);
}
std::int64_t Json::integer(std::string_view key, std::int64_t fallback) const {
    return at(key).asInt(fallback);
}
bool Json::boolean(std::string_view key, bool fallback) const {
    return at(key).asBool(fallback);
}
std::optional<std::int64_t> Json::millis(std::string_view key) const {
    auto* value = find(key);
    if (!value || !value->isNumber()) return {};
    return std::llround(value->asDouble() * 1000.0);
}

Json& Json::set(std::string_view key, Json value) {
    if (auto* present = find(key)) {
        *present = std::move(value);
        return *present;
    }
    auto& all = mutableMembers();
    all.emplace_back(std::string(key), std::move(value));
    return all.back().second;
}
Json& Json::setDefault(std::string_view key, Json value) {
    auto* present = find(key);
    return present ? *present : set(key, std::move(value));
}
bool Json::erase(std::string_view key) {
    if (!isObject()) return false;
    return std::erase_if(mutableMembers(), [&](auto& member) { return member.first == key; }) > 0;
}
Json& Json::push(Json value) {
    auto& all = mutableItems();
    all.push_back(std::move(value));
    return all.back();
}
Json::Array& Json::mutableItems() {
    if (!isArray()) m_value = Array{};
    return std::get<Array>(m_value);
}
Json::Object& Json::mutableMembers() {
    if (!isObject()) m_value = Object{};
    return std::get<Object>(m_value);
}

const Json* Json::pointer(std::string_view path) const {
    const Json* here = this;
    while (here && !path.empty()) {
        path.remove_prefix(1);
        auto slash = path.find('/');
        std::string part(path.substr(0, slash));
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
        for (std::size_t at = 0; (at = part.find('~', at)) != std::string::npos; ++at)
            part.replace(at, 2, part.compare(at, 2, "~1") == 0 ? "/" : "~");
        if (here->isArray()) {
            std::size_t index = 0;
            for (char c : part) {
                if (c < '0' || c > '9') return nullptr;
                index = index * 10 + static_cast<std::size_t>(c - '0');
            }
            here = !part.empty() && index < here->size() ? &here->items()[index] : nullptr;
        } else {
            here = here->find(part);
        }
    }
    return here;
}

} // namespace pilothouse
