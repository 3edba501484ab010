// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/caller.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace pilothouse::console {

namespace {

constexpr std::size_t inFlight = 4;
constexpr Millis secondsOfDate = 2'000;

Millis steadyNow() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

/// One askAll: its results, filled by net's thread.
struct Caller::Flight {
    std::uint64_t epoch = 0;
    std::vector<std::optional<Result<Json>>> results;
    std::optional<Error> error;
    std::size_t flying = 0;
};

Caller::Caller(std::shared_ptr<aws::EcsClient> client, double share)
    : m_client(std::move(client)), m_budget(share) {
    m_client->setObserver([this](const aws::CallFacts& facts) { observe(facts); });
}

Caller::~Caller() {
    m_client->setObserver({});
}

void Caller::observe(const aws::CallFacts& facts) {
    const SystemClock clock;
    std::lock_guard guard(m_lock);
    m_meter.count(facts.took, facts.attempts);
    // Date has whole seconds: less than that is no skew.
    if (facts.serverDate != 0) {
        const Millis skew = facts.serverDate - clock.now();
        m_skew = skew < -secondsOfDate || skew > secondsOfDate ? skew : 0;
    }
}

Millis Caller::latency() const {
    std::lock_guard guard(m_lock);
    return m_meter.latency();
}

Millis Caller::skew() const {
    std::lock_guard guard(m_lock);
    return m_skew;
}

double Caller::callsPerSecond() const {
    std::lock_guard lock(m_lock);
    return m_meter.callsPerSecond();
}

void Caller::begin() {
    std::lock_guard guard(m_lock);
    m_cycle = m_epoch;
}

void Caller::interrupt() {
    {
        std::lock_guard guard(m_lock);
        ++m_epoch;
    }
    m_wake.notify_all();
}

void Caller::end() {
    {
        std::lock_guard guard(m_lock);
        m_ended = true;
        ++m_epoch;
    }
    m_wake.notify_all();
}

/// Waits for a free place and for a token; false: an error or an interruption ended the flight.
bool Caller::readyToSend(Flight& flight, const std::string& operation) {
    std::unique_lock lock(m_lock);
    for (;;) {
        if (!flight.error && (m_ended || m_epoch != flight.epoch))
            flight.error = Error{"console.interrupted", operation, {}};
        if (flight.error) return false;
        if (flight.flying >= inFlight) {
            m_wake.wait(lock);
            continue;
        }
        const Millis wait = m_budget.take(operation, steadyNow());
        if (wait == 0) break;
        m_wake.wait_for(lock, std::chrono::milliseconds(wait));
    }
    ++flight.flying;
    return true;
}

/// Waits until all that was sent has ended, or an interruption.
void Caller::land(Flight& flight) {
    std::unique_lock lock(m_lock);
    m_wake.wait(lock, [&] { return flight.flying == 0 || m_ended || m_epoch != flight.epoch; });
    if (flight.flying > 0 && !flight.error) flight.error = Error{"console.interrupted", {}, {}};
}

Result<Json> Caller::ask(const std::string& operation, Json input) {
    std::vector<Json> one;
    one.push_back(std::move(input));
    return std::move(askAll(operation, std::move(one)).front());
}

std::vector<Result<Json>> Caller::askAll(const std::string& operation, std::vector<Json> inputs, Ends ends) {
    auto flight = std::make_shared<Flight>();
    flight->results.resize(inputs.size());
    {
        std::lock_guard guard(m_lock);
        flight->epoch = m_cycle;
    }
    std::vector<net::Call> calls;
    for (std::size_t i = 0; i < inputs.size() && readyToSend(*flight, operation); ++i)
        calls.push_back(
            m_client->call(operation, std::move(inputs[i]), [this, flight, i, ends](Result<Json> r) {
                {
                    std::lock_guard guard(m_lock);
                    if (!r && !flight->error && (!ends || ends(r.error()))) flight->error = r.error();
                    flight->results[i] = std::move(r);
                    --flight->flying;
                }
                m_wake.notify_all();
            }));
    land(*flight);
    calls.clear(); // what still flies is cancelled; no callback runs any more
    std::vector<Result<Json>> results;
    for (auto& result : flight->results)
        results.push_back(result ? std::move(*result) : Result<Json>(tl::unexpected<Error>(*flight->error)));
    return results;
}

} // namespace pilothouse::console
