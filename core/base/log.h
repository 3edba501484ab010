// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace pilothouse::log {

enum class Level { debug, info, warning, error };
using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

/// Lines "time level room text key=value" to this file, rotated at 5 MiB (one older file kept). Thread-safe.
/// Without a file they go to stderr. Never give it keys, environment values or bodies.
void toFile(const std::string& path);
void setLevel(Level level);
void write(Level level, std::string_view room, std::string_view text, Fields fields = {});

inline void info(std::string_view room, std::string_view text, Fields fields = {}) {
    write(Level::info, room, text, fields);
}
inline void warning(std::string_view room, std::string_view text, Fields fields = {}) {
    write(Level::warning, room, text, fields);
}
inline void error(std::string_view room, std::string_view text, Fields fields = {}) {
    write(Level::error, room, text, fields);
}

} // namespace pilothouse::log
