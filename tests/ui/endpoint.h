// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/act_runner.h"

#include <deque>
#include <map>
#include <vector>

namespace pilothouse::ui::tests {

/// Answers acts from a queue per operation, as an endpoint would, and keeps what it was asked. An operation
/// without an answer is left waiting until `answer` is called.
class Endpoint {
public:
    explicit Endpoint(ActRunner& runner) {
        runner.setSend([this](console::Act act, ActRunner::Done done) {
            auto& ready = m_ready[act.operation];
            asked.push_back(act);
            if (ready.empty()) {
                m_waiting[act.operation].push_back(std::move(done));
                return;
            }
            auto reply = std::move(ready.front());
            ready.pop_front();
            done(std::move(reply));
        });
    }

    void answer(const std::string& operation, Result<Json> reply) {
        auto& waiting = m_waiting[operation];
        if (waiting.empty()) {
            m_ready[operation].push_back(std::move(reply));
            return;
        }
        auto done = std::move(waiting.front());
        waiting.pop_front();
        done(std::move(reply));
    }

    const console::Act* last(const std::string& operation) const {
        for (auto it = asked.rbegin(); it != asked.rend(); ++it)
            if (it->operation == operation) return &*it;
        return nullptr;
    }

    std::vector<console::Act> asked;

private:
    std::map<std::string, std::deque<Result<Json>>> m_ready;
    std::map<std::string, std::deque<ActRunner::Done>> m_waiting;
};

} // namespace pilothouse::ui::tests
