// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/docker/engine.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace pilothouse::runtime {

/// Pulls of one engine: one for an image however many tasks wait for it, and a few at once. A failure is not
/// remembered: whoever asks after it begins anew.
class Pulls {
    struct Pull;

public:
    struct Look {
        int percent = 0;
        Millis startedAt = 0, endedAt = 0;
        std::optional<Error> failure;
    };
    /// A task's part in a pull; the last one to let go calls it off. Let go of it without holding any lock.
    class Ticket {
    public:
        Ticket(Pulls& pulls, std::shared_ptr<Pull> pull, std::string taskId);
        ~Ticket();
        Ticket(const Ticket&) = delete;
        Ticket& operator=(const Ticket&) = delete;
        Look look() const;

    private:
        Pulls& m_pulls;
        std::shared_ptr<Pull> m_pull;
        std::string m_taskId;
    };

    /// `again` is called for each waiting task when there is news. Outlives its tickets.
    Pulls(docker::Engine& engine, const Clock& clock, std::function<void(const std::string& taskId)> again);

    std::unique_ptr<Ticket> join(const std::string& image, const std::string& taskId);

    static constexpr int mostAtOnce = 3;

private:
    struct Pull {
        std::string image;
        Look look;
        std::multiset<std::string> tasks;
        bool running = false, leftAlone = false;
        net::Call call;
    };
    void beginNext();
    void begin(const std::shared_ptr<Pull>& pull);
    void ended(const std::shared_ptr<Pull>& pull, Result<void> done);
    void leave(const std::shared_ptr<Pull>& pull, const std::string& taskId);
    void tell(const std::shared_ptr<Pull>& pull);

    docker::Engine& m_engine;
    const Clock& m_clock;
    std::function<void(const std::string&)> m_again;
    std::mutex m_mutex; // guards all below and what Pulls hold
    std::map<std::string, std::shared_ptr<Pull>> m_current;
    std::deque<std::shared_ptr<Pull>> m_waiting;
    int m_running = 0;
};

} // namespace pilothouse::runtime
