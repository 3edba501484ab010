// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_pulls.h"

#include <algorithm>

namespace pilothouse::runtime {

Pulls::Ticket::Ticket(Pulls& pulls, std::shared_ptr<Pull> pull, std::string taskId)
    : m_pulls(pulls), m_pull(std::move(pull)), m_taskId(std::move(taskId)) {}

Pulls::Ticket::~Ticket() {
    m_pulls.leave(m_pull, m_taskId);
}

Pulls::Look Pulls::Ticket::look() const {
    std::scoped_lock lock(m_pulls.m_mutex);
    return m_pull->look;
}

Pulls::Pulls(docker::Engine& engine, const Clock& clock, std::function<void(const std::string&)> again)
    : m_engine(engine), m_clock(clock), m_again(std::move(again)) {}

std::unique_ptr<Pulls::Ticket> Pulls::join(const std::string& image, const std::string& taskId) {
    std::shared_ptr<Pull> pull;
    {
        std::scoped_lock lock(m_mutex);
        auto& current = m_current[image];
        if (!current) {
            current = std::make_shared<Pull>();
            current->image = image;
            current->look.startedAt = m_clock.now();
            m_waiting.push_back(current);
        }
        pull = current;
        pull->tasks.insert(taskId);
    }
    beginNext();
    return std::make_unique<Ticket>(*this, pull, taskId);
}

void Pulls::beginNext() {
    for (;;) {
        std::shared_ptr<Pull> next;
        {
            std::scoped_lock lock(m_mutex);
            if (m_waiting.empty() || m_running >= mostAtOnce) return;
            next = m_waiting.front();
            m_waiting.pop_front();
            next->running = true;
            ++m_running;
        }
        begin(next);
    }
}

void Pulls::begin(const std::shared_ptr<Pull>& pull) {
    auto call = m_engine.pull(
        pull->image,
        [this, pull](int percent) {
            {
                std::scoped_lock lock(m_mutex);
                pull->look.percent = percent;
            }
            tell(pull);
        },
        [this, pull](Result<void> done) { ended(pull, std::move(done)); });
    std::scoped_lock lock(m_mutex);
    // Called off before it was known: `call` ends it, after the lock.
    if (!pull->leftAlone) std::swap(pull->call, call);
}

void Pulls::ended(const std::shared_ptr<Pull>& pull, Result<void> done) {
    bool closing = !done && done.error().code == "net.cancelled";
    {
        std::scoped_lock lock(m_mutex);
        if (!pull->running) return;
        pull->running = false;
        --m_running;
        pull->look.endedAt = m_clock.now();
        if (!done) pull->look.failure = done.error();
        if (auto it = m_current.find(pull->image); it != m_current.end() && it->second == pull)
            m_current.erase(it);
    }
    tell(pull);
    if (!closing) beginNext();
}

void Pulls::leave(const std::shared_ptr<Pull>& pull, const std::string& taskId) {
    net::Call call; // ends after the lock: it waits for a running callback
    {
        std::scoped_lock lock(m_mutex);
        if (auto it = pull->tasks.find(taskId); it != pull->tasks.end()) pull->tasks.erase(it);
        if (!pull->tasks.empty()) return;
        call = std::move(pull->call);
        pull->leftAlone = true;
        if (pull->running) --m_running;
        pull->running = false;
        std::erase(m_waiting, pull);
        if (auto it = m_current.find(pull->image); it != m_current.end() && it->second == pull)
            m_current.erase(it);
    }
    call.cancel();
    beginNext();
}

void Pulls::tell(const std::shared_ptr<Pull>& pull) {
    std::set<std::string> waiting;
    {
        std::scoped_lock lock(m_mutex);
        waiting.insert(pull->tasks.begin(), pull->tasks.end());
    }
    for (auto& task : waiting)
        m_again(task);
}

} // namespace pilothouse::runtime
