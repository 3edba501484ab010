// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"

#include <array>
#include <ctime>
#include <fmt/format.h>

namespace pilothouse {

namespace {
std::tm utc(Millis time) {
    std::time_t seconds = static_cast<std::time_t>(time / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    return parts;
}
} // namespace

std::string rfc3339(Millis time) {
    auto t = utc(time);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", t.tm_year + 1900, t.tm_mon + 1,
                       t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, time % 1000);
}

std::string amzDate(Millis time) {
    auto t = utc(time);
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
                       t.tm_hour, t.tm_min, t.tm_sec);
}

namespace {
// Not strftime's names: those follow the locale of the process.
constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// A number of just this many digits; -1 if it is none.
int digitsAt(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}
} // namespace

std::string httpDate(Millis time) {
    auto t = utc(time);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(t.tm_wday)],
                       t.tm_mday, months[static_cast<std::size_t>(t.tm_mon)], t.tm_year + 1900, t.tm_hour,
                       t.tm_min, t.tm_sec);
}

std::optional<Millis> parseHttpDate(std::string_view text) {
    if (text.size() != 29 || text.substr(3, 2) != ", " || !text.ends_with(" GMT")) return {};
    std::tm t{};
    t.tm_mon = -1;
    for (std::size_t i = 0; i < months.size(); ++i)
        if (text.substr(8, 3) == months[i]) t.tm_mon = static_cast<int>(i);
    t.tm_mday = digitsAt(text, 5, 2);
    int year = digitsAt(text, 12, 4);
    t.tm_hour = digitsAt(text, 17, 2);
    t.tm_min = digitsAt(text, 20, 2);
    t.tm_sec = digitsAt(text, 23, 2);
    for (int part : {t.tm_mon, t.tm_mday, year, t.tm_hour, t.tm_min, t.tm_sec})
        if (part < 0) return {};
    t.tm_year = year - 1900;
    return static_cast<Millis>(timegm(&t)) * 1000;
}

} // namespace pilothouse
