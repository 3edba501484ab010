// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The fixed world as an endpoint, and its pictures.
#include "tests/support/test_registry.h"
#include "tests/world/scene/places.h"
#include "tests/world/scene/stage.h"

#include <QLabel>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class ReplayTest : public QObject {
    Q_OBJECT

private:
    /// One call, straight to the endpoint.
    static Result<Json> ask(Replay& world, const std::string& operation, Json input) {
        aws::EcsClient client(std::make_shared<net::HttpClient>(),
                              aws::Endpoint{world.endpoint().url(), "ap-northeast-1"},
                              std::make_shared<Key>());
        return client.wait(operation, std::move(input));
    }
    struct Key final : aws::CredentialsProvider {
        Result<aws::Credentials> credentials() override { return aws::Credentials{"AKID", "secret", "", 0}; }
        void forget() override {}
    };

private slots:
    void initTestCase() {
        enterTokyo();
        Theme::instance().install(ThemeChoice::light);
    }

    void pagesAndBatchesAreAsEcsHasThem() {
        Replay world;
        auto first = ask(world, "ListServices", Json::object({{"cluster", "production"}}));
        QVERIFY(first);
        QCOMPARE(first->at("serviceArns").size(), std::size_t(10));
        auto second = ask(world, "ListServices",
                          Json::object({{"cluster", "production"}, {"nextToken", first->str("nextToken")}}));
        QCOMPARE(second->at("serviceArns").size(), std::size_t(4));
        QVERIFY(!second->has("nextToken"));
        Json eleven = Json::array();
        for (int i = 0; i < 11; ++i)
            eleven.push("web");
        auto many =
            ask(world, "DescribeServices", Json::object({{"cluster", "production"}, {"services", eleven}}));
        QCOMPARE(many.error().code, std::string("aws.InvalidParameterException"));
        auto none = ask(world, "ListServices", Json::object({{"cluster", "elsewhere"}}));
        QCOMPARE(none.error().code, std::string("aws.ClusterNotFoundException"));
        auto missing = ask(world, "DescribeServices",
                           Json::object({{"cluster", "production"}, {"services", Json::array({"gone"})}}));
        QCOMPARE(missing->at("failures").at(std::size_t{0}).str("reason"), std::string("MISSING"));
    }

    void filtersChoose() {
        Replay world;
        auto count = [&](Json filter, const char* operation = "ListTasks", const char* member = "taskArns") {
            filter.setDefault("cluster", "production");
            return ask(world, operation, std::move(filter)).value_or(Json()).at(member).size();
        };
        QCOMPARE(count(Json::object()), std::size_t(74));
        QCOMPARE(count(Json::object({{"desiredStatus", "STOPPED"}})), std::size_t(27));
        QCOMPARE(count(Json::object({{"serviceName", "web"}})), std::size_t(15));
        QCOMPARE(count(Json::object({{"family", "worker"}})), std::size_t(10));
        QCOMPARE(
            count(Json::object({{"status", "DRAINING"}}), "ListContainerInstances", "containerInstanceArns"),
            std::size_t(1));
        QCOMPARE(count(Json::object({{"familyPrefix", "web"}}), "ListTaskDefinitions", "taskDefinitionArns"),
                 std::size_t(4));
        QCOMPARE(count(Json::object({{"service", "web"}}), "ListServiceDeployments", "serviceDeployments"),
                 std::size_t(4));
        auto newest = ask(world, "DescribeTaskDefinition", Json::object({{"taskDefinition", "web"}}));
        QCOMPARE(newest->at("taskDefinition").integer("revision"), 43);
    }

    void actsAreDeniedUntilATestAnswers() {
        Replay world;
        auto denied = ask(world, "UpdateService", Json::object({{"service", "web"}}));
        QCOMPARE(denied.error().code, std::string("aws.AccessDeniedException"));
        world.setAnswer("UpdateService", FakeEndpoint::ok(Json::object()));
        QVERIFY(ask(world, "UpdateService", Json::object({{"service", "web"}})).has_value());
    }

    /// Everything that a row names is there: an ARN of the world leads to a row of the world.
    void everyArnLeadsSomewhere() {
        Replay world;
        std::set<std::string> definitions, revisions, instances;
        std::vector<std::string> wanted;
        auto of = [&](const char* describe, const std::function<void(const Json&)>& look) {
            world.change(describe, [&](Json::Array& rows) {
                for (const Json& row : rows)
                    look(row);
            });
        };
        of("DescribeTaskDefinition",
           [&](const Json& row) { definitions.insert(row.at("taskDefinition").str("taskDefinitionArn")); });
        of("DescribeContainerInstances",
           [&](const Json& row) { instances.insert(row.str("containerInstanceArn")); });
        of("DescribeServiceRevisions", [&](const Json& row) {
            revisions.insert(row.str("serviceRevisionArn"));
            QVERIFY2(definitions.contains(row.str("taskDefinition")), row.str("taskDefinition").c_str());
        });
        of("DescribeServices", [&](const Json& row) {
            for (const Json& deployment : row.at("deployments").items())
                QVERIFY2(definitions.contains(deployment.str("taskDefinition")),
                         deployment.str("taskDefinition").c_str());
            for (const Json& revision : row.at("currentServiceRevisions").items())
                QVERIFY2(revisions.contains(revision.str("arn")), revision.str("arn").c_str());
        });
        of("DescribeServiceDeployments",
           [&](const Json& row) { QVERIFY(revisions.contains(row.at("targetServiceRevision").str("arn"))); });
        of("DescribeTasks", [&](const Json& row) {
            QVERIFY2(definitions.contains(row.str("taskDefinitionArn")), row.str("taskArn").c_str());
            if (row.has("containerInstanceArn"))
                QVERIFY2(instances.contains(row.str("containerInstanceArn")), row.str("taskArn").c_str());
        });
    }

    void thePictureIsTheSameAtEachRun() {
        QImage first, second;
        for (QImage* picture : {&first, &second}) {
            Stage stage({1100, 700});
            QVERIFY2(stage.show("services"), qPrintable(stage.error));
            *picture = stage.picture();
        }
        QVERIFY(!first.isNull());
        QVERIFY(first == second);
    }

    void theClockOfTheWindowIsTheWorlds() {
        Stage stage;
        QVERIFY2(stage.show("services"), qPrintable(stage.error));
        bool clock = false;
        for (auto* label : stage.window.findChildren<QWidget*>())
            clock = clock || label->accessibleName() == "14:32:08 JST" ||
                    label->property("text").toString() == "14:32:08 JST";
        QVERIFY(clock);
    }
};

static Registered<ReplayTest> registered("replay");
#include "replay_test.moc"
