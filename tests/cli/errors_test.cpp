// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Debian's aws command line says and returns when a call is refused: scripts match on both.
#include "tests/cli/plane_process.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

class ErrorsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PlaneProcess> m_plane;
    std::unique_ptr<AwsCli> m_aws;
    std::unique_ptr<aws::EcsClient> m_client;

    void must(const std::string& operation, Json input) {
        auto result = m_client->wait(operation, std::move(input));
        QVERIFY2(result.has_value(), result ? "" : describe(result.error()).c_str());
    }
    static Json definition(const std::string& family) {
        return Json::object(
            {{"family", family},
             {"containerDefinitions",
              Json::array({Json::object({{"name", "app"}, {"image", "sim/app"}, {"memory", 64}})})}});
    }

private slots:
    void initTestCase() {
        m_plane = std::make_unique<PlaneProcess>();
        QVERIFY2(m_plane->ready(), qPrintable(m_plane->words()));
        m_aws = std::make_unique<AwsCli>(*m_plane);
        m_client = m_plane->client();
        must("RegisterTaskDefinition", definition("app"));
        must("RegisterTaskDefinition", definition("old"));
        must("DeregisterTaskDefinition", Json::object({{"taskDefinition", "old:1"}}));
        must("CreateService",
             Json::object({{"serviceName", "web"}, {"taskDefinition", "app"}, {"desiredCount", 1}}));
    }
    void cleanupTestCase() {
        m_client.reset();
        QCOMPARE(m_plane->stop(), 0);
    }

    void refused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("said");
        auto row = [](const char* name, const QStringList& arguments, const char* type, const char* operation,
                      const char* message) {
            QTest::newRow(name) << arguments
                                << QString("An error occurred (%1) when calling the %2 operation: %3")
                                       .arg(type, operation, message);
        };
        row("cluster", {"list-services", "--cluster", "nowhere"}, "ClusterNotFoundException", "ListServices",
            "Cluster not found.");
        row("service", {"update-service", "--service", "nobody"}, "ServiceNotFoundException", "UpdateService",
            "Service not found.");
        row("definition", {"describe-task-definition", "--task-definition", "nothing"}, "ClientException",
            "DescribeTaskDefinition", "Unable to describe task definition.");
        row("run unknown", {"run-task", "--task-definition", "nothing"}, "ClientException", "RunTask",
            "TaskDefinition not found.");
        row("run inactive", {"run-task", "--task-definition", "old:1"}, "ClientException", "RunTask",
            "TaskDefinition is inactive");
        row("task", {"stop-task", "--task", "0123456789abcdef0123456789abcdef"}, "InvalidParameterException",
            "StopTask", "The referenced task was not found.");
        row("cluster in use", {"delete-cluster", "--cluster", "default"}, "ClusterContainsServicesException",
            "DeleteCluster", "The Cluster cannot be deleted while Services are active.");
        row("scaled above 0", {"delete-service", "--service", "web"}, "InvalidParameterException",
            "DeleteService", "The service cannot be stopped while it is scaled above 0.");
        row("other parameters",
            {"create-service", "--service-name", "web", "--task-definition", "app", "--desired-count", "9"},
            "InvalidParameterException", "CreateService", "Creation of service was not idempotent.");
        row("no image",
            {"register-task-definition", "--family", "x", "--container-definitions",
             "[{\"name\":\"a\",\"memory\":64}]"},
            "ClientException", "RegisterTaskDefinition", "Container.image should not be null or empty.");
        row("no memory",
            {"register-task-definition", "--family", "x", "--container-definitions",
             "[{\"name\":\"a\",\"image\":\"b\"}]"},
            "ClientException", "RegisterTaskDefinition",
            "Invalid setting for container 'a'. At least one of 'memory' or 'memoryReservation' must be "
            "specified.");
        row("no tasks", {"describe-tasks", "--tasks", "[]"}, "InvalidParameterException", "DescribeTasks",
            "Tasks cannot be empty.");
        row("eleven services",
            {"describe-services", "--services", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"},
            "InvalidParameterException", "DescribeServices", "service names can have at most 10 items.");
        row("not built",
            {"create-capacity-provider", "--name", "x", "--auto-scaling-group-provider",
             "autoScalingGroupArn=arn:aws:autoscaling:us-east-1:1:x"},
            "UnsupportedFeatureException", "CreateCapacityProvider",
            "CreateCapacityProvider is not supported by this endpoint.");
        row("not built, untyped", {"list-account-settings"}, "ClientException", "ListAccountSettings",
            "ListAccountSettings is not supported by this endpoint.");
    }
    void refused() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, said);
        auto reply = m_aws->ecs(arguments);
        QCOMPARE(reply.exit, 254);
        QCOMPARE(QString(reply.err.trimmed()), said);
        QCOMPARE(reply.out, QByteArray());
    }

    void wrongSecret() {
        AwsCli other(*m_plane);
        other.environment.insert("AWS_SECRET_ACCESS_KEY", "wrong");
        auto reply = other.ecs({"list-clusters"});
        QCOMPARE(reply.exit, 254);
        QVERIFY2(reply.err.contains("(InvalidSignatureException)"), reply.err);
    }
    void unknownKey() {
        AwsCli other(*m_plane);
        other.environment.insert("AWS_ACCESS_KEY_ID", "AKIDOTHER");
        auto reply = other.ecs({"list-clusters"});
        QCOMPARE(reply.exit, 254);
        QVERIFY2(reply.err.contains("(UnrecognizedClientException)"), reply.err);
    }
    void unsignedCall() {
        auto reply = m_aws->ecs({"list-clusters", "--no-sign-request"});
        QCOMPARE(reply.exit, 254);
        QVERIFY2(reply.err.contains("(MissingAuthenticationTokenException)"), reply.err);
    }
    void sessionTokenIsTaken() {
        AwsCli other(*m_plane);
        other.environment.insert("AWS_SESSION_TOKEN", "a token");
        QCOMPARE(other.ecs({"list-clusters"}).exit, 0);
    }

    void waitersFail() {
        auto missing = m_aws->ecs({"wait", "services-stable", "--services", "nobody"});
        QCOMPARE(missing.exit, 255);
        QVERIFY2(missing.err.contains("Waiter ServicesStable failed"), missing.err);
        auto gone = m_aws->ecs({"wait", "services-inactive", "--services", "nobody"});
        QCOMPARE(gone.exit, 255);
        auto running = m_aws->ecs({"wait", "tasks-running", "--tasks", "0123456789abcdef0123456789abcdef"});
        QCOMPARE(running.exit, 255);
        QVERIFY2(running.err.contains("MISSING"), running.err);
    }
    void taskThatCannotStart() {
        auto bad = definition("bad");
        bad.mutableMembers();
        bad.find("containerDefinitions")->mutableItems()[0].set("image", "sim/unpullable");
        must("RegisterTaskDefinition", bad);
        auto started = m_aws->ecs({"run-task", "--task-definition", "bad"}).json();
        auto task = QString::fromStdString(started.at("tasks").at(0).str("taskArn"));
        auto waited = m_aws->ecs({"wait", "tasks-running", "--tasks", task});
        QCOMPARE(waited.exit, 255);
        QVERIFY2(waited.err.contains("STOPPED"), waited.err);
        auto seen = m_aws->ecs({"describe-tasks", "--tasks", task}).json().at("tasks").at(0);
        QCOMPARE(seen.str("stopCode"), std::string("TaskFailedToStart"));
        QVERIFY(seen.str("stoppedReason").starts_with("CannotPullContainerError"));
    }
};

static pilothouse::tests::Registered<ErrorsTest> registered("errors");
#include "errors_test.moc"
