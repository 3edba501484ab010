// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/aws/scripted_server.h"

#include <cstdlib>
#include <netinet/in.h>
#include <optional>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace pilothouse::tests {

namespace {

/// Reads until `wanted` bytes or, with 0, the end of the head are there; false: gone or the end came.
bool fill(int socket, std::string& buffer, std::size_t wanted, const std::atomic<bool>& end) {
    while (wanted ? buffer.size() < wanted : buffer.find("\r\n\r\n") == std::string::npos) {
        pollfd fd{socket, POLLIN, 0};
        if (::poll(&fd, 1, 20) == 0) {
            if (end) return false;
            continue;
        }
        char chunk[65536];
        auto got = ::recv(socket, chunk, sizeof chunk, 0);
        if (got <= 0) return false;
        buffer.append(chunk, static_cast<std::size_t>(got));
    }
    return true;
}

std::optional<ScriptedServer::Seen> readRequest(int socket, std::string& buffer,
                                                const std::atomic<bool>& end) {
    if (!fill(socket, buffer, 0, end)) return {};
    ScriptedServer::Seen seen;
    auto headEnd = buffer.find("\r\n\r\n");
    seen.request.method = buffer.substr(0, buffer.find(' '));
    auto target = buffer.find(' ') + 1;
    seen.request.target = buffer.substr(target, buffer.find(' ', target) - target);
    for (auto line = buffer.find("\r\n") + 2; line < headEnd + 2;) {
        auto lineEnd = buffer.find("\r\n", line), colon = buffer.find(": ", line);
        seen.request.headers.emplace_back(buffer.substr(line, colon - line),
                                          buffer.substr(colon + 2, lineEnd - colon - 2));
        line = lineEnd + 2;
    }
    auto length = static_cast<std::size_t>(std::atoi(seen.header("content-length").c_str()));
    if (!fill(socket, buffer, headEnd + 4 + length, end)) return {};
    seen.body = buffer.substr(headEnd + 4, length);
    buffer.erase(0, headEnd + 4 + length);
    return seen;
}

std::string textOf(const ScriptedServer::Answer& answer) {
    std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " X\r\n";
    for (auto& [name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    return text + "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
}

} // namespace

std::string ScriptedServer::Seen::header(std::string_view name) const {
    for (auto& [n, v] : request.headers)
        if (n.size() == name.size() && ::strncasecmp(n.data(), name.data(), n.size()) == 0) return v;
    return {};
}

std::string ScriptedServer::Seen::operation() const {
    auto target = header("x-amz-target");
    return target.substr(target.find('.') + 1);
}

ScriptedServer::ScriptedServer() {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(m_listener, 64);
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { run(); });
}

ScriptedServer::~ScriptedServer() {
    m_end = true;
    m_thread.join();
    ::close(m_listener);
}

void ScriptedServer::script(std::vector<Answer> answers) {
    std::scoped_lock lock(m_mutex);
    m_script.assign(answers.begin(), answers.end());
}

std::vector<ScriptedServer::Seen> ScriptedServer::seen() {
    std::scoped_lock lock(m_mutex);
    auto copy = m_seen;
    for (auto& one : copy)
        one.request.body = one.body;
    return copy;
}

std::size_t ScriptedServer::count() {
    std::scoped_lock lock(m_mutex);
    return m_seen.size();
}

ScriptedServer::Answer ScriptedServer::next(Seen seen) {
    std::scoped_lock lock(m_mutex);
    m_seen.push_back(std::move(seen));
    if (m_script.empty()) return {};
    auto answer = m_script.front();
    m_script.pop_front();
    return answer;
}

void ScriptedServer::run() {
    std::vector<std::thread> connections;
    while (!m_end) {
        pollfd fd{m_listener, POLLIN, 0};
        if (::poll(&fd, 1, 20) <= 0) continue;
        int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket >= 0) connections.emplace_back([this, socket] { serve(socket); });
    }
    for (auto& connection : connections)
        connection.join();
}

void ScriptedServer::serve(int socket) {
    std::string buffer;
    while (auto seen = readRequest(socket, buffer, m_end)) {
        auto answer = next(std::move(*seen));
        if (answer.kind == Answer::reset) {
            linger now{1, 0};
            ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
            break;
        }
        if (answer.kind == Answer::silence) continue;
        auto text = textOf(answer);
        if (::send(socket, text.data(), text.size(), MSG_NOSIGNAL) < 0) break;
    }
    ::close(socket);
}

} // namespace pilothouse::tests
