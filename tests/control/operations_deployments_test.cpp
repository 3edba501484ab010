// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

const std::string arns = "arn:aws:ecs:us-east-1:000000000000:";

} // namespace

class OperationsDeploymentsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;

    Json list(const char* more = "{}") {
        Json input = json(more);
        input.setDefault("service", "web");
        return caller->ok("ListServiceDeployments", input).at("serviceDeployments");
    }
    Json deployment(const std::string& arn) {
        auto answer = caller->ok("DescribeServiceDeployments",
                                 Json::object({{"serviceDeploymentArns", Json::strings({arn})}}));
        return answer.at("serviceDeployments").at(std::size_t{0});
    }
    void roll(int times) {
        for (int i = 0; i < times; ++i) {
            caller->world.now += 1000;
            caller->ok("UpdateService", "{'service':'web','forceNewDeployment':true}");
            caller->world.settle();
        }
    }

private slots:
    void init() {
        caller = std::make_unique<Caller>();
        caller->world.instances(3);
        caller->define("web");
        caller->ok("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount':2,"
                                    "'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,"
                                    "'rollback':true}}}");
    }

    /// As Terraform waits for a steady state.
    void theDeploymentOfANewServiceIsFoundByItsDigits() {
        auto digits = caller->service("web").pointer("/deployments/0/id")->asString().substr(8);
        auto brief = list("{'createdAt':{'after':1699999999.5}}").at(std::size_t{0});
        QVERIFY(brief.str("targetServiceRevisionArn").ends_with(digits));
        QCOMPARE(q(brief.str("status")), QString("IN_PROGRESS"));
        auto arn = brief.str("serviceDeploymentArn");
        QCOMPARE(q(arn), q(caller->service("web").str("currentServiceDeployment")));
        QCOMPARE(q(deployment(arn).str("status")), QString("IN_PROGRESS"));
        caller->world.now += 500;
        caller->world.settle();
        auto done = deployment(arn);
        QCOMPARE(q(done.str("status")), QString("SUCCESSFUL"));
        QCOMPARE(done.at("finishedAt").asDouble(), 1700000000.5);
        QCOMPARE(list("{'createdAt':{'after':1700000000.0}}").size(), std::size_t{0});
    }

    void toldWhole() {
        caller->world.settle();
        auto arn = caller->service("web").str("currentServiceDeployment");
        auto digits = caller->service("web").pointer("/deployments/0/id")->asString().substr(8);
        auto configuration = caller->service("web").at("deploymentConfiguration").dump();
        auto wanted = json(
            "{'serviceDeploymentArn':'" + arn + "','serviceArn':'" + arns +
            "service/default/web','clusterArn':'" + arns +
            "cluster/default','createdAt':1700000000.0,'startedAt':1700000000.0,'finishedAt':1700000000.0,"
            "'status':'SUCCESSFUL','updatedAt':1700000000.0,'sourceServiceRevisions':[],"
            "'targetServiceRevision':{'arn':'" +
            arns + "service-revision/default/web/" + digits +
            "','requestedTaskCount':2,'runningTaskCount':2,'pendingTaskCount':0},'lifecycleHookDetails':[],"
            "'deploymentConfiguration':" +
            configuration +
            ",'deploymentCircuitBreaker':{'status':'MONITORING_COMPLETE','failureCount':0,'threshold':3},"
            "'alarms':{'status':'DISABLED','alarmNames':[],'triggeredAlarmNames':[]}}");
        QCOMPARE(q(deployment(arn).dump()), q(wanted.dump()));
    }

    void aNextOneNamesWhatItReplaces() {
        caller->world.settle();
        auto first = caller->service("web").pointer("/currentServiceRevisions/0/arn")->asString();
        caller->ok("UpdateService", "{'service':'web','forceNewDeployment':true}");
        auto next = deployment(caller->service("web").str("currentServiceDeployment"));
        QCOMPARE(next.at("sourceServiceRevisions").size(), std::size_t{1});
        QCOMPARE(q(next.pointer("/sourceServiceRevisions/0/arn")->asString()), q(first));
        QCOMPARE(next.pointer("/sourceServiceRevisions/0/runningTaskCount")->asInt(), 2);
    }

    void listedNewestFirstInPages() {
        caller->world.settle();
        roll(4);
        auto times = [](const Json& items) {
            std::vector<double> all;
            for (auto& item : items.items())
                all.push_back(item.at("createdAt").asDouble());
            return all;
        };
        std::vector<double> newestFirst = {1700000004, 1700000003, 1700000002, 1700000001, 1700000000};
        QCOMPARE(times(list()), newestFirst);
        std::vector<double> paged;
        Json input = json("{'service':'web','maxResults':2}");
        for (int pages = 0; pages < 9; ++pages) {
            auto answer = caller->ok("ListServiceDeployments", input);
            for (double time : times(answer.at("serviceDeployments")))
                paged.push_back(time);
            if (!answer.has("nextToken")) break;
            input.set("nextToken", answer.at("nextToken"));
        }
        QCOMPARE(paged, newestFirst);
        QCOMPARE(times(list("{'createdAt':{'after':1700000001,'before':1700000004}}")),
                 (std::vector<double>{1700000003, 1700000002}));
        QCOMPARE(list("{'status':['SUCCESSFUL']}").size(), std::size_t{5});
        QCOMPARE(list("{'status':['IN_PROGRESS','PENDING']}").size(), std::size_t{0});
    }

    void aRollbackIsPartOfTheDeploymentThatFailed() {
        caller->world.settle();
        auto good = caller->service("web").pointer("/currentServiceRevisions/0/arn")->asString();
        caller->define("web", "{'containerDefinitions':[{'name':'app','image':'unpullable','memory':4}]}");
        caller->ok("UpdateService", "{'service':'web','taskDefinition':'web:2'}");
        auto arn = caller->service("web").str("currentServiceDeployment");
        for (int i = 0; i < 30 && deployment(arn).str("status") == "IN_PROGRESS"; ++i) {
            caller->world.round();
            if (deployment(arn).str("status") == "IN_PROGRESS") caller->world.nextDeadline();
        }
        caller->world.settle();
        auto failed = deployment(arn);
        QCOMPARE(q(failed.str("status")), QString("ROLLBACK_SUCCESSFUL"));
        QCOMPARE(q(failed.pointer("/rollback/serviceRevisionArn")->asString()), q(good));
        QCOMPARE(q(failed.pointer("/rollback/reason")->asString()),
                 QString("ECS deployment circuit breaker: tasks failed to start."));
        QCOMPARE(q(failed.pointer("/deploymentCircuitBreaker/status")->asString()), QString("TRIGGERED"));
        QCOMPARE(failed.pointer("/deploymentCircuitBreaker/failureCount")->asInt(), 3);
    }

    void revisionsAreFrozen() {
        auto arn = caller->service("web").pointer("/currentServiceRevisions/0/arn")->asString();
        auto ask = Json::object({{"serviceRevisionArns", Json::strings({arn})}});
        auto before = caller->ok("DescribeServiceRevisions", ask).at("serviceRevisions");
        auto wanted =
            json("[{'serviceRevisionArn':'" + arn + "','serviceArn':'" + arns +
                 "service/default/web','clusterArn':'" + arns + "cluster/default','taskDefinition':'" + arns +
                 "task-definition/web:1','launchType':'EC2','loadBalancers':[],"
                 "'serviceRegistries':[],'containerImages':[{'containerName':'app','image':'ok'}],"
                 "'guardDutyEnabled':false,'volumeConfigurations':[],'vpcLatticeConfigurations':[]"
                 ",'createdAt':1700000000.0}]");
        QCOMPARE(q(before.dump()), q(wanted.dump()));
        caller->define("web");
        caller->ok("UpdateService", "{'service':'web','taskDefinition':'web:2','placementStrategy':[]}");
        QCOMPARE(q(caller->ok("DescribeServiceRevisions", ask).at("serviceRevisions").dump()),
                 q(before.dump()));
    }

    void whatIsUnknownIsMissing() {
        for (auto& [operation, member, kind] :
             {std::tuple{"DescribeServiceDeployments", "serviceDeploymentArns", "service-deployment"},
              std::tuple{"DescribeServiceRevisions", "serviceRevisionArns", "service-revision"}}) {
            auto digits = caller->service("web").pointer("/deployments/0/id")->asString().substr(8);
            for (const std::string& path :
                 {std::string("/default/web/nothing"), "/default/other/" + digits, "/" + digits}) {
                auto arn = arns + kind + path;
                auto answer = caller->ok(operation, Json::object({{member, Json::strings({arn})}}));
                auto wanted = Json::array({Json::object({{"arn", arn}, {"reason", "MISSING"}})});
                QCOMPARE(q(answer.at("failures").dump()), q(wanted.dump()));
            }
        }
    }

    void refused_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("error");
        QTest::newRow("cluster") << "ListServiceDeployments"
                                 << "{'service':'web','cluster':'no'}"
                                 << "ClusterNotFoundException: Cluster not found.";
        QTest::newRow("service") << "ListServiceDeployments"
                                 << "{'service':'no'}"
                                 << "ServiceNotFoundException: Service not found.";
        QTest::newRow("token") << "ListServiceDeployments"
                               << "{'service':'web','nextToken':'x'}"
                               << "InvalidParameterException: Invalid token: nextToken.";
        QTest::newRow("status")
            << "ListServiceDeployments"
            << "{'service':'web','status':['DONE']}"
            << "InvalidParameterException: Invalid value 'DONE' for status[0]. It must be "
               "one of: IN_PROGRESS, PENDING, ROLLBACK_FAILED, ROLLBACK_IN_PROGRESS, "
               "ROLLBACK_REQUESTED, ROLLBACK_SUCCESSFUL, STOPPED, STOP_REQUESTED, "
               "SUCCESSFUL.";
        QTest::newRow("none") << "DescribeServiceDeployments"
                              << "{'serviceDeploymentArns':[]}"
                              << "InvalidParameterException: serviceDeploymentArns must have 1 to 20 items.";
        QTest::newRow("no revisions")
            << "DescribeServiceRevisions"
            << "{'serviceRevisionArns':[]}"
            << "InvalidParameterException: serviceRevisionArns must have 1 to 20 items.";
    }
    void refused() {
        QFETCH(QString, operation);
        QFETCH(QString, input);
        QFETCH(QString, error);
        QCOMPARE(q(caller->refusal(operation.toStdString(), input.toStdString())), error);
    }
};

static pilothouse::tests::Registered<OperationsDeploymentsTest> registered("operations_deployments");
#include "operations_deployments_test.moc"
