// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/raw_client.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cctype>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace pilothouse::tests {

std::string RawReply::header(std::string_view lowerName) const {
    for (auto& [name, value] : headers)
        if (name == lowerName) return value;
    return {};
}

RawClient::RawClient(int port) {
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    timeval limit{20, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) close();
}

void RawClient::close() {
    if (m_socket >= 0) ::close(m_socket);
    m_socket = -1;
}

void RawClient::reset() {
    linger now{1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

bool RawClient::halfClose() {
    return ::shutdown(m_socket, SHUT_WR) == 0;
}

bool RawClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawClient::fill() {
    char chunk[65536];
    auto got = ::recv(m_socket, chunk, sizeof chunk, 0);
    if (got <= 0) return false;
    m_buffer.append(chunk, static_cast<std::size_t>(got));
    return true;
}

bool RawClient::ended() {
    if (!m_buffer.empty()) return false;
    char byte;
    auto got = ::recv(m_socket, &byte, 1, 0);
    return got == 0 || (got < 0 && errno == ECONNRESET);
}

bool RawClient::endsWithin(Millis patience) {
    pollfd heard{m_socket, POLLIN, 0};
    return ::poll(&heard, 1, static_cast<int>(patience)) > 0;
}

std::optional<RawReply> RawClient::read() {
    std::size_t headEnd;
    while ((headEnd = m_buffer.find("\r\n\r\n")) == std::string::npos)
        if (!fill()) return {};
    RawReply reply;
    reply.status = std::atoi(m_buffer.c_str() + 9);
    std::string head = m_buffer.substr(0, headEnd + 2);
    m_buffer.erase(0, headEnd + 4);
    for (auto line = head.find("\r\n") + 2; line < head.size();) {
        auto end = head.find("\r\n", line);
        auto colon = head.find(": ", line);
        std::string name = head.substr(line, colon - line);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        reply.headers.emplace_back(name, head.substr(colon + 2, end - colon - 2));
        line = end + 2;
    }
    auto length = static_cast<std::size_t>(std::atoi(reply.header("content-length").c_str()));
    while (m_buffer.size() < length)
        if (!fill()) return {};
    reply.body = m_buffer.substr(0, length);
    m_buffer.erase(0, length);
    return reply;
}

sigv4::Headers Signer::headers(std::string_view operation, std::string_view body) const {
    sigv4::Request request;
    request.headers = {{"Host", "127.0.0.1:" + std::to_string(port)},
                       {"Content-Type", "application/x-amz-json-1.1"},
                       {"X-Amz-Target", "AmazonEC2ContainerServiceV20141113." + std::string(operation)}};
    request.body = body;
    for (auto& header : sigv4::sign(request, key, "us-east-1", "ecs", now))
        request.headers.push_back(header);
    return request.headers;
}

std::string Signer::text(const sigv4::Headers& headers, std::string_view body, std::string_view line) {
    std::string out(line);
    out += "\r\n";
    bool length = false;
    for (auto& [name, value] : headers) {
        out += name + ": " + value + "\r\n";
        length = length || name == "Content-Length" || name == "Transfer-Encoding";
    }
    if (!length) out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    out += "\r\n";
    out += body;
    return out;
}

} // namespace pilothouse::tests
