// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pilothouse::tests {

/// A scripted ECS endpoint on loopback: one handler answers {operation, input}; every call is remembered.
/// It checks no signature. Its end closes all connections.
class FakeEndpoint {
public:
    struct Answer {
        int status = 200;
        std::string body;
        std::string date = {}; ///< of its Date header; none: no such header
    };
    using Handler = std::function<Answer(const std::string& operation, const Json& input)>;
    struct Call {
        std::string operation;
        Json input;
    };

    explicit FakeEndpoint(Handler handler);
    ~FakeEndpoint();

    std::string url() const;
    std::vector<Call> calls() const;
    int count(const std::string& operation) const;
    void forgetCalls();
    /// Connections are closed and new ones refused until `open` again, on the same port.
    void setOpen(bool open);

    static Answer ok(const Json& body) { return {200, body.dump()}; }
    static Answer error(const std::string& type, const std::string& message, int status = 400);

    void close(); ///< hears nobody any more; whoever is being answered has been when it returns

private:
    void listen(int port);
    void accept(int listener);
    void serve(int socket);
    bool answer(int socket, std::string& buffer);

    Handler m_handler;
    mutable std::mutex m_lock;
    std::vector<Call> m_calls;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_threads;
    int m_listener = -1, m_port = 0;
};

} // namespace pilothouse::tests
