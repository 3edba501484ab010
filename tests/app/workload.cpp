// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/workload.h"

#include "core/base/arn.h"

#include <QTest>
#include <fmt/format.h>

namespace pilothouse::tests {

namespace {

constexpr int patience = 60'000;

QString text(const std::string& words) {
    return QString::fromStdString(words);
}

std::vector<std::string> idsOf(const Json& arns) {
    std::vector<std::string> ids;
    for (auto& arn : arns.items())
        ids.emplace_back(lastPart(arn.asString()));
    return ids;
}

} // namespace

bool Workload::call(Daemon& daemon, const std::string& operation, const std::string& input) {
    auto reply = daemon.call(operation, input.c_str());
    if (reply) m_reply = std::move(*reply);
    return reply.has_value();
}

bool Workload::runTask(Daemon& daemon, const std::string& token) {
    if (!call(
            daemon, "RunTask",
            fmt::format(R"({{"taskDefinition":"kill","startedBy":"{}","clientToken":"{}"}})", token, token)))
        return false;
    m_tasks[token] = lastPart(m_reply.at("tasks").at(std::size_t{0}).str("taskArn"));
    return true;
}

void Workload::run(Daemon& daemon) {
    if (!call(daemon, "RegisterTaskDefinition",
              fmt::format(R"({{"family":"kill","containerDefinitions":[{{"name":"c","image":"{}",
                              "cpu":16,"memory":16,"stopTimeout":2}}]}})",
                          m_image)))
        return;
    m_definition = m_reply.at("taskDefinition").str("taskDefinitionArn");
    m_asked = 2;
    if (!call(daemon, "CreateService", R"({"serviceName":"web","taskDefinition":"kill","desiredCount":2})"))
        return;
    m_desired = 2;
    if (!runTask(daemon, "one")) return;
    m_asked = 3;
    if (!call(daemon, "UpdateService", R"({"service":"web","desiredCount":3})")) return;
    m_desired = 3;
    if (!call(daemon, "StopTask", fmt::format(R"({{"task":"{}","reason":"test"}})", m_tasks["one"]))) return;
    m_stopped.insert(m_tasks["one"]);
    if (!runTask(daemon, "two")) return;
    if (!call(daemon, "CreateCluster", R"({"clusterName":"extra"})")) return;
    m_extraCluster = true;
    if (!call(daemon, "UpdateService", R"({"service":"web","forceNewDeployment":true})")) return;
    (void)QTest::qWaitFor([&] { return !daemon.isRunning() || steady(daemon); }, patience);
    // Whatever the loop still does by itself after that: more calls, until it comes to its point.
    for (int i = 0; daemon.isRunning() && i < 40; ++i)
        if (!runTask(daemon, fmt::format("more-{}", i))) return;
}

bool Workload::steady(Daemon& daemon) {
    if (!call(daemon, "DescribeServices", R"({"services":["web"]})")) return false;
    auto& service = m_reply.at("services").at(std::size_t{0});
    return service.at("deployments").size() == 1 && service.integer("pendingCount") == 0 &&
           service.integer("runningCount") == service.integer("desiredCount");
}

QString Workload::check(Daemon& daemon) {
    if (!m_definition.empty() && (!call(daemon, "DescribeTaskDefinition", R"({"taskDefinition":"kill"})") ||
                                  m_reply.at("taskDefinition").str("taskDefinitionArn") != m_definition))
        return "the definition is not there";
    if (m_extraCluster && (!call(daemon, "DescribeClusters", R"({"clusters":["extra"]})") ||
                           m_reply.at("clusters").size() != 1))
        return "the cluster is not there";
    if (!m_definition.empty())
        for (auto token : {"one", "two"}) {
            auto answered = m_tasks.find(token) == m_tasks.end() ? "" : m_tasks[token];
            if (!runTask(daemon, token)) return "RunTask is refused after the restart";
            if (!answered.empty() && m_tasks[token] != answered)
                return text(fmt::format("token {} made {} and then {}", token, answered, m_tasks[token]));
        }
    if (auto broken = checkService(daemon); !broken.isEmpty()) return broken;
    return m_definition.empty() ? QString() : checkTasks(daemon);
}

QString Workload::checkService(Daemon& daemon) {
    if (m_asked == 0) return {};
    if (!call(daemon, "DescribeServices", R"({"services":["web"]})")) return "DescribeServices is refused";
    if (m_reply.at("services").size() == 0) return m_desired ? "the service is not there" : "";
    auto desired = m_reply.at("services").at(std::size_t{0}).integer("desiredCount");
    if (desired != m_asked && desired != m_desired)
        return text(fmt::format("desiredCount is {}, {} was answered", desired, *m_desired));
    if (!QTest::qWaitFor([&] { return steady(daemon); }, patience))
        return "the service does not become steady: " + text(m_reply.dump());
    if (!call(daemon, "ListTasks", R"({"serviceName":"web","desiredStatus":"RUNNING"})"))
        return "ListTasks is refused";
    auto ids = idsOf(m_reply.at("taskArns"));
    m_running.insert(ids.begin(), ids.end());
    if (static_cast<std::int64_t>(ids.size()) != desired)
        return text(fmt::format("{} tasks where {} are desired", ids.size(), desired));
    return {};
}

QString Workload::checkTasks(Daemon& daemon) {
    std::map<std::string, int> started; // by whom, of all that the plane knows
    for (auto status : {"RUNNING", "STOPPED"}) {
        if (!call(daemon, "ListTasks", fmt::format(R"({{"family":"kill","desiredStatus":"{}"}})", status)))
            return "ListTasks is refused";
        if (m_reply.at("taskArns").size() == 0) continue;
        auto described = daemon.call("DescribeTasks", Json::object({{"tasks", m_reply.at("taskArns")}}));
        if (!described) return "DescribeTasks is refused";
        for (auto& task : described->at("tasks").items())
            ++started[task.str("startedBy")];
    }
    for (auto& [token, id] : m_tasks) {
        if (started[token] != 1) return text(fmt::format("token {} has {} tasks", token, started[token]));
        bool stopped = m_stopped.count(id) == 1;
        auto reached = QTest::qWaitFor(
            [&] {
                if (!call(daemon, "DescribeTasks", fmt::format(R"({{"tasks":["{}"]}})", id))) return false;
                auto& task = m_reply.at("tasks").at(std::size_t{0});
                // A StopTask that was not answered may have been kept or not.
                return task.str("lastStatus") ==
                           (stopped || task.str("desiredStatus") == "STOPPED" ? "STOPPED" : "RUNNING") &&
                       (!stopped || task.str("stoppedReason") == "test");
            },
            patience);
        if (!reached) return text(fmt::format("task {} of {}: {}", id, token, m_reply.dump()));
        if (m_reply.at("tasks").at(std::size_t{0}).str("lastStatus") == "RUNNING") m_running.insert(id);
    }
    return {};
}

} // namespace pilothouse::tests
