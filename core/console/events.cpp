// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/arguments.h"
#include "core/console/reasons.h"

#include <array>

namespace pilothouse::console {

namespace {

struct Pattern {
    std::string_view words; ///< somewhere in the message: AWS writes the service's name in several brackets
    const char* code;
    std::string_view countAfter = {}; ///< a number follows these words
};

// AWS's service event messages (ECS developer guide, "Service event messages"), most special first.
constexpr std::array patterns{
    Pattern{"has reached a steady state", "event.steady"},
    Pattern{"deployment completed", "event.deploymentCompleted"},
    Pattern{"deployment failed", "event.deploymentFailed"},
    Pattern{"deployment stopped", "event.deploymentStopped"},
    Pattern{"rolling back to deployment", "event.rollingBack"},
    Pattern{"unable to consistently start tasks", "event.failingStarts"},
    Pattern{"because of the service deployment configuration", "event.boundsPrevent"},
    Pattern{"being throttled", "event.throttled"},
    Pattern{"No Container Instances were found", "event.noInstances"},
    Pattern{"insufficient CPU units", "event.noRoom.cpu"},
    Pattern{"insufficient memory", "event.noRoom.memory"},
    Pattern{"already using a port", "event.noRoom.ports"},
    Pattern{"encountered error \"AGENT\"", "event.noRoom.agent"},
    Pattern{"missing an attribute", "event.noRoom.attribute"},
    Pattern{"unable to place a task", "event.noRoom.room"},
    Pattern{"has begun draining connections", "event.draining", "draining connections on "},
    Pattern{"has started ", "event.started", "has started "},
    Pattern{"has stopped ", "event.stopped", "has stopped "},
    Pattern{" deregistered ", "event.deregistered", " deregistered "},
    Pattern{" registered ", "event.registered", " registered "},
};

std::optional<std::int64_t> numberAfter(std::string_view message, std::string_view words) {
    const auto at = message.find(words);
    if (at == std::string_view::npos) return std::nullopt;
    std::int64_t number = 0;
    std::size_t i = at + words.size();
    const std::size_t begin = i;
    for (; i < message.size() && message[i] >= '0' && message[i] <= '9' && i - begin < 9; ++i)
        number = number * 10 + (message[i] - '0');
    return i == begin ? std::nullopt : std::optional(number);
}

} // namespace

Reason explain(const ServiceEvent& event) {
    for (const Pattern& pattern : patterns) {
        if (event.message.find(pattern.words) == std::string::npos) continue;
        if (pattern.countAfter.empty()) return {pattern.code, {}};
        if (auto number = numberAfter(event.message, pattern.countAfter))
            return {pattern.code, {{"count", count(*number)}}};
    }
    return {"event.other", {{"words", words(event.message)}}};
}

} // namespace pilothouse::console
