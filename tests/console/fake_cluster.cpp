// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/fake_cluster.h"

#include "tests/console/rows.h"

namespace pilothouse::tests {

namespace {

std::string numbered(const char* kind, int i) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "%05d", i);
    return arnStart + kind + "/default/" + digits;
}

} // namespace

FakeCluster::FakeCluster()
    : endpoint([this](const std::string& operation, const Json& input) { return answer(operation, input); }) {
    const std::string arn = arnStart + "cluster/default";
    clusters[arn] = Json::object({{"clusterArn", arn}, {"clusterName", "default"}, {"status", "ACTIVE"}});
}

std::string FakeCluster::serviceArn(int i) const {
    return numbered("service", i);
}

std::string FakeCluster::taskArn(int i) const {
    return numbered("task", i);
}

void FakeCluster::setServices(int count) {
    with([&] {
        services.clear();
        for (int i = 0; i < count; ++i) {
            const std::string arn = serviceArn(i);
            services[arn] = Json::object(
                {{"serviceArn", arn},
                 {"status", "ACTIVE"},
                 {"desiredCount", 1},
                 {"runningCount", 1},
                 {"deployments", Json::array({Json::object({{"id", "ecs-svc/1"}, {"status", "PRIMARY"}})})}});
        }
    });
}

void FakeCluster::setTasks(int count) {
    with([&] {
        tasks.clear();
        for (int i = 0; i < count; ++i)
            tasks[taskArn(i)] = Json::object({{"taskArn", taskArn(i)},
                                              {"desiredStatus", "RUNNING"},
                                              {"lastStatus", "RUNNING"},
                                              {"healthStatus", "HEALTHY"}});
    });
}

void FakeCluster::setInstances(int count) {
    with([&] {
        instances.clear();
        for (int i = 0; i < count; ++i) {
            const std::string arn = numbered("container-instance", i);
            instances[arn] = Json::object({{"containerInstanceArn", arn}, {"status", "ACTIVE"}});
        }
    });
}

void FakeCluster::with(const std::function<void()>& change) {
    std::lock_guard guard(m_lock);
    change();
}

void FakeCluster::setAnswer(const std::string& operation, std::optional<FakeEndpoint::Answer> answer) {
    std::lock_guard guard(m_lock);
    if (answer)
        m_answers[operation] = *answer;
    else
        m_answers.erase(operation);
}

/// Pages by the number of the first row as token.
FakeEndpoint::Answer FakeCluster::list(const std::map<std::string, Json>& rows, const char* member,
                                       const Json& input) {
    const std::size_t size = static_cast<std::size_t>(input.integer("maxResults", 10));
    if (size < 1 || size > 100) return FakeEndpoint::error("InvalidParameterException", "maxResults");
    std::size_t at = 0;
    const std::size_t from = std::strtoul(input.str("nextToken", "0").c_str(), nullptr, 10);
    Json arns = Json::array();
    bool more = false;
    const std::string wanted = input.str("desiredStatus");
    for (const auto& [arn, row] : rows) {
        if (!wanted.empty() && row.str("desiredStatus") != wanted) continue;
        if (at >= from + size) more = true;
        if (at >= from && at < from + size) arns.push(arn);
        ++at;
    }
    Json reply = Json::object({{member, std::move(arns)}});
    if (more) reply.set("nextToken", std::to_string(from + size));
    return FakeEndpoint::ok(reply);
}

FakeEndpoint::Answer FakeCluster::describe(const std::map<std::string, Json>& rows, const char* member,
                                           const char* reply, std::size_t most, const Json& input) {
    const Json& asked = input.at(member);
    if (asked.size() < 1 || asked.size() > most)
        return FakeEndpoint::error("InvalidParameterException", "batch of " + std::to_string(asked.size()));
    Json found = Json::array(), failures = Json::array();
    for (const Json& arn : asked.items())
        if (auto it = rows.find(arn.asString()); it != rows.end())
            found.push(it->second);
        else
            failures.push(Json::object({{"arn", arn}, {"reason", "MISSING"}}));
    return FakeEndpoint::ok(Json::object({{reply, std::move(found)}, {"failures", std::move(failures)}}));
}

FakeEndpoint::Answer FakeCluster::answer(const std::string& operation, const Json& input) {
    std::lock_guard guard(m_lock);
    if (auto it = m_answers.find(operation); it != m_answers.end()) return it->second;
    if (operation == "ListClusters") return list(clusters, "clusterArns", input);
    if (operation == "DescribeClusters") return describe(clusters, "clusters", "clusters", 100, input);
    if (operation == "ListServices") return list(services, "serviceArns", input);
    if (operation == "DescribeServices") return describe(services, "services", "services", 10, input);
    if (operation == "ListTasks") return list(tasks, "taskArns", input);
    if (operation == "DescribeTasks") return describe(tasks, "tasks", "tasks", 100, input);
    if (operation == "ListContainerInstances") return list(instances, "containerInstanceArns", input);
    if (operation == "DescribeContainerInstances")
        return describe(instances, "containerInstances", "containerInstances", 100, input);
    if (operation == "DescribeTaskDefinition") {
        auto it = definitions.find(input.str("taskDefinition"));
        if (it == definitions.end())
            return FakeEndpoint::error("ClientException", "Unable to describe task definition.");
        return FakeEndpoint::ok(Json::object({{"taskDefinition", it->second}}));
    }
    return FakeEndpoint::ok(Json::object());
}

} // namespace pilothouse::tests
