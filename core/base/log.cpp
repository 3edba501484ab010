// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/base/time.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <mutex>

namespace pilothouse::log {

namespace {

constexpr long rotateAt = 5 * 1024 * 1024;

struct Sink {
    std::mutex mutex;
    std::string path;
    std::FILE* file = nullptr;
    Level level = Level::info;
};

Sink& sink() {
    static Sink one;
    return one;
}

void rotateIfLarge(Sink& s) {
    if (!s.file || std::ftell(s.file) < rotateAt) return;
    std::fclose(s.file);
    std::error_code ignored;
    std::filesystem::rename(s.path, s.path + ".1", ignored);
    s.file = std::fopen(s.path.c_str(), "ae");
}

} // namespace

void toFile(const std::string& path) {
    auto& s = sink();
    std::scoped_lock lock(s.mutex);
    std::error_code ignored;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
    if (s.file) std::fclose(s.file);
    s.path = path;
    s.file = std::fopen(path.c_str(), "ae");
    if (s.file) std::fseek(s.file, 0, SEEK_END);
}

void setLevel(Level level) {
    std::scoped_lock lock(sink().mutex);
    sink().level = level;
}

void write(Level level, std::string_view room, std::string_view text, Fields fields) {
    static constexpr const char* names[] = {"debug", "info", "warning", "error"};
    auto& s = sink();
    std::scoped_lock lock(s.mutex);
    if (level < s.level) return;
    auto line =
        fmt::format("{} {} {} {}", rfc3339(SystemClock().now()), names[static_cast<int>(level)], room, text);
    for (auto& [key, value] : fields) {
        bool quote = value.find_first_of(" \"\n") != std::string::npos;
        line += quote ? fmt::format(" {}={:?}", key, value) : fmt::format(" {}={}", key, value);
    }
    line += '\n';
    rotateIfLarge(s);
    std::FILE* out = s.file ? s.file : stderr;
    std::fwrite(line.data(), 1, line.size(), out);
    std::fflush(out);
}

} // namespace pilothouse::log
