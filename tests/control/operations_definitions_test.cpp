// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/control/caller.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

const std::string prefix = "arn:aws:ecs:us-east-1:000000000000:task-definition/";

} // namespace

class OperationsDefinitionsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Caller> caller;

    Json described(const std::string& reference) {
        return caller->ok("DescribeTaskDefinition", Json::object({{"taskDefinition", reference}}))
            .at("taskDefinition");
    }

private slots:
    void init() { caller = std::make_unique<Caller>(); }

    void registeredIsToldWithDefaults() {
        auto answer = caller->ok(
            "RegisterTaskDefinition",
            "{'family':'web','networkMode':'awsvpc','cpu':'0.25 vCPU','memory':'0.5 GB',"
            "'containerDefinitions':[{'name':'app','image':'web:1','portMappings':[{'containerPort':80}]}],"
            "'tags':[{'key':'team','value':'a'}],'futureMember':{'deep':[1]}}");
        auto wanted = json(
            "{'taskDefinition':{'taskDefinitionArn':'" + prefix +
            "web:1','family':'web','networkMode':'awsvpc',"
            "'cpu':'256','memory':'512','containerDefinitions':[{'name':'app','image':'web:1','portMappings':"
            "[{'containerPort':80,'protocol':'tcp','hostPort':80}],'cpu':0,'essential':true,'environment':[],"
            "'mountPoints':[],'volumesFrom':[],'systemControls':[]}],'futureMember':{'deep':[1]},'volumes':"
            "[],'placementConstraints':[],'enableFaultInjection':false,'revision':1,'status':'ACTIVE',"
            "'requiresAttributes':[{'name':'com.amazonaws.ecs.capability.docker-remote-api.1.18'},{'name':"
            "'ecs.capability.task-cpu-mem-limit'},{'name':'ecs.capability.task-eni'}],'compatibilities':["
            "'EC2','FARGATE','MANAGED_INSTANCES'],'registeredAt':1700000000.0,'registeredBy':"
            "'arn:aws:iam::000000000000:root'},'tags':[{'key':'team','value':'a'}]}");
        QCOMPARE(q(answer.dump()), q(wanted.dump()));
        auto again = caller->ok("DescribeTaskDefinition", "{'taskDefinition':'web:1','include':['TAGS']}");
        QCOMPARE(q(again.dump()), q(wanted.dump()));
        QVERIFY(!caller->ok("DescribeTaskDefinition", "{'taskDefinition':'web'}").has("tags"));
    }

    void referencesAreFamilyRevisionOrArn() {
        for (int i = 0; i < 3; ++i)
            caller->define("web");
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:3'}");
        QCOMPARE(described("web").integer("revision"), 2); // the newest ACTIVE one
        QCOMPARE(described("web:3").integer("revision"), 3);
        QCOMPARE(described(prefix + "web:1").integer("revision"), 1);
        QCOMPARE(described(prefix + "web").integer("revision"), 2);
        for (auto* unknown :
             {"no", "web:9", "web:x", "web:", ":1", "arn:aws:ecs:us-east-1:000000000000:service/web",
              "arn:aws:ecs:eu-west-1:000000000000:task-definition/web:1"})
            QCOMPARE(
                q(caller->refusal("DescribeTaskDefinition", Json::object({{"taskDefinition", unknown}}))),
                QString("ClientException: Unable to describe task definition."));
    }

    void revisionsNeverRepeat() {
        caller->define("web");
        caller->define("web");
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:2'}");
        QCOMPARE(q(caller->define("web")), q(prefix + "web:3"));
    }

    void deregistered() {
        caller->define("web");
        auto gone = caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:1'}").at("taskDefinition");
        QCOMPARE(q(gone.str("status")), QString("INACTIVE"));
        QVERIFY(gone.has("deregisteredAt"));
        QCOMPARE(q(caller->refusal("DescribeTaskDefinition", "{'taskDefinition':'web'}")),
                 QString("ClientException: Unable to describe task definition."));
        QCOMPARE(q(caller->refusal("DeregisterTaskDefinition", "{'taskDefinition':'web'}")),
                 QString("ClientException: Invalid revision number. Number: web"));
        QVERIFY(caller->refusal("DeregisterTaskDefinition", "{'taskDefinition':'web:7'}")
                    .starts_with("ClientException: The specified task definition does not exist."));
        auto again = caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:1'}");
        QCOMPARE(q(again.at("taskDefinition").dump()), q(gone.dump()));
    }

    void inactiveOnesStartNothing() {
        caller->world.instances(1);
        caller->define("web");
        caller->ok("CreateService", "{'serviceName':'old','taskDefinition':'web','desiredCount':1}");
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:1'}");
        QCOMPARE(q(caller->refusal("RunTask", "{'taskDefinition':'web:1'}")),
                 QString("ClientException: TaskDefinition is inactive"));
        QCOMPARE(q(caller->refusal("CreateService",
                                   "{'serviceName':'new','taskDefinition':'web:1','desiredCount':1}")),
                 QString("ClientException: TaskDefinition is inactive"));
        QCOMPARE(q(caller->refusal("RunTask", "{'taskDefinition':'web'}")),
                 QString("ClientException: TaskDefinition not found."));
        // A service that has it already scales on with it.
        caller->ok("UpdateService", "{'service':'old','desiredCount':2}");
        caller->world.settle();
        QCOMPARE(caller->service("old").integer("runningCount"), 2);
    }

    void pagesOfDefinitions() {
        for (int i = 0; i < 11; ++i)
            caller->define("web");
        caller->define("api");
        caller->define("web-two");
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:4'}");
        auto web = caller->all("ListTaskDefinitions", "taskDefinitionArns", json("{'familyPrefix':'web'}"));
        QCOMPARE(web.size(), std::size_t{10});
        QCOMPARE(q(web[0]), q(prefix + "web:1"));
        QCOMPARE(q(web[3]), q(prefix + "web:5"));
        QCOMPARE(q(web[9]), q(prefix + "web:11"));
        auto newest = caller->all("ListTaskDefinitions", "taskDefinitionArns",
                                  json("{'familyPrefix':'web','sort':'DESC'}"), 3);
        std::reverse(newest.begin(), newest.end());
        QCOMPARE(newest, web);
        QCOMPARE(caller->all("ListTaskDefinitions", "taskDefinitionArns", Json::object()).size(),
                 std::size_t{12});
        QCOMPARE(caller->all("ListTaskDefinitions", "taskDefinitionArns", json("{'status':'INACTIVE'}")),
                 std::vector<std::string>{prefix + "web:4"});
    }

    void aListGoesOnWhereItWasThoughItsLastItemIsGone() {
        for (int i = 0; i < 4; ++i)
            caller->define("web");
        auto first = caller->ok("ListTaskDefinitions", "{'maxResults':2}");
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'web:2'}");
        auto second = caller->ok("ListTaskDefinitions",
                                 Json::object({{"maxResults", 2}, {"nextToken", first.str("nextToken")}}));
        QCOMPARE(q(second.at("taskDefinitionArns").dump()),
                 q(Json::strings({prefix + "web:3", prefix + "web:4"}).dump()));
        QVERIFY(!second.has("nextToken"));
    }

    void tokensOfOtherListsAreBad() {
        caller->define("a");
        caller->define("b");
        auto token = caller->ok("ListTaskDefinitions", "{'maxResults':1}").str("nextToken");
        QVERIFY(!token.empty());
        for (auto& [operation, input] :
             std::map<std::string, Json>{{"ListTaskDefinitions", json("{'maxResults':1,'sort':'DESC'}")},
                                         {"ListTaskDefinitionFamilies", json("{'maxResults':1}")},
                                         {"ListClusters", json("{}")}}) {
            Json with = input;
            with.set("nextToken", token);
            QCOMPARE(q(caller->refusal(operation, with)),
                     QString("InvalidParameterException: Invalid token: nextToken."));
        }
        for (auto* broken : {"x", "zz", "00", "a"})
            QCOMPARE(q(caller->refusal("ListTaskDefinitions", Json::object({{"nextToken", broken}}))),
                     QString("InvalidParameterException: Invalid token: nextToken."));
    }

    void families() {
        for (auto* family : {"web", "web-two", "api", "old"})
            caller->define(family);
        caller->ok("DeregisterTaskDefinition", "{'taskDefinition':'old:1'}");
        auto list = [&](const char* input) {
            return caller->all("ListTaskDefinitionFamilies", "families", json(input));
        };
        using Names = std::vector<std::string>;
        QCOMPARE(list("{}"), (Names{"api", "old", "web", "web-two"}));
        QCOMPARE(list("{'status':'ACTIVE'}"), (Names{"api", "web", "web-two"}));
        QCOMPARE(list("{'status':'INACTIVE'}"), (Names{"old"}));
        QCOMPARE(list("{'familyPrefix':'we','status':'ALL'}"), (Names{"web", "web-two"}));
    }

    void refused_data() {
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("error");
        QTest::newRow("finding") << "{'family':'web','containerDefinitions':[{'name':'app','memory':4}]}"
                                 << "ClientException: Container.image should not be null or empty.";
        QTest::newRow("no containers")
            << "{'family':'web','containerDefinitions':[]}"
            << "ClientException: Invalid containerDefinitions: its number of items "
               "must be at least 1.";
        QTest::newRow("tags") << "{'family':'web','containerDefinitions':[{'name':'app','image':'i:1',"
                                 "'memory':4}],'tags':[{'key':'aws:a'}]}"
                              << "InvalidParameterException: Tag keys that begin with aws: are reserved: "
                                 "tags, key aws:a.";
        QTest::newRow("size") << QString("{'family':'web','containerDefinitions':[{'name':'app','image':'i:1'"
                                         ",'memory':4,'command':['%1']}]}")
                                     .arg(QString(70000, 'x'))
                              << "ClientException: Actual length: '70278'. Max allowed length is '65536' "
                                 "bytes.";
    }
    void refused() {
        QFETCH(QString, input);
        QFETCH(QString, error);
        QCOMPARE(q(caller->refusal("RegisterTaskDefinition", input.toStdString())), error);
    }

    void warningsAreRegistered() {
        caller->ok("RegisterTaskDefinition",
                   "{'family':'web','containerDefinitions':[{'name':'app','image':'web','memory':4}]}");
    }
};

static pilothouse::tests::Registered<OperationsDefinitionsTest> registered("operations_definitions");
#include "operations_definitions_test.moc"
