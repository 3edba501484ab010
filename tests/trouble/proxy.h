// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "tests/console/fake_endpoint.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pilothouse::tests {

/// Stands between a client and a FakeEndpoint, reads whole requests and answers, and does to each what it is
/// told to.
class Proxy {
public:
    struct Request {
        std::string operation, key, text; ///< key: the access key id that signed it
    };
    struct Deed {
        enum Kind { pass, hold, reset, half, answer } kind = pass; ///< hold: until the next setDeed
        FakeEndpoint::Answer instead;                              ///< of answer
    };
    /// Asked for every request; on the connection's thread.
    using Rule = std::function<Deed(const Request&)>;

    explicit Proxy(const FakeEndpoint& behind);
    ~Proxy();

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/"; }
    void setRule(Rule rule);     ///< what is held is asked about anew
    void setOpen(bool open);     ///< closed: connections end and new ones are refused
    void setAhead(Millis ahead); ///< the clock of the Date header that every answer gets
    int count() const;           ///< requests so far
    int held() const;            ///< requests that wait now

private:
    void listen(int port);
    void close();
    void accept(int listener);
    void serve(int socket);
    bool pass(int socket, std::string& buffer);
    std::string forward(const std::string& request) const;

    const int m_behind;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    Rule m_rule = [](const Request&) { return Deed{}; };
    std::vector<int> m_sockets;
    std::vector<std::thread> m_threads;
    int m_listener = -1, m_port = 0, m_count = 0, m_held = 0;
    std::uint64_t m_rules = 0;
    bool m_end = false;
    Millis m_ahead = 0;
};

} // namespace pilothouse::tests
