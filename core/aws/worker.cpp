// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/worker.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace pilothouse::aws {

using Steady = std::chrono::steady_clock;

struct Worker::State {
    std::mutex mutex;
    std::condition_variable changed;
    std::multimap<Steady::time_point, std::function<void()>> jobs; ///< equal times stay in order
    bool ended = false, blocking = false;
    std::thread thread;

    void add(std::function<void()> job, Millis delay) {
        {
            std::scoped_lock lock(mutex);
            if (ended) return;
            jobs.emplace(Steady::now() + std::chrono::milliseconds(delay), std::move(job));
        }
        changed.notify_all();
    }

    void run() {
        std::unique_lock lock(mutex);
        while (!ended) {
            if (jobs.empty()) {
                changed.wait(lock);
                continue;
            }
            auto first = jobs.begin();
            if (first->first > Steady::now()) {
                auto due = first->first;
                changed.wait_until(lock, due);
                continue;
            }
            auto job = std::move(first->second);
            jobs.erase(first);
            lock.unlock();
            job();
            job = nullptr;
            lock.lock();
        }
    }
};

Worker::Worker() : m_state(std::make_shared<State>()) {
    m_state->thread = std::thread([state = m_state] { state->run(); });
}

Worker::~Worker() {
    std::multimap<Steady::time_point, std::function<void()>> dropped;
    bool wait;
    {
        std::scoped_lock lock(m_state->mutex);
        m_state->ended = true;
        dropped.swap(m_state->jobs);
        wait = !m_state->blocking && m_state->thread.get_id() != std::this_thread::get_id();
    }
    m_state->changed.notify_all();
    wait ? m_state->thread.join() : m_state->thread.detach();
}

void Worker::post(std::function<void()> job, Millis delay) {
    m_state->add(std::move(job), delay);
}

std::function<void(std::function<void()>)> Worker::poster() const {
    return [state = m_state](std::function<void()> job) { state->add(std::move(job), 0); };
}

void Worker::mayBlock(const std::function<void()>& job) {
    auto state = m_state; // this object may be gone when the job returns
    auto set = [&](bool value) {
        std::scoped_lock lock(state->mutex);
        state->blocking = value;
    };
    set(true);
    job();
    set(false);
}

} // namespace pilothouse::aws
