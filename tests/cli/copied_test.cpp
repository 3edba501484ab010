// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// "Copy as aws command": what the window copies, run by a shell, asks for the same as the window.
#include "tests/cli/plane_process.h"
#include "tests/support/test_registry.h"
#include "ui/acts/act.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

class CopiedTest : public QObject {
    Q_OBJECT

    std::unique_ptr<PlaneProcess> m_plane;
    std::unique_ptr<AwsCli> m_aws;
    std::unique_ptr<aws::EcsClient> m_client;

    CliReply run(const std::string& operation, Json input) const {
        console::Snapshot snapshot;
        snapshot.endpointUrl = m_plane->endpoint().toStdString();
        snapshot.region = m_plane->region().toStdString();
        const QString command = ui::awsCommand({operation, std::move(input), {}}, snapshot);
        QProcess process;
        process.setProcessEnvironment(m_aws->environment);
        process.start("/bin/sh", {"-c", command});
        CliReply reply;
        const bool done = process.waitForFinished(300'000);
        reply.out = process.readAllStandardOutput();
        reply.err = process.readAllStandardError();
        if (done && process.exitStatus() == QProcess::NormalExit) reply.exit = process.exitCode();
        return reply;
    }
    static Json definition(const char* family, const char* network) {
        return Json::object(
            {{"family", family},
             {"networkMode", network},
             {"containerDefinitions",
              Json::array({Json::object({{"name", "app"}, {"image", "sim/app"}, {"memory", 64}})})}});
    }

private slots:
    void initTestCase() {
        m_plane = std::make_unique<PlaneProcess>();
        QVERIFY2(m_plane->ready(), qPrintable(m_plane->words()));
        m_aws = std::make_unique<AwsCli>(*m_plane);
        m_client = m_plane->client();
        QVERIFY(m_client->wait("RegisterTaskDefinition", definition("app", "bridge")));
        QVERIFY(m_client->wait("RegisterTaskDefinition", definition("own", "awsvpc")));
    }
    void cleanupTestCase() {
        m_client.reset();
        QCOMPARE(m_plane->stop(), 0);
    }

    void aServiceWithAllItsMembers() {
        const Json input = Json::object(
            {{"cluster", "default"},
             {"serviceName", "web"},
             {"taskDefinition", "own:1"},
             {"networkConfiguration",
              Json::object(
                  {{"awsvpcConfiguration", Json::object({{"subnets", Json::array({"subnet-1"})}})}})},
             {"desiredCount", 1},
             {"deploymentConfiguration",
              Json::object(
                  {{"minimumHealthyPercent", 50},
                   {"deploymentCircuitBreaker", Json::object({{"enable", true}, {"rollback", true}})}})},
             {"placementStrategy", Json::array({Json::object({{"type", "binpack"}, {"field", "memory"}})})},
             {"tags", Json::array({Json::object({{"key", "team"}, {"value", "it's ours"}})})}});
        const CliReply reply = run("CreateService", input);
        QVERIFY2(reply.exit == 0, qPrintable(reply.all()));
        const Json service = reply.json().at("service");
        QCOMPARE(service.at("networkConfiguration").at("awsvpcConfiguration").at("subnets"),
                 Json::array({"subnet-1"}));
        QCOMPARE(service.at("deploymentConfiguration").integer("minimumHealthyPercent"), 50);
        QCOMPARE(service.at("placementStrategy").at(std::size_t{0}).str("type"), std::string("binpack"));
    }
    void anUpdateWithABoolean() {
        const CliReply reply =
            run("UpdateService",
                Json::object({{"service", "web"}, {"desiredCount", 2}, {"forceNewDeployment", true}}));
        QVERIFY2(reply.exit == 0, qPrintable(reply.all()));
        QCOMPARE(reply.json().at("service").integer("desiredCount"), 2);
    }
    void aTaskWithOverridesAndItsEnd() {
        const CliReply reply = run(
            "RunTask",
            Json::object(
                {{"taskDefinition", "app:1"},
                 {"count", 1},
                 {"overrides",
                  Json::object({{"containerOverrides",
                                 Json::array({Json::object(
                                     {{"name", "app"},
                                      {"command", Json::array({"sh", "-c", "echo \"$HOME\" 'x'"})},
                                      {"environment", Json::array({Json::object(
                                                          {{"name", "A"}, {"value", "1 2"}})})}})})}})}}));
        QVERIFY2(reply.exit == 0, qPrintable(reply.all()));
        const Json task = reply.json().at("tasks").at(std::size_t{0});
        const Json container = task.at("overrides").at("containerOverrides").at(std::size_t{0});
        QCOMPARE(container.at("command").at(std::size_t{2}).asString(), std::string("echo \"$HOME\" 'x'"));
        // A reason that aws would take for an option goes whole.
        const CliReply stopped =
            run("StopTask", Json::object({{"task", task.str("taskArn")}, {"reason", "--force it"}}));
        QVERIFY2(stopped.exit == 0, qPrintable(stopped.all()));
        QCOMPARE(stopped.json().at("task").str("stoppedReason"), std::string("--force it"));
    }
    void instancesAndTheDeletionWithForce() {
        const auto listed = m_client->wait("ListContainerInstances", Json::object());
        QVERIFY(listed);
        const Json arns = listed->at("containerInstanceArns");
        const CliReply drained = run("UpdateContainerInstancesState",
                                     Json::object({{"containerInstances", arns}, {"status", "DRAINING"}}));
        QVERIFY2(drained.exit == 0, qPrintable(drained.all()));
        QCOMPARE(drained.json().at("containerInstances").size(), arns.size());
        const CliReply deleted = run("DeleteService", Json::object({{"service", "web"}, {"force", true}}));
        QVERIFY2(deleted.exit == 0, qPrintable(deleted.all()));
    }
};

static Registered<CopiedTest> registered("copied");
#include "copied_test.moc"
