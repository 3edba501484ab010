// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/op_pages.h"

#include <charconv>
#include <cstdint>

namespace pilothouse::control::op {

namespace {

std::string hexOf(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (unsigned char c : text) {
        hex += digits[c >> 4];
        hex += digits[c & 15];
    }
    return hex;
}

std::optional<std::string> textOf(std::string_view hex) {
    if (hex.size() % 2 != 0) return {};
    std::string text;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        int value = 0;
        auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
        if (error != std::errc{} || end != hex.data() + i + 2) return {};
        text += static_cast<char>(value);
    }
    return text;
}

/// FNV-1a: the filters of a list in a few signs.
std::string digest(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ull;
    for (unsigned char c : text)
        hash = (hash ^ c) * 1099511628211ull;
    return std::to_string(hash);
}

std::string kindOf(std::string_view operation, const Json& input) {
    Json filters = input;
    filters.erase("nextToken");
    filters.erase("maxResults");
    return digest(std::string(operation) + filters.dump()) + "|";
}

} // namespace

Pages::Pages(std::string_view operation, const Json& input, int defaultSize)
    : m_kind(kindOf(operation, input)),
      m_size(static_cast<std::size_t>(input.integer("maxResults", defaultSize))) {
    auto token = input.str("nextToken");
    if (token.empty()) return;
    auto text = textOf(token);
    if (text && text->starts_with(m_kind))
        m_after = text->substr(m_kind.size());
    else
        m_error = ApiError{"InvalidParameterException", "Invalid token: nextToken.", {}};
}

bool Pages::add(const std::string& key, Json item) {
    m_more = m_items.size() == m_size;
    if (m_more) return false;
    m_last = key;
    m_items.push(std::move(item));
    return true;
}

Json Pages::answer(std::string_view member) {
    Json json = Json::object({{std::string(member), std::move(m_items)}});
    if (m_more) json.set("nextToken", hexOf(m_kind + m_last));
    return json;
}

} // namespace pilothouse::control::op
