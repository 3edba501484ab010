// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/console/fake_endpoint.h"

#include <condition_variable>
#include <map>
#include <optional>
#include <vector>

namespace pilothouse::tests {

/// The fixed world as an ECS endpoint: answers List* and Describe* from tests/data/world, in pages and
/// batches, and refuses what ECS refuses. Acts are denied unless a test gives an answer. Its Date is the
/// clock's.
class Replay {
public:
    enum class State {
        normal,
        empty,     ///< the clusters are there and hold nothing
        loading,   ///< the clusters are there, nothing else is answered
        denied,    ///< the clusters may be seen, nothing else
        failed,    ///< the clusters are there, all else fails
        throttled, ///< every call is refused
    };

    Replay();
    ~Replay();

    void setState(State state);
    /// The answers of that operation from now on; without: the world's again.
    void setAnswer(const std::string& operation, std::optional<FakeEndpoint::Answer> answer);
    /// Changes rows of a Describe operation under the lock: "DescribeServices".
    void change(const std::string& describe, const std::function<void(Json::Array& rows)>& act);

    FakeEndpoint& endpoint() { return *m_endpoint; }

private:
    using Answer = FakeEndpoint::Answer;
    struct Kind;
    static const std::vector<Kind>& kinds();

    Answer answer(const std::string& operation, const Json& input);
    Answer fromWorld(const std::string& operation, const Json& input);
    std::optional<Answer> refusal(const std::string& operation);
    std::optional<std::string> clusterOf(const Json& input) const; ///< its ARN; "" if the input names none
    const Json::Array& rows(const std::string& describe) const;

    Answer list(const Kind& kind, const Json& input) const;
    Answer describe(const Kind& kind, const Json& input) const;
    Answer listDefinitions(const Json& input) const;
    Answer listFamilies(const Json& input) const;
    Answer describeDefinition(const Json& input) const;
    Answer listDeployments(const Json& input) const;

    mutable std::mutex m_lock;
    std::condition_variable m_changed;
    State m_state = State::normal;
    bool m_ends = false;
    std::map<std::string, Json> m_world; ///< by Describe operation
    std::map<std::string, Answer> m_answers;
    std::unique_ptr<FakeEndpoint> m_endpoint;
};

} // namespace pilothouse::tests
