// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/console/budget.h"
#include "core/console/meter.h"

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace pilothouse::console {

/// Calls that a worker thread waits for, inside the throttle table, and that end at once when interrupted
/// (with the error console.interrupted). It also keeps what the status bar tells of the calls.
class Caller {
public:
    Caller(std::shared_ptr<aws::EcsClient> client, double share);
    ~Caller(); ///< the client's observer is taken back

    Result<Json> ask(const std::string& operation, Json input);
    /// In order; several in flight. After the first error (that `ends`, where it is given) nothing more is
    /// sent and the rest carry that error.
    using Ends = bool (*)(const Error&);
    std::vector<Result<Json>> askAll(const std::string& operation, std::vector<Json> inputs,
                                     Ends ends = nullptr);
    void begin();     ///< a cycle of calls, which one interruption ends as a whole
    void interrupt(); ///< any thread: all calls until the next cycle begins
    void end();       ///< any thread: those and all that come

    Millis latency() const;
    Millis skew() const;
    double callsPerSecond() const; ///< over the last ten seconds
    aws::EcsClient& client() { return *m_client; }

private:
    struct Flight;
    void observe(const aws::CallFacts& facts);
    bool readyToSend(Flight& flight, const std::string& operation);
    void land(Flight& flight);

    std::shared_ptr<aws::EcsClient> m_client;
    mutable std::mutex m_lock; // also guards every Flight
    std::condition_variable m_wake;
    std::uint64_t m_epoch = 0, m_cycle = 0; ///< m_cycle: the epoch in which it began
    bool m_ended = false;
    Budget m_budget;
    Meter m_meter;
    Millis m_skew = 0;
};

} // namespace pilothouse::console
