// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/control/step.h"

#include <string>

namespace pilothouse::bench {

/// A State and the steps on it, without a store: cluster "default" with instances, definition "web:1" of one
/// container (64 CPU units, 32 MiB).
class World {
public:
    explicit World(int instances);

    Json call(const std::string& operation, const Json& input);
    void take(const control::Event& event);
    /// Says of a task that it runs.
    void run(const control::TaskRow& task);

    control::State state;

private:
    Random m_random{1};
    control::Rules m_rules;
    Millis m_now = 1'700'000'000'000;
};

Json webDefinition();

} // namespace pilothouse::bench
