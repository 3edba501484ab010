// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_engine.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace pilothouse::tests {

namespace {

void send(int socket, const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        auto now = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) return;
        sent += static_cast<std::size_t>(now);
    }
}

std::string hex(std::size_t number) {
    char text[20];
    std::snprintf(text, sizeof text, "%zx", number);
    return text;
}

/// "/v1.41/info" gives "/info".
std::string withoutVersion(const std::string& path) {
    if (!path.starts_with("/v1.")) return path;
    auto slash = path.find('/', 1);
    return slash == std::string::npos ? "/" : path.substr(slash);
}

} // namespace

FakeEngine::FakeEngine(std::string socketPath, Handler handler)
    : m_path(std::move(socketPath)), m_handler(std::move(handler)) {
    unlink(m_path.c_str());
    m_listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    std::strncpy(where.sun_path, m_path.c_str(), sizeof where.sun_path - 1);
    if (bind(m_listener, reinterpret_cast<sockaddr*>(&where), sizeof where) == 0) ::listen(m_listener, 16);
    m_thread = std::thread([this] { listen(); });
}

FakeEngine::~FakeEngine() {
    {
        std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    shutdown(m_listener, SHUT_RDWR);
    m_thread.join();
    close(m_listener);
    closeAll();
    release();
    for (auto& thread : m_threads)
        thread.join();
    unlink(m_path.c_str());
}

std::vector<FakeEngine::Request> FakeEngine::requests() {
    std::scoped_lock lock(m_mutex);
    return m_requests;
}

int FakeEngine::count(const std::string& path) {
    std::scoped_lock lock(m_mutex);
    return static_cast<int>(std::count_if(m_requests.begin(), m_requests.end(),
                                          [&](auto& one) { return withoutVersion(one.path) == path; }));
}

void FakeEngine::release() {
    std::scoped_lock lock(m_mutex);
    m_released = true;
    m_changed.notify_all();
}

void FakeEngine::closeAll() {
    std::scoped_lock lock(m_mutex);
    for (int socket : m_sockets)
        shutdown(socket, SHUT_RDWR);
    m_changed.notify_all();
}

void FakeEngine::listen() {
    for (;;) {
        int client = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        std::scoped_lock lock(m_mutex);
        if (m_ending || client < 0) {
            if (client >= 0) close(client);
            return;
        }
        m_sockets.push_back(client);
        m_threads.emplace_back([this, client] { serve(client); });
    }
}

void FakeEngine::serve(int client) {
    std::string text;
    char piece[65536];
    for (;;) {
        auto head = text.find("\r\n\r\n");
        std::size_t length = 0;
        if (head != std::string::npos)
            if (auto at = text.find("Content-Length: "); at < head)
                length = std::strtoul(text.c_str() + at + 16, nullptr, 10);
        if (head == std::string::npos || text.size() < head + 4 + length) {
            auto got = recv(client, piece, sizeof piece, 0);
            if (got <= 0) break;
            text.append(piece, static_cast<std::size_t>(got));
            continue;
        }
        Request request;
        auto space = text.find(' '), end = text.find(' ', space + 1);
        request.method = text.substr(0, space);
        request.path = text.substr(space + 1, end - space - 1);
        if (auto mark = request.path.find('?'); mark != std::string::npos) {
            request.query = request.path.substr(mark + 1);
            request.path.resize(mark);
        }
        request.body = text.substr(head + 4, length);
        text.erase(0, head + 4 + length);
        {
            std::scoped_lock lock(m_mutex);
            m_requests.push_back(request);
        }
        auto unversioned = request;
        unversioned.path = withoutVersion(request.path);
        answer(client, m_handler(unversioned));
    }
    std::scoped_lock lock(m_mutex);
    std::erase(m_sockets, client);
    close(client);
}

void FakeEngine::answer(int client, const Answer& answer) {
    auto head = "HTTP/1.1 " + std::to_string(answer.status) + " Any\r\n" + answer.headers;
    if (answer.pieces.empty() && !answer.held) {
        send(client,
             head + "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body);
        return;
    }
    send(client, head + "Transfer-Encoding: chunked\r\n\r\n");
    for (auto& piece : answer.pieces)
        send(client, hex(piece.size()) + "\r\n" + piece + "\r\n");
    if (answer.held) {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_released || m_ending; });
    }
    send(client, "0\r\n\r\n");
}

} // namespace pilothouse::tests
