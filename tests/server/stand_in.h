// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/api.h"
#include "tests/server/raw_client.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace pilothouse::tests {

class SetClock final : public Clock {
public:
    Millis now() const override { return time; }
    std::atomic<Millis> time{1'764'053'365'000};
};

/// A server over an API of a few operations. Writes are answered by a thread of its own, as the plane does;
/// while `hold` is set they wait.
class StandIn {
public:
    explicit StandIn(server::ServerOptions options = {});
    ~StandIn();

    Signer signer() const;
    /// Sends one signed call on a connection of its own.
    RawReply call(std::string_view operation, std::string_view body = "{}") const;

    void hold(bool value);
    std::size_t held();

    SetClock clock;
    std::atomic<int> reads{0}, writes{0}; ///< calls that reached the API
    std::unique_ptr<server::Server> server;

private:
    server::Api api();
    void work();

    struct Write {
        control::Command command;
        std::function<void(control::Reply)> done;
    };
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Write> m_queue;
    bool m_hold = false, m_end = false;
    std::thread m_worker;
};

} // namespace pilothouse::tests
