// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <functional>
#include <memory>

namespace pilothouse::aws {

/// A thread that does jobs in the order of their times.
class Worker {
public:
    Worker();
    ~Worker(); ///< drops what waits; joins unless called from a job or while a job may block for long

    void post(std::function<void()> job, Millis delay = 0);
    /// Posts for as long as the worker lives, without keeping it alive.
    std::function<void(std::function<void()>)> poster() const;
    /// Around what may block for long (a credential process): the end of the worker does not wait for it.
    void mayBlock(const std::function<void()>& job);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace pilothouse::aws
