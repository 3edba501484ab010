// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/reply.h"

#include <fmt/format.h>

namespace pilothouse::aws {

namespace {

/// "com.amazonaws.ecs#ClientException:http://..." to "ClientException", as the AWS tools read it.
std::string shortType(std::string_view type) {
    if (auto hash = type.rfind('#'); hash != std::string_view::npos) type.remove_prefix(hash + 1);
    return std::string(type.substr(0, type.find(':')));
}

std::string messageOf(const Json& body) {
    for (auto* name : {"message", "Message"})
        if (auto text = body.str(name); !text.empty()) return text;
    return {};
}

/// The start of what a proxy or a stranger said, on one line.
std::string excerpt(std::string_view body) {
    std::string out(body.substr(0, 200));
    for (char& c : out)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return out;
}

} // namespace

Reply readReply(const net::Response& response, const std::string& operation) {
    Reply reply;
    auto body = Json::parse(response.body);
    bool object = body && body->isObject();
    if (response.status == 200) {
        if (object)
            reply.value = std::move(*body);
        else
            reply.error = {"aws.badReply", operation, excerpt(response.body)};
        return reply;
    }
    if (object) reply.type = shortType(body->str("__type"));
    if (reply.type.empty()) reply.type = shortType(response.header("x-amzn-errortype"));
    if (reply.type.empty()) {
        reply.error = {"aws.badReply", operation,
                       fmt::format("HTTP {}: {}", response.status, excerpt(response.body))};
    } else {
        reply.error = {"aws." + reply.type, operation, object ? messageOf(*body) : std::string()};
        for (auto& arn : object ? body->at("resourceIds").items() : Json::Array{})
            reply.error.args.emplace_back("resource", arn.asString());
    }
    reply.error.args.emplace_back("status", std::to_string(response.status));
    return reply;
}

} // namespace pilothouse::aws
