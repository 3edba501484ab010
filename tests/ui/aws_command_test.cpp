// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The command that sends the same request: its shapes. tests/cli runs such commands with the real aws.
#include "tests/support/test_registry.h"
#include "ui/acts/act.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;

class AwsCommandTest : public QObject {
    Q_OBJECT

    static QString of(const std::string& operation, Json input, const char* url = "",
                      const char* region = "") {
        console::Snapshot snapshot;
        snapshot.endpointUrl = url;
        snapshot.region = region;
        return awsCommand({operation, std::move(input), {}}, snapshot);
    }

private slots:
    void namesAreSpelledAsAwsSpellsThem() {
        QCOMPARE(of("UpdateService", Json::object({{"desiredCount", 4}, {"enableECSManagedTags", true}})),
                 QStringLiteral("aws ecs update-service --desired-count 4 --enable-ecs-managed-tags"));
        QCOMPARE(
            of("StopServiceDeployment", Json::object({{"serviceDeploymentArn", "a"}, {"stopType", "ABORT"}})),
            QStringLiteral("aws ecs stop-service-deployment --service-deployment-arn a --stop-type ABORT"));
    }
    void whereItGoes() {
        QCOMPARE(
            of("ListClusters", Json::object(), "http://127.0.0.1:7717/", "us-east-1"),
            QStringLiteral("aws ecs list-clusters --endpoint-url http://127.0.0.1:7717/ --region us-east-1"));
        QCOMPARE(of("ListClusters", Json::object(), "https://ecs.eu-west-1.amazonaws.com", "eu-west-1"),
                 QStringLiteral("aws ecs list-clusters --region eu-west-1"));
    }
    void booleansHaveTwoForms() {
        QCOMPARE(of("DeleteService", Json::object({{"service", "web"}, {"force", true}})),
                 QStringLiteral("aws ecs delete-service --service web --force"));
        QCOMPARE(of("UpdateService", Json::object({{"forceNewDeployment", false}})),
                 QStringLiteral("aws ecs update-service --no-force-new-deployment"));
    }
    void listsOfWordsAreWordsAndTheRestIsJson() {
        QCOMPARE(of("DescribeTasks", Json::object({{"tasks", Json::array({"a", "b c"})}})),
                 QStringLiteral("aws ecs describe-tasks --tasks a 'b c'"));
        QCOMPARE(of("DescribeTasks", Json::object({{"tasks", Json::array()}})),
                 QStringLiteral("aws ecs describe-tasks --tasks '[]'"));
        QCOMPARE(of("RunTask",
                    Json::object({{"networkConfiguration",
                                   Json::object({{"awsvpcConfiguration",
                                                  Json::object({{"subnets", Json::array({"s"})}})}})}})),
                 QStringLiteral("aws ecs run-task --network-configuration "
                                "'{\"awsvpcConfiguration\":{\"subnets\":[\"s\"]}}'"));
        QCOMPARE(of("CreateService",
                    Json::object({{"tags", Json::array({Json::object({{"key", "a"}, {"value", "b"}})})}})),
                 QStringLiteral("aws ecs create-service --tags '[{\"key\":\"a\",\"value\":\"b\"}]'"));
    }
    void wordsAreSafeInAShell() {
        QCOMPARE(of("StopTask", Json::object({{"reason", "it's $HOME; `ls` 日本"}})),
                 QStringLiteral("aws ecs stop-task --reason 'it'\\''s $HOME; `ls` 日本'"));
    }
    void whatAwsWouldReadOtherwiseGoesWhole() {
        for (const char* word : {"-x", "file:///etc/passwd", "http://x", "[a]", ""})
            QVERIFY2(of("StopTask", Json::object({{"task", "t"}, {"reason", word}}))
                         .startsWith(QStringLiteral("aws ecs stop-task --cli-input-json '{\"task\":\"t\",")),
                     word);
    }
};

static pilothouse::tests::Registered<AwsCommandTest> registered("aws_command");
#include "aws_command_test.moc"
