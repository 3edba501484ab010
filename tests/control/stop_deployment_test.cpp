// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// StopServiceDeployment, and UpdateService back to an earlier revision. Source: ECS developer guide,
// "Stopping Amazon ECS service deployments".
#include "core/store/store.h"
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

const std::string arns = "arn:aws:ecs:us-east-1:000000000000:";

Changes allRows(const State& state) {
    Changes all;
    State::each(state, [&]<typename Key, typename Row>(const std::map<Key, Ptr<Row>>& table) {
        Changes::of<Row>(all) = table;
    });
    return all;
}

} // namespace

class StopDeploymentTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;
    std::string first, second; ///< ARNs of service deployments: of web:1 that completed, of web:2

    std::string current() { return caller->service("web").str("currentServiceDeployment"); }
    Json deployment(const std::string& arn) {
        auto answer = caller->ok("DescribeServiceDeployments",
                                 Json::object({{"serviceDeploymentArns", Json::strings({arn})}}));
        return answer.at("serviceDeployments").at(std::size_t{0});
    }
    static Json stopping(const std::string& arn, const char* type) {
        Json input = Json::object({{"serviceDeploymentArn", arn}});
        if (*type) input.set("stopType", type);
        return input;
    }
    Json stop(const std::string& arn, const char* type = "") {
        return caller->ok("StopServiceDeployment", stopping(arn, type));
    }
    std::string refusal(const std::string& arn, const char* type = "") {
        return caller->refusal("StopServiceDeployment", stopping(arn, type));
    }
    std::string definition() { return caller->service("web").str("taskDefinition"); }
    /// Without their service: newest first.
    QStringList events(int most) {
        QStringList words;
        for (auto& event : caller->service("web").at("events").items())
            if (words.size() < most) words << q(event.str("message")).remove("(service web) ");
        return words;
    }
    int running(const std::string& definitionName) {
        int count = 0;
        for (auto& task : caller->world.tasks())
            count += isWanted(*task) && task->definition.text() == definitionName;
        return count;
    }
    /// The next deployment never gets healthy by itself: its image cannot be pulled.
    void rollToBroken() {
        caller->define("web", "{'containerDefinitions':[{'name':'app','image':'unpullable','memory':4}]}");
        caller->world.now += 1000;
        caller->ok("UpdateService", "{'service':'web','taskDefinition':'web:2'}");
        second = current();
        caller->world.round();
    }

private slots:
    void init() {
        caller = std::make_unique<Caller>();
        caller->world.instances(3);
        caller->define("web");
        caller->ok("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount':2}");
        first = current();
        caller->world.settle();
    }

    void rollsBackToTheLastCompletedOne_data() {
        QTest::addColumn<QString>("type");
        QTest::newRow("asked for") << "ROLLBACK";
        QTest::newRow("by default") << "";
    }
    void rollsBackToTheLastCompletedOne() {
        QFETCH(QString, type);
        rollToBroken();
        auto source = deployment(second).pointer("/sourceServiceRevisions/0/arn")->asString();
        QCOMPARE(q(stop(second, qPrintable(type)).dump()),
                 q(Json::object({{"serviceDeploymentArn", second}}).dump()));
        auto row = deployment(second);
        QVERIFY(row.str("status") == "ROLLBACK_IN_PROGRESS" || row.str("status") == "ROLLBACK_SUCCESSFUL");
        QCOMPARE(q(definition()), q(arns + "task-definition/web:1"));
        caller->world.settle();
        row = deployment(second);
        QCOMPARE(q(row.str("status")), QString("ROLLBACK_SUCCESSFUL"));
        QCOMPARE(q(row.str("statusReason")), QString("Service deployment rolled back by user."));
        QCOMPARE(q(row.pointer("/rollback/serviceRevisionArn")->asString()), q(source));
        QCOMPARE(q(row.pointer("/rollback/reason")->asString()),
                 QString("Service deployment rolled back by user."));
        QVERIFY(row.has("finishedAt"));
        QVERIFY(row.pointer("/deploymentCircuitBreaker/status")->asString() != "TRIGGERED");
        auto service = caller->service("web");
        QCOMPARE(service.at("deployments").size(), std::size_t{1});
        QCOMPARE(q(service.pointer("/deployments/0/rolloutState")->asString()), QString("COMPLETED"));
        QCOMPARE(service.integer("runningCount"), std::int64_t{2});
        QCOMPARE(running("web:1"), 2);
        QCOMPARE(q(current()), q(first));
    }

    void saysSoInItsEvents() {
        rollToBroken();
        const auto from = caller->service("web").pointer("/deployments/0/id")->asString();
        stop(second);
        const auto to = caller->service("web").pointer("/deployments/0/id")->asString();
        caller->world.settle();
        const auto said = events(20);
        const auto stopped = q("(deployment " + from + ") deployment stopped by user.");
        const auto back = q("rolling back to deployment " + to + ".");
        QVERIFY2(said.contains(stopped) && said.contains(back), qPrintable(said.join('\n')));
        QVERIFY(said.indexOf(back) < said.indexOf(stopped)); // newest first
        QCOMPARE(said.first(), QString("has reached a steady state."));
        for (auto& words : said)
            QVERIFY2(!words.contains("failed to start"), qPrintable(words));
    }

    void whileItRollsBackItGoesOn() {
        rollToBroken();
        stop(second);
        QCOMPARE(q(deployment(second).str("status")), QString("ROLLBACK_IN_PROGRESS")); // its tasks stop yet
        stop(second); // ECS: "continues the rollback operation"
        QVERIFY(refusal(second, "ABORT").starts_with("ConflictException"));
        caller->world.settle();
        QCOMPARE(q(deployment(second).str("status")), QString("ROLLBACK_SUCCESSFUL"));
    }

    void abortLeavesEverythingWhereItStands() {
        rollToBroken();
        const int before = running("web:1");
        stop(second, "ABORT");
        auto row = deployment(second);
        QCOMPARE(q(row.str("status")), QString("STOPPED"));
        QCOMPARE(q(row.str("statusReason")), QString("Service deployment stopped by user."));
        QVERIFY(row.has("stoppedAt") && row.has("finishedAt") && !row.has("rollback"));
        QCOMPARE(q(definition()), q(arns + "task-definition/web:2"));
        QCOMPARE(q(caller->service("web").pointer("/deployments/0/rolloutState")->asString()),
                 QString("FAILED"));
        caller->world.settle();
        for (int i = 0; i < 5; ++i) {
            caller->world.now += 60'000;
            caller->world.tick();
            caller->world.settle();
        }
        QCOMPARE(running("web:1"), before); // what served still serves
        QCOMPARE(running("web:2"), 0);      // no new attempt
        const auto id = caller->service("web").pointer("/deployments/0/id")->asString();
        QVERIFY(events(9).contains(q("(deployment " + id + ") deployment stopped by user.")));
        // Somebody changes the service: it goes on.
        caller->ok("UpdateService", "{'service':'web','taskDefinition':'web:1'}");
        caller->world.settle();
        QCOMPARE(running("web:1"), 2);
        QCOMPARE(caller->service("web").at("deployments").size(), std::size_t{1});
    }

    void whatServiceRevisionsHoldComesBackToo() {
        caller->define("far", "{'networkMode':'awsvpc','cpu':'256','memory':'512'}");
        Json network = json("{'awsvpcConfiguration':{'subnets':['subnet-1']}}");
        Json input = json("{'serviceName':'far','taskDefinition':'far','desiredCount':1}");
        input.set("networkConfiguration", network);
        caller->ok("CreateService", input);
        caller->world.settle();
        const auto before = caller->service("far").at("networkConfiguration");
        caller->world.now += 1000;
        caller->ok("UpdateService", "{'service':'far','networkConfiguration':{'awsvpcConfiguration':{"
                                    "'subnets':['subnet-2']}}}");
        QVERIFY(caller->service("far").at("networkConfiguration") != before);
        stop(caller->service("far").str("currentServiceDeployment"));
        QCOMPARE(q(caller->service("far").at("networkConfiguration").dump()), q(before.dump()));
    }

    void isDurable() {
        rollToBroken();
        caller->world.round();
        stop(second);
        auto store = store::Store::open(":memory:");
        QVERIFY(store && (*store)->commit(allRows(caller->world.state)));
        auto loaded = (*store)->load(caller->world.state.arns);
        QVERIFY(loaded && loaded->sameRows(caller->world.state));
        caller->world.state = std::move(*loaded);
        caller->world.settle();
        QCOMPARE(q(deployment(second).str("status")), QString("ROLLBACK_SUCCESSFUL"));
        QCOMPARE(running("web:1"), 2);
    }

    void onlyWhatIsUnderWayCanBeStopped() {
        QVERIFY(refusal(first).starts_with("ConflictException: The service deployment is SUCCESSFUL"));
        rollToBroken();
        caller->world.now += 1000;
        caller->ok("UpdateService", "{'service':'web','forceNewDeployment':true}");
        QVERIFY(refusal(second).starts_with("ConflictException: The service deployment is STOPPED"));
        stop(current());
        caller->world.settle();
        caller->ok("DeleteService", "{'service':'web','force':true}");
        QVERIFY(refusal(first).starts_with("ConflictException"));
    }

    void aConflictNamesTheDeployment() {
        auto reply = caller->call("StopServiceDeployment", stopping(first, ""));
        QVERIFY(!reply);
        QCOMPARE(q(reply.error().extra.dump()),
                 q(Json::object({{"resourceIds", Json::strings({first})}}).dump()));
    }

    void theFirstOneHasNothingToGoBackTo() {
        caller->define("new", "{'containerDefinitions':[{'name':'app','image':'unpullable','memory':4}]}");
        caller->ok("CreateService", "{'serviceName':'new','taskDefinition':'new','desiredCount':1}");
        auto arn = caller->service("new").str("currentServiceDeployment");
        QCOMPARE(
            q(refusal(arn)),
            QString("ConflictException: The service has no completed service deployment to roll back to."));
        QCOMPARE(q(deployment(arn).str("status")), QString("IN_PROGRESS")); // nothing changed
        stop(arn, "ABORT");
        QCOMPARE(q(deployment(arn).str("status")), QString("STOPPED"));
    }

    void refused_data() {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("error");
        const QString unknown = "ServiceDeploymentNotFoundException: Service deployment not found.";
        QTest::newRow("unknown") << "{'serviceDeploymentArn':'" + q(arns) +
                                        "service-deployment/default/web/nothing'}"
                                 << unknown;
        QTest::newRow("a revision") << "{'serviceDeploymentArn':'" + q(arns) + "service/default/web'}"
                                    << unknown;
        QTest::newRow("no ARN") << "{'serviceDeploymentArn':'web'}" << unknown;
        QTest::newRow("nothing") << "{}"
                                 << "InvalidParameterException";
        QTest::newRow("another type") << "{'serviceDeploymentArn':'web','stopType':'PAUSE'}"
                                      << "InvalidParameterException";
    }
    void refused() {
        QFETCH(QString, input);
        QFETCH(QString, error);
        auto got = q(caller->refusal("StopServiceDeployment", json(input.toStdString().c_str())));
        QVERIFY2(got.startsWith(error), qPrintable(got));
    }

    /// What people call a rollback where nothing is under way: a new deployment of an earlier revision.
    void anUpdateToAnEarlierRevisionIsADeploymentOfItsOwn() {
        caller->define("web", "{'containerDefinitions':[{'name':'app','image':'ok','memory':8}]}");
        caller->world.now += 1000;
        caller->ok("UpdateService", "{'service':'web','taskDefinition':'web:2'}");
        caller->world.settle();
        QCOMPARE(running("web:2"), 2);
        caller->world.now += 1000;
        caller->ok("UpdateService", "{'service':'web','taskDefinition':'web:1'}");
        auto third = current();
        QVERIFY(third != first);
        caller->world.settle();
        QCOMPARE(running("web:1"), 2);
        QCOMPARE(running("web:2"), 0);
        auto row = deployment(third);
        QCOMPARE(q(row.str("status")), QString("SUCCESSFUL"));
        QVERIFY(!row.has("rollback"));
        auto said = events(20);
        QCOMPARE(said.first(), QString("has reached a steady state."));
        const auto id = caller->service("web").pointer("/deployments/0/id")->asString();
        QVERIFY(said.contains(q("(deployment " + id + ") deployment completed.")));
        // An INACTIVE revision is not to be had any more.
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:2'}");
        QVERIFY(caller->refusal("UpdateService", "{'service':'web','taskDefinition':'web:2'}")
                    .starts_with("ClientException"));
    }
};

static pilothouse::tests::Registered<StopDeploymentTest> registered("stop_deployment");
#include "stop_deployment_test.moc"
