// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/dispatch.h"

#include <fmt/format.h>

namespace pilothouse::server {

namespace {

constexpr std::string_view targetPrefix = "AmazonEC2ContainerServiceV20141113.";

/// An empty body is an empty input.
Result<Json> parseInput(std::string_view body) {
    if (body.empty()) return Json::object();
    auto input = Json::parse(body);
    if (input && !input->isObject()) return fail("json.syntax", "another kind of value");
    return input;
}

} // namespace

Dispatcher::Dispatcher(const ServerOptions& options, Api api, const Clock& clock)
    : m_api(std::move(api)), m_clock(clock), m_caller(fmt::format("arn:aws:iam::{}:root", options.account)) {
    // The operation stands in a header only: unsigned, a recorded request could be turned into another.
    m_verifier.mustBeSigned = {"host", "x-amz-date", "x-amz-target"};
    sigv4::Key key{options.accessKeyId, options.secretAccessKey, {}};
    m_verifier.lookup = [key](std::string_view id) {
        return !key.accessKeyId.empty() && id == key.accessKeyId ? std::optional(key) : std::nullopt;
    };
}

std::optional<Answer> Dispatcher::refuseOperation(std::string_view operation) const {
    switch (m_api.standing(operation)) {
    case Standing::built:
        return {};
    case Standing::modelled:
        return errorAnswer(400, std::string(m_api.absentError(operation)),
                           fmt::format("{} is not supported by this endpoint.", operation));
    case Standing::unknown:
        break;
    }
    return errorAnswer(400, "UnknownOperationException", "The operation of X-Amz-Target is not known.");
}

void Dispatcher::handle(const Head& head, std::string_view body, std::function<void(Answer)> done) const {
    sigv4::Request request{head.method, head.target, head.headers, body};
    if (auto refusal = sigv4::verify(request, m_verifier, m_clock.now()))
        return done(errorAnswer(400, refusal->type, refusal->message));

    auto target = head.value("x-amz-target");
    bool ours = target.starts_with(targetPrefix);
    std::string operation(ours ? target.substr(targetPrefix.size()) : std::string_view{});
    if (auto refused = refuseOperation(operation)) return done(std::move(*refused));

    auto input = parseInput(body);
    if (!input) {
        // The parser's own words may repeat what was sent: only the place is told.
        auto& where = input.error().subject.empty() ? input.error().cause : input.error().subject;
        return done(errorAnswer(400, "SerializationException",
                                fmt::format("The body is not a JSON object: {}.", where)));
    }
    if (auto error = m_api.check(operation, *input))
        return done(errorAnswer(400, error->type, error->message));

    if (m_api.isRead(operation)) return done(answerOf(m_api.read(operation, *input)));
    m_api.write({std::move(operation), std::move(*input), m_caller},
                [done = std::move(done)](control::Reply reply) { done(answerOf(reply)); });
}

} // namespace pilothouse::server
