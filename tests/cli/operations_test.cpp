// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Debian's aws command line through the 21 operations of this plane that it knows, in the order of a life:
// cluster, definition, instances, tasks, service, end.
#include "tests/cli/plane_process.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <set>

using namespace pilothouse;
using namespace pilothouse::tests;

class OperationsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PlaneProcess> m_plane;
    std::unique_ptr<AwsCli> m_aws;
    std::set<QString> m_used;

    static constexpr const char* containers =
        "[{\"name\":\"app\",\"image\":\"sim/app\",\"memory\":64,\"essential\":true,"
        "\"environment\":[{\"name\":\"COLOUR\",\"value\":\"blue\"}]}]";
    static std::string arn(const std::string& rest) { return "arn:aws:ecs:us-east-1:000000000000:" + rest; }

    /// A call that must succeed; its answer.
    Json call(const QStringList& arguments) {
        m_used.insert(arguments[0]);
        auto reply = m_aws->ecs(arguments);
        if (reply.exit != 0 || !reply.err.isEmpty())
            QTest::qFail(qPrintable(arguments.join(' ') + "\n" + reply.all()), __FILE__, __LINE__);
        return reply.json();
    }
    /// Debian's command line is older than StopServiceDeployment: that one call is signed here; what came of
    /// it the command line tells.
    void stopsADeployment() {
        call({"register-task-definition", "--family", "broken", "--container-definitions",
              R"([{"name":"app","image":"sim/unpullable","memory":64}])"});
        call({"update-service", "--service", "web", "--task-definition", "broken"});
        auto client = m_plane->client();
        auto listed =
            client->wait("ListServiceDeployments",
                         Json::object({{"service", "web"}, {"status", Json::array({"IN_PROGRESS"})}}));
        QVERIFY(listed && listed->at("serviceDeployments").size() == 1);
        auto deployment = listed->at("serviceDeployments").at(0).str("serviceDeploymentArn");
        auto ask = Json::object({{"serviceDeploymentArn", deployment}});
        auto stopped = client->wait("StopServiceDeployment", ask);
        QVERIFY2(stopped && *stopped == ask,
                 stopped ? stopped->dump().c_str() : describe(stopped.error()).c_str());
        call({"wait", "services-stable", "--services", "web"});
        auto seen = call({"describe-services", "--services", "web"}).at("services").at(0);
        QCOMPARE(seen.str("taskDefinition"), arn("task-definition/app:2"));
        auto again = client->wait("StopServiceDeployment", ask);
        QVERIFY(!again && again.error().code == "aws.ConflictException");
    }
    static bool whole(const Json& value) { return value.isInt(); }

private slots:
    void initTestCase() {
        m_plane = std::make_unique<PlaneProcess>();
        QVERIFY2(m_plane->ready(), qPrintable(m_plane->words()));
        m_aws = std::make_unique<AwsCli>(*m_plane);
    }

    void clusters() {
        auto made = call({"create-cluster", "--cluster-name", "blue"}).at("cluster");
        QCOMPARE(made.str("clusterArn"), arn("cluster/blue"));
        QCOMPARE(made.str("status"), std::string("ACTIVE"));
        QVERIFY(whole(made.at("runningTasksCount")));
        auto seen = call({"describe-clusters", "--clusters", "blue", "nowhere"});
        QCOMPARE(seen.at("clusters").size(), std::size_t{1});
        QCOMPARE(seen.at("failures").at(0).str("reason"), std::string("MISSING"));
        QCOMPARE(seen.at("failures").at(0).str("arn"), arn("cluster/nowhere"));
        auto arns = call({"list-clusters"}).at("clusterArns");
        QCOMPARE(arns.size(), std::size_t{2});
        auto text = m_aws->ecs({"list-clusters", "--query", "sort(clusterArns)[0]", "--output", "text"});
        QCOMPARE(text.out.trimmed().toStdString(), arn("cluster/blue"));
    }

    void definitions() {
        for (int revision = 1; revision <= 2; ++revision) {
            auto made = call({"register-task-definition", "--family", "app", "--container-definitions",
                              containers, "--network-mode", "bridge"})
                            .at("taskDefinition");
            QCOMPARE(made.str("taskDefinitionArn"), arn("task-definition/app:" + std::to_string(revision)));
            QCOMPARE(made.integer("revision"), std::int64_t{revision});
            QCOMPARE(made.str("status"), std::string("ACTIVE"));
        }
        auto seen = call({"describe-task-definition", "--task-definition", "app"}).at("taskDefinition");
        QCOMPARE(seen.integer("revision"), std::int64_t{2});
        auto& container = seen.at("containerDefinitions").at(0);
        QCOMPARE(container.str("image"), std::string("sim/app"));
        QCOMPARE(container.at("environment").at(0).str("value"), std::string("blue"));
        QVERIFY(container.at("mountPoints").isArray());
        QCOMPARE(call({"list-task-definitions", "--family-prefix", "app"}).at("taskDefinitionArns").size(),
                 std::size_t{2});
        QCOMPARE(call({"list-task-definition-families"}).at("families").at(0).asString(), std::string("app"));
        auto gone = call({"deregister-task-definition", "--task-definition", "app:1"}).at("taskDefinition");
        QCOMPARE(gone.str("status"), std::string("INACTIVE"));
        QCOMPARE(call({"list-task-definitions", "--status", "INACTIVE"}).at("taskDefinitionArns").size(),
                 std::size_t{1});
    }

    void instances() {
        auto arns = call({"list-container-instances"}).at("containerInstanceArns");
        QVERIFY(arns.size() >= 1);
        auto first = QString::fromStdString(arns.at(0).asString());
        auto seen = call({"describe-container-instances", "--container-instances", first});
        auto& instance = seen.at("containerInstances").at(0);
        QCOMPARE(instance.str("status"), std::string("ACTIVE"));
        QVERIFY(instance.boolean("agentConnected"));
        QVERIFY(instance.at("remainingResources").size() >= 2);
        for (const char* status : {"DRAINING", "ACTIVE"}) {
            auto changed = call(
                {"update-container-instances-state", "--container-instances", first, "--status", status});
            QCOMPARE(changed.at("containerInstances").at(0).str("status"), std::string(status));
        }
        QCOMPARE(
            call({"list-container-instances", "--status", "DRAINING"}).at("containerInstanceArns").size(),
            std::size_t{0});
    }

    void tasks() {
        auto started = call({"run-task", "--task-definition", "app", "--count", "2", "--started-by", "me"});
        QCOMPARE(started.at("failures").size(), std::size_t{0});
        QCOMPARE(started.at("tasks").size(), std::size_t{2});
        QString one = QString::fromStdString(started.at("tasks").at(0).str("taskArn"));
        QString two = QString::fromStdString(started.at("tasks").at(1).str("taskArn"));
        QCOMPARE(call({"wait", "tasks-running", "--tasks", one, two}).isNull(), true);
        auto seen = call({"describe-tasks", "--tasks", one}).at("tasks").at(0);
        QCOMPARE(seen.str("lastStatus"), std::string("RUNNING"));
        QCOMPARE(seen.str("taskDefinitionArn"), arn("task-definition/app:2"));
        QCOMPARE(seen.str("startedBy"), std::string("me"));
        QCOMPARE(seen.at("containers").at(0).str("lastStatus"), std::string("RUNNING"));
        QCOMPARE(call({"list-tasks", "--started-by", "me"}).at("taskArns").size(), std::size_t{2});
        auto stopping = call({"stop-task", "--task", one, "--reason", "enough"}).at("task");
        QCOMPARE(stopping.str("desiredStatus"), std::string("STOPPED"));
        call({"stop-task", "--task", two});
        call({"wait", "tasks-stopped", "--tasks", one, two});
        auto stopped = call({"describe-tasks", "--tasks", one}).at("tasks").at(0);
        QCOMPARE(stopped.str("lastStatus"), std::string("STOPPED"));
        QCOMPARE(stopped.str("stoppedReason"), std::string("enough"));
        QCOMPARE(stopped.str("stopCode"), std::string("UserInitiated"));
    }

    void service() {
        auto made = call({"create-service", "--service-name", "web", "--task-definition", "app",
                          "--desired-count", "2"})
                        .at("service");
        QCOMPARE(made.str("serviceArn"), arn("service/default/web"));
        QCOMPARE(made.at("deployments").size(), std::size_t{1});
        call({"wait", "services-stable", "--services", "web"});
        auto seen = call({"describe-services", "--services", "web"}).at("services").at(0);
        QCOMPARE(seen.integer("runningCount"), std::int64_t{2});
        QCOMPARE(seen.str("taskDefinition"), arn("task-definition/app:2"));
        QVERIFY(seen.at("events").size() > 0);
        QCOMPARE(call({"list-services"}).at("serviceArns").at(0).asString(), arn("service/default/web"));
        QCOMPARE(call({"list-tasks", "--service-name", "web"}).at("taskArns").size(), std::size_t{2});
        auto scaled = call({"update-service", "--service", "web", "--desired-count", "3"}).at("service");
        QCOMPARE(scaled.integer("desiredCount"), std::int64_t{3});
        call({"wait", "services-stable", "--services", "web"});
        stopsADeployment();
        auto deleted = call({"delete-service", "--service", "web", "--force"}).at("service");
        QCOMPARE(deleted.str("status"), std::string("DRAINING"));
        QCOMPARE(call({"list-services"}).at("serviceArns").size(), std::size_t{0});
        call({"wait", "services-inactive", "--services", "web"});
        QCOMPARE(call({"describe-services", "--services", "web"}).at("services").at(0).str("status"),
                 std::string("INACTIVE"));
    }

    void clusterGoes() {
        auto gone = call({"delete-cluster", "--cluster", "blue"}).at("cluster");
        QCOMPARE(gone.str("status"), std::string("INACTIVE"));
        QCOMPARE(call({"list-clusters"}).at("clusterArns").size(), std::size_t{1});
    }

    void everyOperationWasUsed() {
        m_used.erase("wait");
        QCOMPARE(m_used.size(), std::size_t{21});
    }

    void endsCleanly() { QCOMPARE(m_plane->stop(), 0); }
};

static pilothouse::tests::Registered<OperationsTest> registered("operations");
#include "operations_test.moc"
