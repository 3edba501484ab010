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

FakeCluster::~FakeCluster() {
    pace({});
    endpoint.close(); // nobody answers from what is about to go
}

void FakeCluster::pace(std::optional<int> calls) {
    {
        std::lock_guard guard(m_lock);
        m_permits = calls;
    }
    m_permitted.notify_all();
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

std::string FakeCluster::definitionArn(int i) const {
    char family[16];
    std::snprintf(family, sizeof family, "f%04d", i / 10);
    return arnStart + "task-definition/" + family + ":" + std::to_string(i % 10 + 1);
}

std::string FakeCluster::deploymentArn(int i) const {
    return numbered("service-deployment", i);
}

std::string FakeCluster::revisionArn(int i) const {
    return numbered("service-revision", i);
}

void FakeCluster::setDefinitions(int count) {
    with([&] {
        definitions.clear();
        for (int i = 0; i < count; ++i)
            definitions[definitionArn(i)] =
                Json::object({{"taskDefinitionArn", definitionArn(i)}, {"status", "ACTIVE"}});
    });
}

void FakeCluster::setServiceDeployments(int count) {
    with([&] {
        serviceDeployments.clear();
        serviceRevisions.clear();
        for (int i = 0; i < count; ++i) {
            serviceDeployments[deploymentArn(i)] =
                Json::object({{"serviceDeploymentArn", deploymentArn(i)},
                              {"status", "SUCCESSFUL"},
                              {"createdAt", Json::seconds(1'700'000'000'000 + i * 10'000)},
                              {"targetServiceRevision",
                               Json::object({{"arn", revisionArn(i)}, {"runningTaskCount", 1}})}});
            serviceRevisions[revisionArn(i)] =
                Json::object({{"serviceRevisionArn", revisionArn(i)}, {"taskDefinition", definitionArn(i)}});
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
                                       const Json& input, const char* status) {
    const std::size_t size = static_cast<std::size_t>(input.integer("maxResults", 10));
    if (size < 1 || size > 100) return FakeEndpoint::error("InvalidParameterException", "maxResults");
    std::size_t at = 0;
    const std::size_t from = std::strtoul(input.str("nextToken", "0").c_str(), nullptr, 10);
    Json arns = Json::array();
    bool more = false;
    const std::string wanted = status ? input.str(status) : std::string();
    for (const auto& [arn, row] : rows) {
        if (!wanted.empty() && row.str(status) != wanted) continue;
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

FakeEndpoint::Answer FakeCluster::describeDefinition(const Json& input) {
    auto it = definitions.find(input.str("taskDefinition"));
    if (it == definitions.end())
        return FakeEndpoint::error("ClientException", "Unable to describe task definition.");
    Json reply = Json::object({{"taskDefinition", it->second}});
    if (input.at("include").size() > 0) reply.set("tags", definitionTags[it->first]);
    return FakeEndpoint::ok(reply);
}

/// Brief ones, as the API lists them, in no order of time.
FakeEndpoint::Answer FakeCluster::listServiceDeployments(const Json& input) {
    if (input.str("service") != serviceArn(0) || input.str("cluster") != "default")
        return FakeEndpoint::error("ServiceNotFoundException", "Service not found.");
    std::map<std::string, Json> asked;
    const auto after = input.at("createdAt").millis("after");
    for (const auto& [arn, row] : serviceDeployments)
        if (!after || row.millis("createdAt").value_or(0) > *after) asked[arn] = row;
    auto page = list(asked, "serviceDeployments", input);
    auto reply = Json::parse(page.body);
    if (page.status != 200 || !reply) return page;
    Json briefs = Json::array();
    for (const Json& arn : reply->at("serviceDeployments").items()) {
        const Json& row = asked[arn.asString()];
        Json brief = Json::object({{"serviceDeploymentArn", arn},
                                   {"targetServiceRevisionArn", row.at("targetServiceRevision").at("arn")}});
        for (const char* member : {"status", "createdAt"})
            if (row.has(member)) brief.set(member, row.at(member));
        briefs.push(std::move(brief));
    }
    reply->set("serviceDeployments", std::move(briefs));
    return FakeEndpoint::ok(*reply);
}

FakeEndpoint::Answer FakeCluster::answer(const std::string& operation, const Json& input) {
    std::unique_lock guard(m_lock);
    m_permitted.wait(guard, [&] { return !m_permits || *m_permits > 0; });
    if (m_permits) --*m_permits;
    if (auto it = m_answers.find(operation); it != m_answers.end()) return it->second;
    if (operation == "ListClusters") return list(clusters, "clusterArns", input);
    if (operation == "DescribeClusters") return describe(clusters, "clusters", "clusters", 100, input);
    if (operation == "ListServices") return list(services, "serviceArns", input);
    if (operation == "DescribeServices") return describe(services, "services", "services", 10, input);
    if (operation == "ListTasks") return list(tasks, "taskArns", input, "desiredStatus");
    if (operation == "DescribeTasks") return describe(tasks, "tasks", "tasks", 100, input);
    if (operation == "ListContainerInstances") return list(instances, "containerInstanceArns", input);
    if (operation == "DescribeContainerInstances")
        return describe(instances, "containerInstances", "containerInstances", 100, input);
    if (operation == "ListTaskDefinitions") return list(definitions, "taskDefinitionArns", input, "status");
    if (operation == "DescribeTaskDefinition") return describeDefinition(input);
    if (operation == "ListServiceDeployments") return listServiceDeployments(input);
    if (operation == "DescribeServiceDeployments")
        return describe(serviceDeployments, "serviceDeploymentArns", "serviceDeployments", 20, input);
    if (operation == "DescribeServiceRevisions")
        return describe(serviceRevisions, "serviceRevisionArns", "serviceRevisions", 20, input);
    return FakeEndpoint::ok(Json::object());
}

} // namespace pilothouse::tests
