// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/sigv4/sigv4.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pilothouse::tests {

/// Answers HTTP requests from a script, one connection after the other; remembers what came.
class ScriptedServer {
public:
    struct Answer {
        enum Kind { reply, reset, silence } kind = reply; ///< silence: reads on and never answers
        int status = 200;
        std::string body = "{}";
        sigv4::Headers headers = {};
    };
    struct Seen {
        sigv4::Request request; ///< its body is a view of `body`
        std::string body;
        std::string header(std::string_view name) const;
        std::string operation() const;
    };

    ScriptedServer();
    ~ScriptedServer();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/"; }
    int port() const { return m_port; }
    void script(std::vector<Answer> answers); ///< when they are used up: 200 {}
    std::vector<Seen> seen();
    std::size_t count();

private:
    void run();
    void serve(int socket);
    Answer next(Seen seen);

    int m_listener = -1, m_port = 0;
    std::atomic<bool> m_end{false};
    std::mutex m_mutex;
    std::deque<Answer> m_script;
    std::vector<Seen> m_seen;
    std::thread m_thread;
};

} // namespace pilothouse::tests
