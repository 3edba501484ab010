// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/console/fake_endpoint.h"

#include <condition_variable>
#include <map>
#include <optional>

namespace pilothouse::tests {

/// One cluster "default" behind a FakeEndpoint: lists in pages, describes batches, and refuses what ECS
/// refuses (empty or too large batches, too large pages). Rows are JSON by ARN and may be changed at any
/// time.
class FakeCluster {
public:
    FakeCluster();
    ~FakeCluster(); ///< whoever waits for an answer gets one

    FakeEndpoint endpoint;

    void setServices(int count);
    void setTasks(int count);
    void setInstances(int count);
    void setDefinitions(int count);        ///< ACTIVE, in families of ten revisions
    void setServiceDeployments(int count); ///< of service 0, a second apart, each of a revision of its own
    void with(const std::function<void()>& change); ///< under the lock
    /// Only so many more calls are answered, the rest waits; without: all.
    void pace(std::optional<int> calls);
    /// The next answers of that operation; without: normal again.
    void setAnswer(const std::string& operation, std::optional<FakeEndpoint::Answer> answer);

    std::string serviceArn(int i) const;
    std::string taskArn(int i) const;
    std::string definitionArn(int i) const;
    std::string deploymentArn(int i) const;
    std::string revisionArn(int i) const;
    std::map<std::string, Json> clusters, services, tasks, instances, definitions, serviceDeployments,
        serviceRevisions;
    std::map<std::string, Json> definitionTags;

private:
    FakeEndpoint::Answer answer(const std::string& operation, const Json& input);
    FakeEndpoint::Answer list(const std::map<std::string, Json>& rows, const char* member, const Json& input,
                              const char* status = nullptr);
    FakeEndpoint::Answer listServiceDeployments(const Json& input);
    FakeEndpoint::Answer describeDefinition(const Json& input);
    FakeEndpoint::Answer describe(const std::map<std::string, Json>& rows, const char* member,
                                  const char* reply, std::size_t most, const Json& input);

    std::mutex m_lock;
    std::map<std::string, FakeEndpoint::Answer> m_answers;
    std::condition_variable m_permitted;
    std::optional<int> m_permits;
};

} // namespace pilothouse::tests
