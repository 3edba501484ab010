// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/fake_endpoint.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace pilothouse::tests {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// Value of a header in the head of a request; "" if absent.
std::string header(const std::string& head, const std::string& name) {
    const auto at = lower(head).find("\r\n" + name + ":");
    if (at == std::string::npos) return {};
    auto from = at + name.size() + 3;
    while (from < head.size() && head[from] == ' ')
        ++from;
    return head.substr(from, head.find("\r\n", from) - from);
}

} // namespace

FakeEndpoint::FakeEndpoint(Handler handler) : m_handler(std::move(handler)) {
    listen(0);
}

FakeEndpoint::~FakeEndpoint() {
    close();
}

FakeEndpoint::Answer FakeEndpoint::error(const std::string& type, const std::string& message, int status) {
    return {status, Json::object({{"__type", type}, {"message", message}}).dump()};
}

std::string FakeEndpoint::url() const {
    return "http://127.0.0.1:" + std::to_string(m_port) + "/";
}

std::vector<FakeEndpoint::Call> FakeEndpoint::calls() const {
    std::lock_guard guard(m_lock);
    return m_calls;
}

int FakeEndpoint::count(const std::string& operation) const {
    std::lock_guard guard(m_lock);
    return static_cast<int>(std::count_if(m_calls.begin(), m_calls.end(),
                                          [&](const Call& c) { return c.operation == operation; }));
}

void FakeEndpoint::forgetCalls() {
    std::lock_guard guard(m_lock);
    m_calls.clear();
}

void FakeEndpoint::setOpen(bool open) {
    if (open)
        listen(m_port);
    else
        close();
}

void FakeEndpoint::listen(int port) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener, 64) != 0)
        throw std::runtime_error("no port on loopback");
    socklen_t size = sizeof address;
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    std::lock_guard guard(m_lock);
    m_listener = listener;
    m_threads.emplace_back([this, listener] { accept(listener); });
}

void FakeEndpoint::close() {
    std::vector<std::thread> threads;
    {
        std::lock_guard guard(m_lock);
        if (m_listener >= 0) ::shutdown(m_listener, SHUT_RDWR);
        for (int socket : m_sockets)
            ::shutdown(socket, SHUT_RDWR);
        m_listener = -1;
    }
    for (;;) { // accept may have made one more thread meanwhile
        {
            std::lock_guard guard(m_lock);
            threads.swap(m_threads);
            for (int socket : m_sockets)
                ::shutdown(socket, SHUT_RDWR);
        }
        if (threads.empty()) return;
        for (std::thread& thread : threads)
            thread.join();
        threads.clear();
    }
}

void FakeEndpoint::accept(int listener) {
    for (;;) {
        const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) break;
        std::lock_guard guard(m_lock);
        if (m_listener != listener) {
            ::close(socket);
            break;
        }
        m_sockets.push_back(socket);
        m_threads.emplace_back([this, socket] { serve(socket); });
    }
    ::close(listener);
}

void FakeEndpoint::serve(int socket) {
    std::string buffer;
    while (answer(socket, buffer)) {
    }
    {
        std::lock_guard guard(m_lock);
        std::erase(m_sockets, socket);
    }
    ::close(socket);
}

/// Reads one request and answers it; false at the connection's end.
bool FakeEndpoint::answer(int socket, std::string& buffer) {
    char bytes[16384];
    std::size_t end = std::string::npos, length = 0;
    while (end == std::string::npos || buffer.size() < end + length) {
        const auto got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0) return false;
        buffer.append(bytes, static_cast<std::size_t>(got));
        if (end != std::string::npos) continue;
        if (const auto blank = buffer.find("\r\n\r\n"); blank != std::string::npos) {
            end = blank + 4;
            length = std::strtoul(header(buffer.substr(0, end), "content-length").c_str(), nullptr, 10);
        }
    }
    const std::string head = buffer.substr(0, end), body = buffer.substr(end, length);
    buffer.erase(0, end + length);
    const std::string target = header(head, "x-amz-target");
    Call call{target.substr(target.find('.') + 1), Json::parse(body).value_or(Json())};
    {
        std::lock_guard guard(m_lock);
        m_calls.push_back(call);
    }
    const Answer reply = m_handler(call.operation, call.input);
    const std::string text = "HTTP/1.1 " + std::to_string(reply.status) +
                             " X\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: " +
                             std::to_string(reply.body.size()) +
                             (reply.date.empty() ? std::string() : "\r\nDate: " + reply.date) +
                             "\r\n\r\n" + reply.body;
    return ::send(socket, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

} // namespace pilothouse::tests
