// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/texts.h"

#include <cstdio>
#include <ctime>
#include <fmt/format.h>

namespace pilothouse::aws {

namespace {

std::string percent(const std::string& text) {
    std::string out;
    for (char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '_' || c == '.' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

} // namespace

std::optional<Millis> parseTime(const std::string& text) {
    std::tm t{};
    int used = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &t.tm_year, &t.tm_mon, &t.tm_mday, &t.tm_hour,
                    &t.tm_min, &t.tm_sec, &used) != 6)
        return {};
    auto rest = text.substr(static_cast<std::size_t>(used));
    if (rest.starts_with('.')) rest.erase(0, rest.find_first_not_of("0123456789", 1));
    int hours = 0, minutes = 0;
    bool offset = std::sscanf(rest.c_str(), "%3d:%2d", &hours, &minutes) == 2;
    if (rest != "Z" && rest != "UTC" && !offset) return {};
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    auto shift = (hours * 60 + (hours < 0 ? -minutes : minutes)) * 60;
    return (static_cast<Millis>(timegm(&t)) - shift) * 1000;
}

std::string encoded(const Form& form) {
    std::string out;
    for (auto& [name, value] : form)
        out += (out.empty() ? "" : "&") + percent(name) + '=' + percent(value);
    return out;
}

} // namespace pilothouse::aws
