// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

const std::string arns = "arn:aws:ecs:us-east-1:000000000000:";

const Json& resource(const Json& list, std::string_view name) {
    static const Json none;
    for (auto& item : list.items())
        if (item.str("name") == name) return item;
    return none;
}

} // namespace

class OperationsInstancesTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;

    Json instance(const std::string& id, const char* include = "[]") {
        auto answer = caller->ok(
            "DescribeContainerInstances",
            Json::object({{"containerInstances", Json::strings({id})}, {"include", json(include)}}));
        return answer.at("containerInstances").at(std::size_t{0});
    }
    void engineIs(const std::string& version) {
        EngineObservation seen;
        seen.engine = "docker";
        seen.answers = true;
        seen.version = version;
        caller->world.change([&](Draft& draft) { observeEngine(draft, seen); });
    }

private slots:
    void init() {
        caller = std::make_unique<Caller>();
        caller->world.instances(3);
    }

    void toldWhole() {
        engineIs("docker 20.10.24");
        auto told = instance("i0");
        auto number = [](const char* name, int value) {
            return std::string("{'name':'") + name +
                   "','type':'INTEGER','doubleValue':0.0,'longValue':0,'integerValue':" +
                   std::to_string(value) + "}";
        };
        auto ports = [](const char* name, const char* values) {
            return std::string("{'name':'") + name +
                   "','type':'STRINGSET','doubleValue':0.0,'longValue':0,'integerValue':0,"
                   "'stringSetValue':[" +
                   values + "]}";
        };
        auto resources = "[" + number("CPU", 1024) + "," + number("MEMORY", 1024) + "," +
                         ports("PORTS", "'22','2375','2376','51678','51679','51680'") + "," +
                         ports("PORTS_UDP", "") + "]";
        auto wanted = json("{'containerInstanceArn':'" + arns +
                           "container-instance/default/i0','ec2InstanceId':'" + told.str("ec2InstanceId") +
                           "','version':2,'versionInfo':{'agentVersion':'1.0.0','dockerVersion':"
                           "'DockerVersion: 20.10.24'},'remainingResources':" +
                           resources + ",'registeredResources':" + resources +
                           ",'status':'ACTIVE','agentConnected':true,'runningTasksCount':0,"
                           "'pendingTasksCount':0,'attributes':[{'name':'ecs.availability-zone','value':"
                           "'us-east-1a'},{'name':'pilothouse.engine','value':'docker 20.10.24'}],"
                           "'registeredAt':1700000000.0,'attachments':[],'tags':[]}");
        QCOMPARE(q(told.dump()), q(wanted.dump()));
        QVERIFY(told.str("ec2InstanceId").starts_with("i-"));
    }

    void whatTasksTakeIsNotRemaining() {
        caller->define("web", "{'containerDefinitions':[{'name':'app','image':'ok','cpu':100,'memory':200,"
                              "'portMappings':[{'containerPort':80,'hostPort':8080},{'containerPort':53,"
                              "'hostPort':53,'protocol':'udp'}]}]}");
        caller->define("hold",
                       "{'containerDefinitions':[{'name':'app','image':'hold','cpu':24,'memory':24}]}");
        auto placed = caller->ok("RunTask", "{'taskDefinition':'web'}").at("tasks").at(std::size_t{0});
        auto id = std::string(lastPart(placed.str("containerInstanceArn")));
        caller->world.settle();
        auto told = instance(id);
        QCOMPARE(told.integer("runningTasksCount"), 1);
        auto& remaining = told.at("remainingResources");
        QCOMPARE(resource(remaining, "CPU").integer("integerValue"), 924);
        QCOMPARE(resource(remaining, "MEMORY").integer("integerValue"), 824);
        QVERIFY(resource(remaining, "PORTS").dump().find("\"8080\"") != std::string::npos);
        QCOMPARE(q(resource(remaining, "PORTS_UDP").at("stringSetValue").dump()), QString("[\"53\"]"));
        QCOMPARE(resource(told.at("registeredResources"), "CPU").integer("integerValue"), 1024);
        caller->ok("RunTask", "{'taskDefinition':'hold','count':3,'placementConstraints':[{'type':"
                              "'distinctInstance'}]}");
        caller->world.settle();
        QCOMPARE(instance(id).integer("pendingTasksCount"), 1);
    }

    void anEngineOutOfReachShows() {
        caller->world.engine(false);
        auto told = instance("i0", "['CONTAINER_INSTANCE_HEALTH']");
        QVERIFY(!told.boolean("agentConnected", true));
        QCOMPARE(q(told.at("healthStatus").str("overallStatus")), QString("IMPAIRED"));
        caller->world.engine(true);
        told = instance("i0", "['CONTAINER_INSTANCE_HEALTH']");
        QVERIFY(told.boolean("agentConnected"));
        QCOMPARE(q(told.at("healthStatus").str("overallStatus")), QString("OK"));
        QVERIFY(!instance("i0").has("healthStatus"));
    }

    void drained() {
        auto answer = caller->ok("UpdateContainerInstancesState",
                                 "{'containerInstances':['i0','nobody'],'status':'DRAINING'}");
        QCOMPARE(q(answer.pointer("/containerInstances/0/status")->asString()), QString("DRAINING"));
        QCOMPARE(
            q(answer.pointer("/failures/0")->dump()),
            q(json("{'arn':'" + arns + "container-instance/default/nobody','reason':'MISSING'}").dump()));
        caller->define("web");
        caller->ok("RunTask", "{'taskDefinition':'web','count':10}");
        caller->world.settle();
        QCOMPARE(instance("i0").integer("runningTasksCount"), 0);
        caller->ok(
            "UpdateContainerInstancesState",
            Json::object({{"containerInstances", Json::strings({arns + "container-instance/default/i0"})},
                          {"status", "ACTIVE"}}));
        QCOMPARE(q(instance("i0").str("status")), QString("ACTIVE"));
    }

    void listed() {
        caller->ok("UpdateContainerInstancesState", "{'containerInstances':['i1'],'status':'DRAINING'}");
        auto list = [&](const char* filter) {
            return caller->all("ListContainerInstances", "containerInstanceArns", json(filter));
        };
        auto arn = [](const char* id) { return arns + "container-instance/default/" + id; };
        using Arns = std::vector<std::string>;
        QCOMPARE(list("{}"), (Arns{arn("i0"), arn("i1"), arn("i2")}));
        QCOMPARE(list("{'status':'ACTIVE'}"), (Arns{arn("i0"), arn("i2")}));
        QCOMPARE(list("{'status':'DRAINING'}"), (Arns{arn("i1")}));
        QCOMPARE(list("{'status':'REGISTERING'}"), Arns{});
    }

    void refused_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("error");
        QTest::newRow("cluster") << "ListContainerInstances"
                                 << "{'cluster':'no'}"
                                 << "ClusterNotFoundException: Cluster not found.";
        QTest::newRow("none") << "DescribeContainerInstances"
                              << "{'containerInstances':[]}"
                              << "InvalidParameterException: Container instances cannot be empty.";
        QTest::newRow("filter") << "ListContainerInstances"
                                << "{'filter':'agentConnected==true'}"
                                << "InvalidParameterException: This control plane does not support /filter.";
        QTest::newRow("state")
            << "UpdateContainerInstancesState"
            << "{'containerInstances':['i0'],'status':'DEREGISTERING'}"
            << "InvalidParameterException: This control plane does not support /status with "
               "the value DEREGISTERING.";
        QTest::newRow("eleven") << "UpdateContainerInstancesState"
                                << "{'containerInstances':['1','2','3','4','5','6','7','8','9','10','11'],"
                                   "'status':'ACTIVE'}"
                                << "InvalidParameterException: instanceIds can have at most 10 items.";
    }
    void refused() {
        QFETCH(QString, operation);
        QFETCH(QString, input);
        QFETCH(QString, error);
        QCOMPARE(q(caller->refusal(operation.toStdString(), input.toStdString())), error);
    }
};

static pilothouse::tests::Registered<OperationsInstancesTest> registered("operations_instances");
#include "operations_instances_test.moc"
