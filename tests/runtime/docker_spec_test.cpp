// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What each member of a task definition becomes in the bodies of POST /containers/create.
#include "core/runtime/docker_spec.h"

#include "core/ecs/defaults.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;

namespace {

Json json(std::string text) {
    for (auto& c : text)
        if (c == '\'') c = '"';
    return Json::parse(text).value_or(Json());
}

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

control::TaskPlan planOf(const Json& definition) {
    control::TaskPlan plan;
    plan.planeId = "0123456789abcdef0123456789abcdef";
    plan.taskId = "fedcba9876543210fedcba9876543210";
    plan.hostAddress = "127.100.0.10";
    plan.environment = {{"AWS_REGION", "here"}, {"A", "plan's"}};
    plan.definition =
        std::make_shared<const ecs::TaskDefinition>(ecs::readTaskDefinition(ecs::withDefaults(definition)));
    return plan;
}

/// A definition of "app" with these members and "side".
Json definition(const std::string& members, const std::string& task) {
    Json all = json(task);
    Json app = json("{'name':'app','image':'web:1'}");
    auto more = json(members);
    for (auto& [name, value] : more.members())
        app.set(name, value);
    all.set("containerDefinitions", Json::array({app, json("{'name':'side','image':'side:1'}")}));
    return all;
}

} // namespace

class DockerSpecTest : public QObject {
    Q_OBJECT

    void become(bool pause) {
        QFETCH(QString, members);
        QFETCH(QString, task);
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        auto plan = planOf(definition(members.toStdString(), task.toStdString()));
        auto spec = pause ? runtime::pauseSpec(plan, "") : runtime::containerSpec(plan, 0, "", 8);
        auto* found = spec.pointer(pointer.toStdString());
        QVERIFY2(found, spec.dump(2).c_str());
        QCOMPARE(q(found->dump()), q(json(value.toStdString()).dump()));
        // Without the member it is not so.
        auto plain = planOf(definition("{}", "{}"));
        auto other = pause ? runtime::pauseSpec(plain, "") : runtime::containerSpec(plain, 0, "", 8);
        auto* absent = other.pointer(pointer.toStdString());
        QVERIFY2(!absent || absent->dump() != found->dump(), absent ? absent->dump().c_str() : "");
    }
    static void columns() {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("task");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
    }

private slots:
    void ofTheContainer_data() {
        columns();
        auto row = [](const char* members, const char* pointer, const char* value, const char* task = "{}") {
            QTest::newRow(members) << members << task << pointer << value;
        };
        row("{'image':'other:2'}", "/Image", "'other:2'");
        row("{'entryPoint':['/run']}", "/Entrypoint", "['/run']");
        row("{'command':['a','b']}", "/Cmd", "['a','b']");
        row("{'environment':[{'name':'A','value':'own'},{'name':'B','value':'2'}]}", "/Env",
            "['AWS_REGION=here','A=own','B=2']");
        row("{'user':'1000:1000'}", "/User", "'1000:1000'");
        row("{'workingDirectory':'/srv'}", "/WorkingDir", "'/srv'");
        row("{'interactive':true}", "/OpenStdin", "true");
        row("{'pseudoTerminal':true}", "/Tty", "true");
        row("{'dockerLabels':{'team':'a'}}", "/Labels/team", "'a'");
        row("{'healthCheck':{'command':['CMD-SHELL','x'],'interval':7,'timeout':3,'retries':2,'startPeriod':"
            "9}}",
            "/Healthcheck",
            "{'Test':['CMD-SHELL','x'],'Interval':7000000000,'Timeout':3000000000,'Retries':2,"
            "'StartPeriod':9000000000}");
        row("{'cpu':512}", "/HostConfig/CpuShares", "512");
        row("{'memory':64}", "/HostConfig/Memory", "67108864");
        row("{'memoryReservation':32}", "/HostConfig/MemoryReservation", "33554432");
        row("{'privileged':true}", "/HostConfig/Privileged", "true");
        row("{'readonlyRootFilesystem':true}", "/HostConfig/ReadonlyRootfs", "true");
        row("{'disableNetworking':true}", "/HostConfig/NetworkMode", "'none'");
        row("{'dockerSecurityOptions':['no-new-privileges']}", "/HostConfig/SecurityOpt",
            "['no-new-privileges']");
        row("{'ulimits':[{'name':'nofile','softLimit':10,'hardLimit':20}]}", "/HostConfig/Ulimits",
            "[{'Name':'nofile','Soft':10,'Hard':20}]");
        row("{'volumesFrom':[{'sourceContainer':'side','readOnly':true}]}", "/HostConfig/VolumesFrom",
            "['ph-012345-fedcba987654-side:ro']");
        row("{'mountPoints':[{'sourceVolume':'data','containerPath':'/data','readOnly':true}]}",
            "/HostConfig/Binds", "['/srv/data:/data:ro']",
            "{'volumes':[{'name':'data','host':{'sourcePath':'/srv/data'}}]}");
        row("{'systemControls':[{'namespace':'kernel.msgmax','value':'1'}]}",
            "/HostConfig/Sysctls/kernel.msgmax", "'1'");
        row("{'logConfiguration':{'logDriver':'json-file','options':{'max-size':'1m'}}}",
            "/HostConfig/LogConfig", "{'Type':'json-file','Config':{'max-size':'1m'}}");
        row("{'linuxParameters':{'initProcessEnabled':true}}", "/HostConfig/Init", "true");
        row("{'linuxParameters':{'capabilities':{'add':['NET_ADMIN']}}}", "/HostConfig/CapAdd",
            "['NET_ADMIN']");
        row("{'linuxParameters':{'capabilities':{'drop':['MKNOD']}}}", "/HostConfig/CapDrop", "['MKNOD']");
        row("{'linuxParameters':{'sharedMemorySize':8}}", "/HostConfig/ShmSize", "8388608");
        row("{'linuxParameters':{'swappiness':5}}", "/HostConfig/MemorySwappiness", "5");
        row("{'memory':64,'linuxParameters':{'maxSwap':64}}", "/HostConfig/MemorySwap", "134217728");
        row("{'linuxParameters':{'tmpfs':[{'containerPath':'/tmp','size':16}]}}", "/HostConfig/Tmpfs",
            "{'/tmp':'size=16m'}");
    }
    void ofTheContainer() { become(false); }

    void ofTheTask_data() {
        columns();
        auto row = [](const char* name, const char* task, const char* pointer, const char* value) {
            QTest::newRow(name) << "{}" << task << pointer << value;
        };
        row("pid of the host", "{'pidMode':'host'}", "/HostConfig/PidMode", "'host'");
        row("pid of the task", "{'pidMode':'task'}", "/HostConfig/PidMode",
            "'container:ph-012345-fedcba987654-pause.'");
        row("ipc of the host", "{'ipcMode':'host'}", "/HostConfig/IpcMode", "'host'");
        row("ipc of the task", "{'ipcMode':'task'}", "/HostConfig/IpcMode",
            "'container:ph-012345-fedcba987654-pause.'");
        row("no ipc", "{'ipcMode':'none'}", "/HostConfig/IpcMode", "'none'");
    }
    void ofTheTask() { become(false); }

    void ofTheNamespace_data() {
        columns();
        auto row = [](const char* members, const char* pointer, const char* value, const char* task = "{}") {
            QTest::newRow((std::string(members) + task).c_str()) << members << task << pointer << value;
        };
        row("{'portMappings':[{'containerPort':80,'hostPort':8080},{'containerPort':53,'protocol':'udp'}]}",
            "/HostConfig/PortBindings",
            "{'80/tcp':[{'HostIp':'127.100.0.10','HostPort':'8080'}],'53/udp':[{'HostIp':'127.100.0.10',"
            "'HostPort':''}]}");
        row("{'portMappings':[{'containerPort':80}]}", "/ExposedPorts", "{'80/tcp':{}}");
        row("{'hostname':'web'}", "/Hostname", "'web'");
        row("{'dnsServers':['10.0.0.2']}", "/HostConfig/Dns", "['10.0.0.2']");
        row("{'dnsSearchDomains':['inside']}", "/HostConfig/DnsSearch", "['inside']");
        row("{'extraHosts':[{'hostname':'db','ipAddress':'10.0.0.3'}]}", "/HostConfig/ExtraHosts",
            "['db:10.0.0.3']");
        row("{'links':['side:cache']}", "/HostConfig/ExtraHosts", "['cache:127.0.0.1']");
        row("{'systemControls':[{'namespace':'net.core.somaxconn','value':'9'}]}",
            "/HostConfig/Sysctls/net.core.somaxconn", "'9'");
        row("{}", "/HostConfig/NetworkMode", "'host'", "{'networkMode':'host'}");
        row("{}", "/HostConfig/NetworkMode", "'none'", "{'networkMode':'none'}");
        row("{}", "/HostConfig/NetworkMode", "'ph-012345'", "{'networkMode':'awsvpc'}");
        row("{}", "/HostConfig/IpcMode", "'shareable'", "{'ipcMode':'task'}");
    }
    void ofTheNamespace() { become(true); }

    void awsvpcAndHostPublishNothing() {
        for (auto* mode : {"awsvpc", "host"}) {
            auto plan = planOf(definition("{'portMappings':[{'containerPort':80}]}",
                                          std::string("{'networkMode':'") + mode + "'}"));
            QVERIFY(!runtime::pauseSpec(plan, "").at("HostConfig").has("PortBindings"));
        }
    }

    void everyContainerJoinsThePauseContainersNetwork() {
        auto spec = runtime::containerSpec(planOf(definition("{}", "{}")), 1, "", 8);
        QCOMPARE(q(spec.pointer("/HostConfig/NetworkMode")->asString()),
                 QString("container:ph-012345-fedcba987654-pause."));
    }

    void aVolumeWithoutAPathIsTheEngines() {
        auto plan = planOf(definition("{'mountPoints':[{'sourceVolume':'data','containerPath':'/data'}]}",
                                      "{'volumes':[{'name':'data'}]}"));
        auto bind = runtime::containerSpec(plan, 0, "", 8).pointer("/HostConfig/Binds/0")->asString();
        QVERIFY2(bind.ends_with(":/data") && !bind.starts_with("/"), bind.c_str());
    }

    void theTasksSizeBoundsContainersWhereNoCgroupDoes() {
        auto plan = planOf(definition("{}", "{'cpu':'512','memory':'256'}"));
        plan.cpu = 512;
        plan.memory = 256;
        auto spec = runtime::containerSpec(plan, 0, "", 8).at("HostConfig");
        QCOMPARE(spec.integer("NanoCpus"), 500'000'000);
        QCOMPARE(spec.integer("Memory"), 268435456);
        auto within = runtime::containerSpec(plan, 0, "/pilothouse/x", 8).at("HostConfig");
        QCOMPARE(q(within.str("CgroupParent")), QString("/pilothouse/x"));
        QVERIFY(!within.has("NanoCpus"));
    }

    void logDriversOfAwsWriteToTheEnginesOwnLog() {
        auto plan = planOf(definition("{'logConfiguration':{'logDriver':'awslogs'}}", "{}"));
        QVERIFY(!runtime::containerSpec(plan, 0, "", 8).at("HostConfig").has("LogConfig"));
    }
};

static pilothouse::tests::Registered<DockerSpecTest> registered("docker_spec");
#include "docker_spec_test.moc"
