// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sigv4/canonical.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>
#include <vector>

namespace pilothouse::sigv4 {

namespace {

bool unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

std::string encode(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (unreserved(c))
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decode(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int high = i + 2 < text.size() && text[i] == '%' ? hexDigit(text[i + 1]) : -1;
        int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

} // namespace

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string canonicalPath(std::string_view path) {
    std::vector<std::string_view> kept;
    for (auto part : split(path, '/')) {
        if (part.empty() || part == ".") continue;
        if (part != "..")
            kept.push_back(part);
        else if (!kept.empty())
            kept.pop_back();
    }
    std::string out;
    for (auto part : kept)
        out += "/" + encode(part);
    if (kept.empty() || path.ends_with('/')) out += '/';
    return out;
}

std::string canonicalQuery(std::string_view query) {
    if (query.empty()) return {};
    std::vector<std::pair<std::string, std::string>> all;
    for (auto part : split(query, '&')) {
        auto equals = part.find('=');
        auto value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
        all.emplace_back(encode(decode(part.substr(0, equals))), encode(decode(value)));
    }
    std::sort(all.begin(), all.end());
    std::string out;
    for (auto& [name, value] : all)
        out += (out.empty() ? "" : "&") + name + "=" + value;
    return out;
}

std::string canonicalValue(std::string_view value) {
    std::string out;
    for (char c : value) {
        bool blank = c == ' ' || c == '\t';
        if (!blank)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

} // namespace pilothouse::sigv4
