// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/trouble/proxy.h"

#include <algorithm>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace pilothouse::tests {

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// One whole message from the front of what comes; "" at the connection's end.
std::string readMessage(int socket, std::string& buffer) {
    for (;;) {
        if (const auto blank = buffer.find("\r\n\r\n"); blank != std::string::npos) {
            const auto at = buffer.find("Content-Length: ");
            const auto length =
                at < blank ? std::strtoul(buffer.c_str() + at + 16, nullptr, 10) : std::size_t{0};
            if (buffer.size() >= blank + 4 + length) {
                auto message = buffer.substr(0, blank + 4 + length);
                buffer.erase(0, message.size());
                return message;
            }
        }
        char bytes[65536];
        const auto got = ::recv(socket, bytes, sizeof bytes, 0);
        if (got <= 0) return {};
        buffer.append(bytes, static_cast<std::size_t>(got));
    }
}

std::string between(const std::string& text, const std::string& before, const char* after) {
    const auto at = text.find(before);
    if (at == std::string::npos) return {};
    const auto from = at + before.size();
    return text.substr(from, text.find_first_of(after, from) - from);
}

void sendAll(int socket, const std::string& text) {
    for (std::size_t sent = 0; sent < text.size();) {
        const auto now = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (now <= 0) return;
        sent += static_cast<std::size_t>(now);
    }
}

} // namespace

Proxy::Proxy(const FakeEndpoint& behind) : m_behind(std::atoi(behind.url().c_str() + 17)) {
    listen(0);
}

Proxy::~Proxy() {
    {
        std::lock_guard guard(m_mutex);
        m_end = true;
    }
    m_changed.notify_all();
    close();
}

void Proxy::setRule(Rule rule) {
    {
        std::lock_guard guard(m_mutex);
        m_rule = std::move(rule);
        ++m_rules;
    }
    m_changed.notify_all();
}

void Proxy::setOpen(bool open) {
    open ? listen(m_port) : close();
}

void Proxy::setAhead(Millis ahead) {
    std::lock_guard guard(m_mutex);
    m_ahead = ahead;
}

int Proxy::count() const {
    std::lock_guard guard(m_mutex);
    return m_count;
}

int Proxy::held() const {
    std::lock_guard guard(m_mutex);
    return m_held;
}

void Proxy::listen(int port) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    auto address = loopback(port);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 64) != 0)
        throw std::runtime_error("no port on loopback");
    ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    std::lock_guard guard(m_mutex);
    m_listener = listener;
    m_threads.emplace_back([this, listener] { accept(listener); });
}

void Proxy::close() {
    for (;;) {
        std::vector<std::thread> threads;
        {
            std::lock_guard guard(m_mutex);
            if (m_listener >= 0) ::shutdown(m_listener, SHUT_RDWR);
            m_listener = -1;
            for (int socket : m_sockets)
                ::shutdown(socket, SHUT_RDWR);
            threads.swap(m_threads);
        }
        if (threads.empty()) return;
        for (auto& thread : threads)
            thread.join();
    }
}

void Proxy::accept(int listener) {
    for (;;) {
        const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
        std::lock_guard guard(m_mutex);
        if (socket < 0 || m_listener != listener) {
            if (socket >= 0) ::close(socket);
            break;
        }
        m_sockets.push_back(socket);
        m_threads.emplace_back([this, socket] { serve(socket); });
    }
    ::close(listener);
}

void Proxy::serve(int socket) {
    std::string buffer;
    while (pass(socket, buffer)) {
    }
    std::lock_guard guard(m_mutex);
    std::erase(m_sockets, socket);
    ::close(socket);
}

std::string Proxy::forward(const std::string& request) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(m_behind);
    std::string answer, buffer;
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        sendAll(socket, request);
        answer = readMessage(socket, buffer);
    }
    ::close(socket);
    return answer;
}

bool Proxy::pass(int socket, std::string& buffer) {
    const std::string text = readMessage(socket, buffer);
    if (text.empty()) return false;
    const Request request{between(text, "ContainerServiceV20141113.", "\r"),
                          between(text, "Credential=", "/"), text};
    Deed deed;
    Millis ahead;
    {
        std::unique_lock lock(m_mutex);
        ++m_count;
        for (;;) {
            const auto rules = m_rules;
            deed = m_rule(request);
            ahead = m_ahead;
            if (deed.kind != Deed::hold || m_end) break;
            ++m_held;
            m_changed.wait(lock, [&] { return m_end || rules != m_rules; });
            --m_held;
        }
    }
    if (deed.kind == Deed::hold) return false;
    if (deed.kind == Deed::reset) {
        const linger now{1, 0};
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        return false;
    }
    std::string answer = deed.kind == Deed::answer
                             ? "HTTP/1.1 " + std::to_string(deed.instead.status) +
                                   " X\r\nContent-Length: " + std::to_string(deed.instead.body.size()) +
                                   "\r\n\r\n" + deed.instead.body
                             : forward(text);
    if (answer.empty()) return false;
    if (ahead != 0)
        answer.insert(answer.find("\r\n") + 2, "Date: " + httpDate(SystemClock().now() + ahead) + "\r\n");
    const bool half = deed.kind == Deed::half;
    sendAll(socket, half ? answer.substr(0, answer.size() - 4) : answer);
    return !half;
}

} // namespace pilothouse::tests
