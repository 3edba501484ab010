// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/control/rows.h"
#include "core/sqlite/database.h"

#include <type_traits>

namespace pilothouse::store {

// One value to and from one column: numbers, flags and enums as INTEGER, text as TEXT, lists as JSON text.

Json toJson(const std::vector<std::string>& values);
Json toJson(const std::vector<int>& values);
Json toJson(const std::vector<std::pair<std::string, std::string>>& values);
Json toJson(const std::vector<control::PortBinding>& values);
Json toJson(const std::vector<control::ContainerRow>& values);
void fromJson(const Json& json, std::vector<std::string>& values);
void fromJson(const Json& json, std::vector<int>& values);
void fromJson(const Json& json, std::vector<std::pair<std::string, std::string>>& values);
void fromJson(const Json& json, std::vector<control::PortBinding>& values);
void fromJson(const Json& json, std::vector<control::ContainerRow>& values);

template <typename T>
inline constexpr bool isNumberColumn = std::is_integral_v<T> || std::is_enum_v<T>;

struct ColumnTypes {
    std::vector<std::string> columns;
    template <typename T>
    void operator()(const char* name, const T&) {
        columns.push_back(std::string(name) + (isNumberColumn<T> ? " INTEGER NOT NULL" : " TEXT NOT NULL"));
    }
};

struct Binder {
    sqlite::Statement& statement;
    int column = 0;
    int limit = 1 << 20; ///< binds so many columns only: a key
    template <typename T>
    void operator()(const char*, const T& value) {
        if (column >= limit) return;
        if constexpr (isNumberColumn<T>)
            statement.bind(column, static_cast<std::int64_t>(value));
        else if constexpr (std::is_same_v<T, std::string>)
            statement.bind(column, std::string_view(value));
        else
            statement.bind(column, std::string_view(value.empty() ? std::string() : toJson(value).dump()));
        ++column;
    }
};

struct Reader {
    const sqlite::Statement& statement;
    int column = 0;
    std::string problem = {}; ///< first column that could not be read
    template <typename T>
    void operator()(const char* name, T& value) {
        if constexpr (isNumberColumn<T>) {
            if (!statement.isInteger(column)) problem = problem.empty() ? name : problem;
            value = static_cast<T>(statement.integer(column));
        } else if constexpr (std::is_same_v<T, std::string>) {
            value = statement.text(column);
        } else if (auto text = statement.text(column); !text.empty()) {
            auto json = Json::parse(text);
            if (!json || !json->isArray())
                problem = problem.empty() ? name : problem;
            else
                fromJson(*json, value);
        }
        ++column;
    }
};

} // namespace pilothouse::store
