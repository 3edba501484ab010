// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace pilothouse::tests {

/// The test classes of one program by subject (the file's name without "_test.cpp").
inline std::map<std::string, std::function<std::unique_ptr<QObject>()>>& registry() {
    static std::map<std::string, std::function<std::unique_ptr<QObject>()>> all;
    return all;
}

/// `static Registered<PlacementTest> registered("placement");` at namespace scope of placement_test.cpp.
template <typename T>
struct Registered {
    explicit Registered(const char* subject) {
        registry()[subject] = [] { return std::make_unique<T>(); };
    }
};

} // namespace pilothouse::tests
