// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pilothouse::tests {

/// An engine that says what a test lets it say, on a unix socket; a thread for each connection.
class FakeEngine {
public:
    struct Request {
        std::string method, path, query, body;
    };
    struct Answer {
        int status = 200;
        std::string body;
        std::string headers = {};             ///< whole lines, each ended by CRLF
        std::vector<std::string> pieces = {}; ///< if any: a chunked stream of these instead of the body
        bool held = false;                    ///< the stream stays open after its pieces until release()
    };
    using Handler = std::function<Answer(const Request&)>;

    FakeEngine(std::string socketPath, Handler handler);
    ~FakeEngine();
    FakeEngine(const FakeEngine&) = delete;
    FakeEngine& operator=(const FakeEngine&) = delete;

    std::string address() const { return "unix://" + m_path; }
    std::vector<Request> requests();
    /// How many requests had this path (without the version).
    int count(const std::string& path);
    void release();  ///< ends all streams that are held, now and later
    void closeAll(); ///< breaks every connection

private:
    void listen();
    void serve(int socket);
    void answer(int socket, const Answer& answer);

    const std::string m_path;
    const Handler m_handler;
    int m_listener = -1;
    std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::vector<Request> m_requests;
    std::vector<int> m_sockets;
    bool m_released = false, m_ending = false;
    std::vector<std::thread> m_threads;
    std::thread m_thread;
};

} // namespace pilothouse::tests
