// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

const std::string arns = "arn:aws:ecs:us-east-1:000000000000:";

} // namespace

class OperationsServicesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;

    Json create(const char* more = "{}") {
        Json input = json("{'serviceName':'web','taskDefinition':'web','desiredCount':2}");
        auto changes = json(more);
        for (auto& [member, value] : changes.members())
            input.set(member, value);
        return caller->ok("CreateService", input).at("service");
    }
    Json update(const char* more) {
        Json input = json(more);
        input.set("service", "web");
        return caller->ok("UpdateService", input).at("service");
    }
    std::size_t deployments() { return caller->service("web").at("deployments").size(); }

private slots:
    void init() {
        caller = std::make_unique<Caller>();
        caller->world.instances(3);
        caller->define("web");
        caller->define("web");
        caller->define("far", "{'networkMode':'awsvpc','cpu':'256','memory':'512'}");
    }

    void aNewServiceIsToldWhole() {
        auto service = create();
        auto digits = service.pointer("/deployments/0/id")->asString().substr(8);
        QCOMPARE(digits.size(), std::size_t{19});
        auto deploymentArn = service.str("currentServiceDeployment");
        QVERIFY(deploymentArn.starts_with(arns + "service-deployment/default/web/"));
        auto wanted = json(
            "{'serviceArn':'" + arns + "service/default/web','serviceName':'web','clusterArn':'" + arns +
            "cluster/default','status':'ACTIVE','desiredCount':2,'taskDefinition':'" + arns +
            "task-definition/web:2','deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':false,"
            "'rollback':false,'resetOnHealthyTask':true,'thresholdConfiguration':{'type':'BOUNDED_PERCENT',"
            "'value':50}},'maximumPercent':200,'minimumHealthyPercent':100,'strategy':'ROLLING',"
            "'bakeTimeInMinutes':0},'launchType':'EC2','loadBalancers':[],'serviceRegistries':[],"
            "'placementConstraints':[],'placementStrategy':[],'healthCheckGracePeriodSeconds':0,"
            "'schedulingStrategy':'REPLICA','deploymentController':{'type':'ECS'},'enableECSManagedTags':"
            "false,'propagateTags':'NONE','enableExecuteCommand':false,'availabilityZoneRebalancing':"
            "'DISABLED','runningCount':0,'pendingCount':0,'deployments':[{'id':'ecs-svc/" +
            digits + "','status':'PRIMARY','taskDefinition':'" + arns +
            "task-definition/web:2','desiredCount':0,'pendingCount':0,'runningCount':0,'failedTasks':0,"
            "'createdAt':1700000000.0,'updatedAt':1700000000.0,'launchType':'EC2','rolloutState':"
            "'IN_PROGRESS','rolloutStateReason':'ECS deployment ecs-svc/" +
            digits +
            " in progress.','volumeConfigurations':[],'vpcLatticeConfigurations':[]}],"
            "'currentServiceRevisions':[{'arn':'" +
            arns + "service-revision/default/web/" + digits +
            "','requestedTaskCount':0,'runningTaskCount':0,'pendingTaskCount':0}],'currentServiceDeployment'"
            ":'" +
            deploymentArn +
            "','events':[],'createdAt':1700000000.0,'createdBy':"
            "'arn:aws:iam::000000000000:root','resourceManagementType':'CUSTOMER'}");
        QCOMPARE(q(service.dump()), q(wanted.dump()));
    }

    void onceItRuns() {
        create();
        caller->world.settle();
        auto service = caller->service("web");
        QCOMPARE(service.integer("runningCount"), 2);
        QCOMPARE(service.integer("pendingCount"), 0);
        auto deployment = service.at("deployments").at(std::size_t{0});
        QCOMPARE(deployment.integer("desiredCount"), 2);
        QCOMPARE(deployment.integer("runningCount"), 2);
        QCOMPARE(q(deployment.str("rolloutState")), QString("COMPLETED"));
        auto events = service.at("events");
        QVERIFY(events.size() >= 2);
        QCOMPARE(q(events.pointer("/0/message")->asString()),
                 QString("(service web) has reached a steady state."));
        auto& oldest = events.at(events.size() - 1);
        QVERIFY(oldest.str("message").starts_with("(service web) has started 2 tasks: (task "));
        QVERIFY(oldest.at("createdAt").isNumber());
        QCOMPARE(oldest.str("id").size(), std::size_t{36});
        QCOMPARE(service.pointer("/currentServiceRevisions/0/runningTaskCount")->asInt(), 2);
    }

    void tasksAreTheServices() {
        create();
        auto arn = caller->all("ListTasks", "taskArns", json("{'serviceName':'web'}")).at(0);
        auto task = caller->task(arn);
        QCOMPARE(q(task.str("group")), QString("service:web"));
        QCOMPARE(q(task.str("startedBy")),
                 q(caller->service("web").pointer("/deployments/0/id")->asString()));
    }

    void onFargate() {
        auto service = create("{'taskDefinition':'far','launchType':'FARGATE','networkConfiguration':{"
                              "'awsvpcConfiguration':{'subnets':['s'],'securityGroups':['g'],"
                              "'assignPublicIp':'ENABLED'}}}");
        QCOMPARE(q(service.str("launchType")), QString("FARGATE"));
        QCOMPARE(q(service.str("platformVersion")), QString("LATEST"));
        QCOMPARE(q(service.str("platformFamily")), QString("Linux"));
        auto deployment = service.at("deployments").at(std::size_t{0});
        QCOMPARE(q(deployment.str("platformVersion")), QString("1.4.0"));
        QCOMPARE(q(deployment.at("networkConfiguration").dump()),
                 q(service.at("networkConfiguration").dump()));
    }

    void placementFieldsComeBackAsEcsWritesThem() {
        auto service = create("{'placementStrategy':[{'type':'binpack','field':'memory'},{'type':'spread',"
                              "'field':'host'}]}");
        QCOMPARE(
            q(service.at("placementStrategy").dump()),
            q(json("[{'type':'binpack','field':'MEMORY'},{'type':'spread','field':'instanceId'}]").dump()));
    }

    void tagsOnInclude() {
        QVERIFY(create("{'tags':[{'key':'team','value':'a'}]}").has("tags"));
        QVERIFY(!caller->service("web").has("tags"));
        QCOMPARE(q(caller->service("web", "['TAGS']").at("tags").dump()),
                 q(json("[{'key':'team','value':'a'}]").dump()));
    }

    void tagsGoToTasks_data() {
        QTest::addColumn<QString>("more");
        QTest::addColumn<QString>("tags");
        QTest::newRow("none") << "{}"
                              << "[]";
        QTest::newRow("service's") << "{'propagateTags':'SERVICE'}"
                                   << "[{'key':'of','value':'service'}]";
        QTest::newRow("definition's") << "{'propagateTags':'TASK_DEFINITION'}"
                                      << "[{'key':'of','value':'definition'}]";
        QTest::newRow("managed") << "{'enableECSManagedTags':true}"
                                 << "[{'key':'aws:ecs:clusterName','value':'default'},{'key':"
                                    "'aws:ecs:serviceName','value':'web'}]";
    }
    void tagsGoToTasks() {
        QFETCH(QString, more);
        QFETCH(QString, tags);
        caller->define("tagged", "{'tags':[{'key':'of','value':'definition'}]}");
        Json input = json(more.toStdString());
        input.set("taskDefinition", "tagged");
        input.set("tags", json("[{'key':'of','value':'service'}]"));
        create(input.dump().c_str());
        auto arn = caller->all("ListTasks", "taskArns", Json::object()).at(0);
        QCOMPARE(q(caller->task(arn, "['TAGS']").at("tags").dump()), q(json(tags.toStdString()).dump()));
    }

    void creatingItAgainIsTheSameOrRefused() {
        create();
        auto rows = caller->world.state.deployments;
        create();
        QVERIFY(caller->world.state.deployments == rows);
        QCOMPARE(q(caller->refusal("CreateService",
                                   "{'serviceName':'web','taskDefinition':'web','desiredCount':3}")),
                 QString("InvalidParameterException: Creation of service was not idempotent."));
    }

    void aTokenGivesTheServiceThatItMade() {
        create("{'clientToken':'t'}");
        update("{'desiredCount':5}");
        QCOMPARE(create("{'clientToken':'t'}").integer("desiredCount"), 5);
        QVERIFY(!caller
                     ->refusal("CreateService", "{'serviceName':'web','taskDefinition':'web','desiredCount'"
                                                ":2,'clientToken':'other'}")
                     .empty());
    }

    void updatesThatStartADeployment_data() {
        QTest::addColumn<QString>("change");
        QTest::addColumn<bool>("starts");
        auto row = [](const char* change, bool starts) { QTest::newRow(change) << change << starts; };
        row("{'taskDefinition':'web:1'}", true);
        row("{'forceNewDeployment':true}", true);
        row("{'taskDefinition':'web:2'}", false); // what it runs already
        row("{'desiredCount':1}", false);
        row("{'deploymentConfiguration':{'maximumPercent':150}}", false);
        row("{'availabilityZoneRebalancing':'ENABLED'}", false);
        row("{'placementStrategy':[{'type':'random'}]}", false);
        row("{'placementConstraints':[{'type':'distinctInstance'}]}", false);
        row("{'healthCheckGracePeriodSeconds':9}", false);
        row("{'enableExecuteCommand':false}", false);
        row("{'enableECSManagedTags':true}", false);
        row("{'propagateTags':'SERVICE'}", false);
        row("{'loadBalancers':[]}", false);
        row("{}", false);
    }
    void updatesThatStartADeployment() {
        QFETCH(QString, change);
        QFETCH(bool, starts);
        create();
        caller->world.settle();
        update(change.toStdString().c_str());
        QCOMPARE(deployments(), starts ? std::size_t{2} : std::size_t{1});
        caller->world.settle();
        QCOMPARE(deployments(), std::size_t{1});
        auto input = json(change.toStdString());
        auto service = caller->service("web");
        for (auto& [member, value] : input.members())
            if (value.isInt() || value.isString()) {
                auto told = service.at(member);
                if (member == "taskDefinition") told = std::string(lastPart(told.asString()));
                QCOMPARE(q(told.dump()), q(value.dump()));
            }
    }

    void aNetworkThatChangesStartsADeployment() {
        create("{'taskDefinition':'far','networkConfiguration':{'awsvpcConfiguration':{'subnets':['a']}}}");
        caller->world.settle();
        update("{'networkConfiguration':{'awsvpcConfiguration':{'subnets':['b']}}}");
        auto service = caller->service("web");
        auto subnet = "/networkConfiguration/awsvpcConfiguration/subnets/0";
        QCOMPARE(service.at("deployments").size(), std::size_t{2});
        QCOMPARE(q(service.at("deployments").at(std::size_t{0}).pointer(subnet)->asString()), QString("b"));
        QCOMPARE(q(service.at("deployments").at(1).pointer(subnet)->asString()), QString("a"));
        update("{'networkConfiguration':{'awsvpcConfiguration':{'subnets':['b']}}}"); // the same
        QCOMPARE(caller->service("web").at("deployments").size(), std::size_t{2});
    }

    void updatesMerge() {
        create("{'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'rollback':true}},"
               "'placementStrategy':[{'type':'random'}]}");
        auto service = update("{'deploymentConfiguration':{'minimumHealthyPercent':50}}");
        auto configuration = service.at("deploymentConfiguration");
        QCOMPARE(configuration.integer("minimumHealthyPercent"), 50);
        QCOMPARE(configuration.integer("maximumPercent"), 200);
        QVERIFY(configuration.at("deploymentCircuitBreaker").boolean("rollback"));
        QCOMPARE(service.at("placementStrategy").size(), std::size_t{1});
        QCOMPARE(service.integer("desiredCount"), 2);
    }

    void afterARollbackThePrimaryStandsFirst() {
        create("{'deploymentConfiguration':{'deploymentCircuitBreaker':{'enable':true,'rollback':true}}}");
        caller->world.settle();
        auto first = caller->service("web").pointer("/deployments/0/id")->asString();
        caller->define("web", "{'containerDefinitions':[{'name':'app','image':'hold','memory':4},{'name':"
                              "'bad','image':'unpullable','memory':4}]}");
        auto failed = update("{'taskDefinition':'web:3'}").str("currentServiceDeployment");
        for (int i = 0; i < 20 && caller->service("web").pointer("/deployments/0/id")->asString() != first;
             ++i) {
            caller->world.settle();
            caller->world.nextDeadline();
        }
        auto service = caller->service("web");
        QCOMPARE(q(service.pointer("/deployments/0/id")->asString()), q(first));
        QCOMPARE(q(service.pointer("/deployments/0/status")->asString()), QString("PRIMARY"));
        QCOMPARE(q(service.str("taskDefinition")), q(arns + "task-definition/web:2"));
    }

    void deletedOnceItIsScaledToNothing() {
        create();
        caller->world.settle();
        QCOMPARE(q(caller->refusal("DeleteService", "{'service':'web'}")),
                 QString("InvalidParameterException: The service cannot be stopped while it is scaled above "
                         "0."));
        update("{'desiredCount':0}");
        auto gone = caller->ok("DeleteService", "{'service':'web'}").at("service");
        QCOMPARE(q(gone.str("status")), QString("DRAINING"));
        QCOMPARE(q(caller->refusal("CreateService",
                                   "{'serviceName':'web','taskDefinition':'web','desiredCount':2}")),
                 QString("InvalidParameterException: Unable to Start a service that is still Draining."));
        QCOMPARE(q(caller->refusal("UpdateService", "{'service':'web','desiredCount':1}")),
                 QString("ServiceNotActiveException: Service was not ACTIVE."));
        QCOMPARE(caller->all("ListServices", "serviceArns", Json::object()).size(), std::size_t{0});
        caller->ok("DeleteService", "{'service':'web'}"); // again is no mistake
        caller->world.settle();
        auto service = caller->service("web");
        QCOMPARE(q(service.str("status")), QString("INACTIVE"));
        QCOMPARE(service.at("deployments").size(), std::size_t{0});
        QVERIFY(!service.has("currentServiceDeployment"));
        QCOMPARE(q(caller->refusal("DeleteService", "{'service':'web'}")),
                 QString("ServiceNotFoundException: Service not found."));
        QCOMPARE(create().at("events").size(), std::size_t{0}); // a new one of that name
    }

    void deletedByForce() {
        create();
        caller->world.settle();
        caller->ok("DeleteService",
                   Json::object({{"service", arns + "service/default/web"}, {"force", true}}));
        caller->world.settle();
        QCOMPARE(q(caller->service("web").str("status")), QString("INACTIVE"));
    }

    void listed() {
        for (auto* name : {"a", "b", "c"})
            create((std::string("{'serviceName':'") + name + "','desiredCount':0}").c_str());
        create("{'serviceName':'far','taskDefinition':'far','desiredCount':0,'launchType':'FARGATE',"
               "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}}}");
        auto list = [&](const char* filter) {
            return caller->all("ListServices", "serviceArns", json(filter)).size();
        };
        QCOMPARE(list("{}"), std::size_t{4});
        QCOMPARE(list("{'launchType':'FARGATE'}"), std::size_t{1});
        QCOMPARE(list("{'schedulingStrategy':'REPLICA'}"), std::size_t{4});
        QCOMPARE(list("{'schedulingStrategy':'DAEMON'}"), std::size_t{0});
        QCOMPARE(list("{'resourceManagementType':'ECS'}"), std::size_t{0});
        for (int i = 0; i < 8; ++i)
            create(("{'serviceName':'s" + std::to_string(i) + "','desiredCount':0}").c_str());
        QCOMPARE(caller->ok("ListServices").at("serviceArns").size(), std::size_t{10}); // by default
    }

    void whatIsUnknownIsMissing() {
        auto answer = caller->ok("DescribeServices", "{'services':['nobody']}");
        auto wanted = json("{'services':[],'failures':[{'arn':'" + arns +
                           "service/default/nobody','reason':'MISSING'}]}");
        QCOMPARE(q(answer.dump()), q(wanted.dump()));
    }

    void refused_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("error");
        auto row = [](const char* name, const char* operation, const char* change, const char* message) {
            QTest::newRow(name) << operation << change << message;
        };
        row("cluster", "CreateService", "{'cluster':'no'}", "ClusterNotFoundException: Cluster not found.");
        row("name", "CreateService", "{'serviceName':'a b'}",
            "InvalidParameterException: Invalid serviceName: it should only contain up to 255 letters, "
            "numbers, hyphens, and underscores.");
        row("no definition", "CreateService", "{'taskDefinition':null}",
            "InvalidParameterException: TaskDefinition can not be blank.");
        row("no count", "CreateService", "{'desiredCount':null}",
            "InvalidParameterException: desiredCount is required for the scheduling strategy REPLICA.");
        row("count", "CreateService", "{'desiredCount':-1}",
            "InvalidParameterException: Invalid desiredCount: its value must be at least 0.");
        row("definition", "CreateService", "{'taskDefinition':'no'}",
            "ClientException: TaskDefinition not found.");
        row("network", "CreateService", "{'taskDefinition':'far'}",
            "InvalidParameterException: Network Configuration must be provided when networkMode 'awsvpc' is "
            "specified.");
        row("bounds", "CreateService",
            "{'deploymentConfiguration':{'maximumPercent':100,'minimumHealthyPercent':100}}",
            "InvalidParameterException: Both maximumPercent and minimumHealthyPercent cannot be 100 as this "
            "will block deployments.");
        row("load balancers", "CreateService",
            "{'loadBalancers':[{'targetGroupArn':'x','containerName':'app','containerPort':80}]}",
            "InvalidParameterException: This control plane does not support /loadBalancers.");
        row("daemon", "CreateService", "{'schedulingStrategy':'DAEMON'}",
            "InvalidParameterException: This control plane does not support /schedulingStrategy with the "
            "value DAEMON.");
        row("controller", "CreateService", "{'deploymentController':{'type':'EXTERNAL'}}",
            "InvalidParameterException: This control plane does not support /deploymentController/type with "
            "the value EXTERNAL.");
        row("blue and green", "UpdateService", "{'deploymentConfiguration':{'strategy':'BLUE_GREEN'}}",
            "InvalidParameterException: This control plane does not support "
            "/deploymentConfiguration/strategy with the value BLUE_GREEN.");
        row("unknown", "UpdateService", "{'service':'no'}", "ServiceNotFoundException: Service not found.");
        row("bounds of an update", "UpdateService", "{'deploymentConfiguration':{'maximumPercent':50}}",
            "InvalidParameterException: deploymentConfiguration: maximumPercent cannot be less than "
            "minimumHealthyPercent.");
        row("delete unknown", "DeleteService", "{'service':'no'}",
            "ServiceNotFoundException: Service not found.");
        row("describe nothing", "DescribeServices", "{'services':[]}",
            "InvalidParameterException: Services cannot be empty.");
    }
    void refused() {
        QFETCH(QString, operation);
        QFETCH(QString, change);
        QFETCH(QString, error);
        create("{'serviceName':'present'}");
        Json input = json(operation == "CreateService"
                              ? "{'serviceName':'web','taskDefinition':'web','desiredCount':1}"
                              : "{'service':'present'}");
        auto changes = json(change.toStdString());
        for (auto& [member, value] : changes.members())
            value.isNull() ? static_cast<void>(input.erase(member))
                           : static_cast<void>(input.set(member, value));
        QCOMPARE(q(caller->refusal(operation.toStdString(), input)), error);
    }

    void aDefinitionThatCannotBeRunIsRefusedByServicesToo() {
        caller->define("gpu", "{'containerDefinitions':[{'name':'app','image':'ok','memory':4,"
                              "'resourceRequirements':[{'type':'GPU','value':'1'}]}]}");
        create();
        auto pointer = "/containerDefinitions/0/resourceRequirements";
        for (auto& [operation, input] :
             {std::pair{"CreateService", "{'serviceName':'new','taskDefinition':'gpu','desiredCount':1}"},
              std::pair{"UpdateService", "{'service':'web','taskDefinition':'gpu'}"}})
            QVERIFY(caller->refusal(operation, input).find(pointer) != std::string::npos);
    }
};

static pilothouse::tests::Registered<OperationsServicesTest> registered("operations_services");
#include "operations_services_test.moc"
