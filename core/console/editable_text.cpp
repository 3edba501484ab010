// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What people type into one field and mean as several values: .env files, command lines.
#include "core/console/editable.h"

namespace pilothouse::console {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r";
    const auto from = text.find_first_not_of(spaces);
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(spaces) - from + 1);
}

std::string unquoted(std::string_view value) {
    if (value.size() < 2 || value.front() != value.back() || (value.front() != '"' && value.front() != '\''))
        return std::string(value.substr(0, value.find(" #")));
    const bool escapes = value.front() == '"';
    std::string text;
    for (std::size_t i = 1; i + 1 < value.size(); ++i) {
        if (escapes && value[i] == '\\' && i + 2 < value.size()) {
            ++i;
            text += value[i] == 'n' ? '\n' : value[i] == 't' ? '\t' : value[i];
        } else {
            text += value[i];
        }
    }
    return text;
}

bool isName(std::string_view name) {
    return !name.empty() && name.find_first_of(" \t\"'") == std::string_view::npos;
}

} // namespace

std::optional<std::vector<std::pair<std::string, std::string>>> readDotEnv(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> variables;
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = trimmed(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with("export ")) line = trimmed(line.substr(7));
        const auto equals = line.find('=');
        if (equals == std::string_view::npos || !isName(trimmed(line.substr(0, equals)))) return {};
        variables.emplace_back(std::string(trimmed(line.substr(0, equals))),
                               unquoted(trimmed(line.substr(equals + 1))));
    }
    return variables;
}

std::vector<std::string> splitWords(std::string_view text) {
    std::vector<std::string> words;
    bool open = false;
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (!quote && (c == ' ' || c == '\t' || c == '\n')) {
            open = false;
            continue;
        }
        if (!open) words.emplace_back();
        open = true;
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (c == '\\' && quote != '\'' && i + 1 < text.size())
            words.back() += text[++i];
        else
            words.back() += c;
    }
    return words;
}

std::string joinWords(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += ' ';
        if (!word.empty() && word.find_first_of(" \t\n\"'\\") == std::string::npos) {
            text += word;
            continue;
        }
        text += '"';
        for (char c : word) {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
        text += '"';
    }
    return text;
}

} // namespace pilothouse::console
