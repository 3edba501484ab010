// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/task_definition.h"

#include "core/ecs/capabilities.h"
#include "core/ecs/defaults.h"
#include "tests/ecs/json.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

ecs::TaskDefinition read(const char* text) {
    return ecs::readTaskDefinition(json(text));
}

ecs::TaskDefinition withContainer(const char* members, const char* task = "{}") {
    Json definition = json(task);
    definition.set("containerDefinitions", Json::array({json(members)}));
    return ecs::readTaskDefinition(definition);
}

} // namespace

class TaskDefinitionTest : public QObject {
    Q_OBJECT

private slots:
    void everyMemberIsRead() {
        auto all = read(
            "{'family':'web','revision':3,'networkMode':'awsvpc','cpu':'256','memory':'512','pidMode':'task',"
            "'ipcMode':'none','requiresCompatibilities':['FARGATE'],'volumes':[{'name':'data','host':{"
            "'sourcePath':'/srv'}}],'placementConstraints':[{'type':'memberOf','expression':'x'}],"
            "'containerDefinitions':[{'name':'app','image':'web:1','cpu':10,'memory':64,'memoryReservation':"
            "32,'essential':false,'entryPoint':['/"
            "e'],'command':['c'],'environment':[{'name':'A','value':'1'}]"
            ",'portMappings':[{'containerPort':53,'hostPort':54,'protocol':'udp','name':'dns'}],'healthCheck'"
            ":"
            "{'command':['CMD','x'],'interval':6,'timeout':3,'retries':2,'startPeriod':1},'dependsOn':[{"
            "'containerName':'db','condition':'HEALTHY'}],'startTimeout':9,'stopTimeout':8,'user':'u',"
            "'workingDirectory':'/w','hostname':'h','privileged':true,'readonlyRootFilesystem':true,"
            "'interactive':true,'pseudoTerminal':true,'disableNetworking':true,'dockerLabels':{'l':'1'},"
            "'dnsServers':['1'],'dnsSearchDomains':['d'],'links':['k'],'dockerSecurityOptions':['s'],"
            "'extraHosts':[{'hostname':'e','ipAddress':'2'}],'systemControls':[{'namespace':'n','value':'v'}]"
            ","
            "'ulimits':[{'name':'nofile','softLimit':1,'hardLimit':2}],'mountPoints':[{'sourceVolume':'data',"
            "'containerPath':'/d','readOnly':true}],'volumesFrom':[{'sourceContainer':'db','readOnly':true}],"
            "'logConfiguration':{'logDriver':'syslog','options':{'o':'p'}},'linuxParameters':{"
            "'initProcessEnabled':true,'capabilities':{'add':['A'],'drop':['B']},'sharedMemorySize':7,"
            "'maxSwap':6,'swappiness':5,'tmpfs':[{'containerPath':'/t','size':4}]}}]}");
        ecs::ContainerDefinition c;
        c.name = "app";
        c.image = "web:1";
        c.cpu = 10;
        c.memory = 64;
        c.memoryReservation = 32;
        c.essential = false;
        c.entryPoint = {"/e"};
        c.command = {"c"};
        c.environment = {{"A", "1"}};
        c.portMappings = {{53, 54, "udp", "dns"}};
        c.healthCheck = ecs::HealthCheck{{"CMD", "x"}, 6, 3, 2, 1};
        c.dependsOn = {{"db", ecs::Condition::healthy}};
        c.startTimeout = 9;
        c.stopTimeout = 8;
        c.user = "u";
        c.workingDirectory = "/w";
        c.hostname = "h";
        c.privileged = c.readonlyRootFilesystem = c.interactive = c.pseudoTerminal = true;
        c.disableNetworking = c.initProcessEnabled = true;
        c.dockerLabels = {{"l", "1"}};
        c.dnsServers = {"1"};
        c.dnsSearchDomains = {"d"};
        c.links = {"k"};
        c.dockerSecurityOptions = {"s"};
        c.extraHosts = {{"e", "2"}};
        c.systemControls = {{"n", "v"}};
        c.ulimits = {{"nofile", 1, 2}};
        c.mountPoints = {{"data", "/d", true}};
        c.volumesFrom = {{"db", true}};
        c.logDriver = "syslog";
        c.logOptions = {{"o", "p"}};
        c.capAdd = {"A"};
        c.capDrop = {"B"};
        c.sharedMemorySize = 7;
        c.maxSwap = 6;
        c.swappiness = 5;
        c.tmpfs = {{"/t", 4}};
        ecs::TaskDefinition wanted;
        wanted.family = "web";
        wanted.revision = 3;
        wanted.networkMode = ecs::NetworkMode::awsvpc;
        wanted.cpu = 256;
        wanted.memory = 512;
        wanted.pidMode = "task";
        wanted.ipcMode = "none";
        wanted.requiresCompatibilities = {"FARGATE"};
        wanted.volumes = {{"data", "/srv"}};
        wanted.placementConstraints = {{"memberOf", "x"}};
        wanted.containers = {c};
        QVERIFY(all.containers.at(0) == c);
        QVERIFY(all == wanted);
    }

    void whatIsNotThereHasItsDefault() {
        auto container = withContainer("{}").containers.at(0);
        QVERIFY(container == ecs::ContainerDefinition{});
        QVERIFY(container.essential);
        QVERIFY(withContainer("{}").networkMode == ecs::NetworkMode::bridge);
        auto check = withContainer("{'healthCheck':{'command':['CMD','x']}}").containers.at(0).healthCheck;
        QVERIFY(check == (ecs::HealthCheck{{"CMD", "x"}, 30, 5, 3, 0}));
    }

    void whatIsOfAnotherTypeIsAsIfAbsent() {
        auto container = withContainer("{'name':7,'cpu':'x','memory':[],'environment':'x','essential':'no',"
                                       "'portMappings':[1],'healthCheck':3}")
                             .containers.at(0);
        QCOMPARE(q(container.name), QString());
        QVERIFY(!container.memory && !container.healthCheck && container.essential);
        QCOMPARE(container.cpu, 0);
    }

    void whatATaskTakes() {
        auto sized = withContainer("{'cpu':10,'memory':64}", "{'cpu':'256','memory':'512'}");
        QCOMPARE(sized.reservedCpu(), 256);
        QCOMPARE(sized.reservedMemory(), 512);
        auto summed = read("{'containerDefinitions':[{'cpu':10,'memory':64},{'cpu':5,'memory':64,"
                           "'memoryReservation':32},{'memoryReservation':8},{}]}");
        QCOMPARE(summed.reservedCpu(), 15);
        QCOMPARE(summed.reservedMemory(), 104);
    }

    void whereItCanRun_data() {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("where");
        QTest::newRow("bridge") << "{}"
                                << "{}"
                                << "['EXTERNAL','EC2']";
        QTest::newRow("awsvpc") << "{}"
                                << "{'networkMode':'awsvpc'}"
                                << "['EC2']";
        QTest::newRow("a size of Fargate") << "{}"
                                           << "{'networkMode':'awsvpc','cpu':'256','memory':'512'}"
                                           << "['EC2','FARGATE','MANAGED_INSTANCES']";
        QTest::newRow("another size") << "{}"
                                      << "{'networkMode':'awsvpc','cpu':'256','memory':'513'}"
                                      << "['EC2']";
        QTest::newRow("privileged") << "{'privileged':true}"
                                    << "{'networkMode':'awsvpc','cpu':'256','memory':'512'}"
                                    << "['EC2']";
    }
    void whereItCanRun() {
        QFETCH(QString, members);
        QFETCH(QString, task);
        QFETCH(QString, where);
        auto definition = withContainer(members.toStdString().c_str(), task.toStdString().c_str());
        QCOMPARE(q(Json::strings(ecs::compatibilitiesOf(definition)).dump()),
                 q(json(where.toStdString()).dump()));
    }

    void whatItNeedsOfAnInstance_data() {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("attribute");
        auto row = [](const char* members, const char* task, const char* attribute) {
            QTest::newRow(attribute) << members << task << attribute;
        };
        row("{'privileged':true}", "{}", "com.amazonaws.ecs.capability.privileged-container");
        row("{'portMappings':[{'containerPort':1}]}", "{}",
            "com.amazonaws.ecs.capability.docker-remote-api.1.18");
        row("{'memoryReservation':9}", "{}", "com.amazonaws.ecs.capability.docker-remote-api.1.21");
        row("{'linuxParameters':{'initProcessEnabled':true}}", "{}",
            "com.amazonaws.ecs.capability.docker-remote-api.1.25");
        row("{'healthCheck':{'command':['CMD']}}", "{}", "ecs.capability.container-health-check");
        row("{'dependsOn':[{'containerName':'a','condition':'START'}]}", "{}",
            "ecs.capability.container-ordering");
        row("{'logConfiguration':{'logDriver':'syslog'}}", "{}",
            "com.amazonaws.ecs.capability.logging-driver.syslog");
        row("{}", "{'networkMode':'awsvpc'}", "ecs.capability.task-eni");
        row("{}", "{'cpu':'256'}", "ecs.capability.task-cpu-mem-limit");
        row("{}", "{'taskRoleArn':'r'}", "com.amazonaws.ecs.capability.task-iam-role");
        row("{}", "{'taskRoleArn':'r','networkMode':'host'}",
            "com.amazonaws.ecs.capability.task-iam-role-network-host");
    }
    void whatItNeedsOfAnInstance() {
        QFETCH(QString, members);
        QFETCH(QString, task);
        QFETCH(QString, attribute);
        auto needs = [&](const std::string& container, const std::string& rest) {
            return ecs::requiredAttributesOf(withContainer(container.c_str(), rest.c_str()), json(rest));
        };
        auto all = needs(members.toStdString(), task.toStdString());
        QVERIFY(std::find(all.begin(), all.end(), attribute.toStdString()) != all.end());
        QVERIFY(needs("{}", "{}").empty());
    }
};

static pilothouse::tests::Registered<TaskDefinitionTest> registered("task_definition");
#include "task_definition_test.moc"
