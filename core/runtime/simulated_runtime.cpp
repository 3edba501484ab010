// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_runtime.h"

#include "core/runtime/simulated_engine.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace pilothouse::runtime {

namespace {

class SimulatedRuntime final : public Runtime {
public:
    SimulatedRuntime(const Clock& clock, SimulatedSize size) : m_clock(clock), m_size(size) {}
    ~SimulatedRuntime() override { SimulatedRuntime::stop(); }

    std::string engine() const override { return "simulated"; }

    void start(std::vector<control::TaskGoal> goals, Sink sink) override {
        m_sink = std::move(sink);
        m_engine.resume(goals, m_clock.now());
        m_thread = std::thread([this] { run(); });
    }

    void want(std::vector<control::TaskGoal> goals) override {
        std::scoped_lock lock(m_mutex);
        m_wanted.insert(m_wanted.end(), std::make_move_iterator(goals.begin()),
                        std::make_move_iterator(goals.end()));
        m_changed.notify_one();
    }

    void stop() override {
        {
            std::scoped_lock lock(m_mutex);
            m_stopping = true;
            m_changed.notify_one();
        }
        if (m_thread.joinable()) m_thread.join();
    }

private:
    void run() {
        m_sink.engine({.engine = "simulated",
                       .answers = true,
                       .version = "simulated",
                       .cpus = m_size.cpus,
                       .memoryBytes = m_size.memoryBytes,
                       .limits = "accounting"});
        for (;;) {
            std::vector<control::TaskGoal> wanted;
            {
                std::unique_lock lock(m_mutex);
                auto ready = [&] { return m_stopping || !m_wanted.empty(); };
                if (auto due = m_engine.nextDue())
                    m_changed.wait_for(
                        lock, std::chrono::milliseconds(std::max<Millis>(0, *due - m_clock.now())), ready);
                else
                    m_changed.wait(lock, ready);
                if (m_stopping) return;
                wanted = std::exchange(m_wanted, {});
            }
            m_engine.want(wanted, m_clock.now());
            for (auto& seen : m_engine.advance(m_clock.now()))
                m_sink.task(std::move(seen));
        }
    }

    const Clock& m_clock;
    SimulatedSize m_size;
    Sink m_sink;
    SimulatedEngine m_engine{"simulated"};
    std::mutex m_mutex; // guards m_wanted, m_stopping
    std::condition_variable m_changed;
    std::vector<control::TaskGoal> m_wanted;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace

std::unique_ptr<Runtime> makeSimulatedRuntime(const Clock& clock, SimulatedSize size) {
    return std::make_unique<SimulatedRuntime>(clock, size);
}

} // namespace pilothouse::runtime
