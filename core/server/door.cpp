// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/door.h"

#include <algorithm>
#include <fmt/format.h>

namespace pilothouse::server {

namespace {

char lowered(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lowered(x) == lowered(y); });
}

/// Statuses by error type (ecs-api: 400 unless said).
int statusOf(std::string_view type) {
    if (type == "ServerException") return 500;
    if (type == "AccessDeniedException") return 403;
    return 400;
}

} // namespace

Answer errorAnswer(int status, std::string type, std::string message) {
    return {status, Json::object({{"__type", std::move(type)}, {"message", std::move(message)}}), false};
}

Answer errorAnswer(const control::ApiError& error) {
    auto answer = errorAnswer(statusOf(error.type), error.type, error.message);
    for (auto& [name, value] : error.extra.members())
        answer.body.set(name, value);
    return answer;
}

Answer answerOf(const control::Reply& reply) {
    if (!reply) return errorAnswer(reply.error());
    return {200, reply->isObject() ? *reply : Json::object(), false};
}

int Head::count(std::string_view name) const {
    return static_cast<int>(
        std::count_if(headers.begin(), headers.end(), [&](auto& h) { return sameName(h.first, name); }));
}

std::string_view Head::value(std::string_view name) const {
    auto it = std::find_if(headers.begin(), headers.end(), [&](auto& h) { return sameName(h.first, name); });
    return it == headers.end() ? std::string_view{} : std::string_view(it->second);
}

std::optional<Answer> checkHead(const Head& head, const std::vector<std::string>& hosts) {
    auto refused = [](int status, std::string type, std::string message) {
        auto answer = errorAnswer(status, std::move(type), std::move(message));
        answer.close = true;
        return answer;
    };
    // A page in a browser may send requests to this port, by any name that it makes point here.
    if (head.count("origin") > 0)
        return refused(403, "AccessDeniedException", "Requests of a web page are refused.");
    std::string host(head.value("host"));
    std::transform(host.begin(), host.end(), host.begin(), lowered);
    if (head.count("host") != 1 || std::find(hosts.begin(), hosts.end(), host) == hosts.end())
        return refused(403, "AccessDeniedException", "The Host header does not name this endpoint.");
    if (head.method != "POST")
        return refused(405, "UnknownOperationException", "This endpoint takes POST requests only.");
    if (head.target != "/")
        return refused(404, "UnknownOperationException", "This endpoint has the path / only.");
    if (head.count("x-amz-target") > 1)
        return refused(400, "UnknownOperationException", "More than one X-Amz-Target header.");
    return {};
}

std::vector<std::string> ownHosts(const std::string& localAddress, int port) {
    bool v6 = localAddress.find(':') != std::string::npos;
    std::vector<std::string> hosts;
    for (const std::string& name : {std::string("localhost"), std::string("127.0.0.1"), std::string("[::1]"),
                                    v6 ? "[" + localAddress + "]" : localAddress})
        hosts.push_back(fmt::format("{}:{}", name, port));
    return hosts;
}

} // namespace pilothouse::server
