// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/check.h"

#include "tests/ecs/json.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <algorithm>
#include <set>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

Json base() {
    return json("{'family':'web','containerDefinitions':[{'name':'app','image':'web:1','memory':64}]}");
}

Json fargate() {
    auto definition = base();
    definition.set("requiresCompatibilities", json("['FARGATE']"));
    definition.set("networkMode", "awsvpc");
    definition.set("cpu", "256");
    definition.set("memory", "512");
    return definition;
}

/// Lays a patch over a value: objects member by member, lists item by item ({} keeps an item), null removes.
void patch(Json& value, const Json& with) {
    if (with.isObject() && value.isObject()) {
        for (auto& [key, member] : with.members()) {
            if (member.isNull())
                value.erase(key);
            else if (auto* present = value.find(key))
                patch(*present, member);
            else
                value.set(key, member);
        }
    } else if (with.isArray() && value.isArray()) {
        for (std::size_t i = 0; i < with.size(); ++i)
            if (i < value.size())
                patch(value.mutableItems()[i], with.at(i));
            else
                value.push(with.at(i));
    } else {
        value = with;
    }
}

Json containers(const std::string& list) {
    return json("{'containerDefinitions':" + list + "}");
}

} // namespace

class CheckTest : public QObject {
    Q_OBJECT

    static std::set<std::string>& given() {
        static std::set<std::string> codes;
        return codes;
    }

private slots:
    void whatIsRightHasNoFindings() {
        QVERIFY(ecs::check(base()).empty());
        QVERIFY(ecs::check(fargate()).empty());
    }

    void findings_data() {
        QTest::addColumn<bool>("onFargate");
        QTest::addColumn<QString>("change");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("text");
        auto row = [](const char* code, bool onFargate, const char* change, const char* pointer,
                      const char* text) {
            QTest::newRow(code) << onFargate << change << code << pointer << text;
        };
        row("family.invalid", false, "{'family':'a b'}", "/family",
            "Family contains invalid characters when it should only contain letters, numbers, hyphens, and "
            "underscores.");
        row("container.name.missing", false, "{'containerDefinitions':[{'name':''}]}",
            "/containerDefinitions/0/name", "Container.name should not be null or empty.");
        row("container.name.invalid", false, "{'containerDefinitions':[{'name':'a/b'}]}",
            "/containerDefinitions/0/name",
            "Invalid container name 'a/b'. It should only contain letters, numbers, hyphens, and "
            "underscores.");
        row("container.name.repeated", false,
            "{'containerDefinitions':[{},{'name':'app','image':'x:1','memory':4}]}",
            "/containerDefinitions/1/name",
            "The container name 'app' is used more than once in the task definition.");
        row("container.image.missing", false, "{'containerDefinitions':[{'image':null}]}",
            "/containerDefinitions/0/image", "Container.image should not be null or empty.");
        row("container.image.moving", false, "{'containerDefinitions':[{'image':'host:5000/web'}]}",
            "/containerDefinitions/0/image",
            "The image 'host:5000/web' of container 'app' names no fixed version.");
        row("container.memory.missing", false, "{'containerDefinitions':[{'memory':null}]}",
            "/containerDefinitions/0/memory",
            "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be "
            "specified.");
        row("container.memory.underReservation", false,
            "{'containerDefinitions':[{'memory':64,'memoryReservation':65}]}",
            "/containerDefinitions/0/memory",
            "Invalid setting for container 'app'. 'memory' must not be less than 'memoryReservation'.");
        row("container.memory.overTask", false, "{'memory':'63'}", "/containerDefinitions/0/memory",
            "Invalid setting for container 'app'. 'memory' cannot be greater than the value of the task "
            "'memory'.");
        row("containers.cpu.overTask", false, "{'cpu':'256','containerDefinitions':[{'cpu':257}]}", "/cpu",
            "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");
        row("containers.essential.none", false, "{'containerDefinitions':[{'essential':false}]}",
            "/containerDefinitions", "At least one container in the task definition must be essential.");
        row("port.mismatch", false,
            "{'networkMode':'awsvpc','containerDefinitions':[{'portMappings':[{'containerPort':80,'hostPort':"
            "8080}]}]}",
            "/containerDefinitions/0/portMappings/0/hostPort",
            "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
        row("port.withoutNetwork", false,
            "{'networkMode':'none','containerDefinitions':[{'portMappings':[{'containerPort':80}]}]}",
            "/containerDefinitions/0/portMappings", "Port mappings are not supported when networkMode=none.");
        row("links.networkMode", false,
            "{'networkMode':'awsvpc','containerDefinitions':[{'links':['other']}]}",
            "/containerDefinitions/0/links", "Links are not supported when networkMode=awsvpc.");
        row("dependsOn.unknown", false,
            "{'containerDefinitions':[{'dependsOn':[{'containerName':'db','condition':'START'}]}]}",
            "/containerDefinitions/0/dependsOn/0/containerName",
            "Container 'app' depends on 'db', which is not in the task definition.");
        row("dependsOn.cycle", false,
            "{'containerDefinitions':[{'dependsOn':[{'containerName':'app','condition':'START'}]}]}",
            "/containerDefinitions/0/dependsOn", "Container 'app' depends on itself by its dependencies.");
        row("dependsOn.essential", false,
            "{'containerDefinitions':[{'dependsOn':[{'containerName':'setup','condition':'SUCCESS'}]},"
            "{'name':'setup','image':'x:1','memory':4}]}",
            "/containerDefinitions/0/dependsOn/0/condition",
            "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
        row("dependsOn.withoutCheck", false,
            "{'containerDefinitions':[{'dependsOn':[{'containerName':'db','condition':'HEALTHY'}]},"
            "{'name':'db','image':'x:1','memory':4}]}",
            "/containerDefinitions/0/dependsOn/0/condition",
            "Container 'app' waits for 'db' to be HEALTHY, which has no health check.");
        row("healthCheck.form", false, "{'containerDefinitions':[{'healthCheck':{'command':['curl']}}]}",
            "/containerDefinitions/0/healthCheck/command",
            "The health check of container 'app' should begin with CMD or CMD-SHELL.");
        row("secret.repeated", false,
            "{'containerDefinitions':[{'environment':[{'name':'X','value':'1'}],'secrets':[{'name':'X',"
            "'valueFrom':'arn'}]}]}",
            "/containerDefinitions/0/secrets/0/name",
            "The secret name must be unique and not shared with any new or existing environment variables "
            "set on the container, such as 'X'.");
        row("log.awslogs", false,
            "{'containerDefinitions':[{'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-group':"
            "'g'}}}]}",
            "/containerDefinitions/0/logConfiguration/options",
            "Log driver awslogs requires options: awslogs-region, awslogs-group");
        row("mount.unknown", false,
            "{'containerDefinitions':[{'mountPoints':[{'sourceVolume':'data','containerPath':'/data'}]}]}",
            "/containerDefinitions/0/mountPoints/0/sourceVolume",
            "Invalid setting for container 'app'. Unknown volume 'data'.");
        row("volumesFrom.unknown", false,
            "{'containerDefinitions':[{'volumesFrom':[{'sourceContainer':'db'}]}]}",
            "/containerDefinitions/0/volumesFrom/0/sourceContainer",
            "Invalid setting for container 'app'. Unknown source container 'db'.");
        row("volume.name.missing", false, "{'volumes':[{'host':{}}]}", "/volumes/0/name",
            "Volume.name should not be null or empty.");
        row("volume.name.repeated", false, "{'volumes':[{'name':'a'},{'name':'a'}]}", "/volumes/1/name",
            "The volume name 'a' is used more than once in the task definition.");
        row("volume.kinds", false,
            "{'volumes':[{'name':'a','host':{'sourcePath':'/x'},'dockerVolumeConfiguration':{'scope':'task'}}"
            "]}",
            "/volumes/0",
            "When the volume parameter is specified, only one volume configuration type should be used.");
        row("task.cpu.invalid", false, "{'cpu':'many'}", "/cpu", "Invalid 'cpu' setting for task.");
        row("task.memory.invalid", false, "{'memory':'0.3 GB'}", "/memory",
            "Invalid 'memory' setting for task.");
        row("fargate.networkMode", true, "{'networkMode':'bridge'}", "/networkMode",
            "Fargate only supports network mode ‘awsvpc’.");
        row("fargate.cpu.missing", true, "{'cpu':null}", "/cpu",
            "Fargate requires that 'cpu' be defined at the task level.");
        row("fargate.memory.missing", true, "{'memory':null}", "/memory",
            "Fargate requires that 'memory' be defined at the task level.");
        row("fargate.size", true, "{'memory':'768'}", "/memory",
            "No Fargate configuration exists for given values.");
        row("fargate.sourcePath", true, "{'volumes':[{'name':'a','host':{'sourcePath':'/x'}}]}",
            "/volumes/0/host/sourcePath", "host.sourcePath should not be set for volumes in Fargate");
        row("fargate.privileged", true, "{'containerDefinitions':[{'privileged':true}]}",
            "/containerDefinitions/0/privileged", "Fargate does not support privileged containers.");
        row("fargate.stopTimeout", true, "{'containerDefinitions':[{'stopTimeout':121}]}",
            "/containerDefinitions/0/stopTimeout",
            "Invalid setting for container 'app'. Fargate supports a 'stopTimeout' of up to 120 seconds.");
        row("here.notRunnable", false,
            "{'containerDefinitions':[{'secrets':[{'name':'KEY','valueFrom':'arn'}]}]}",
            "/containerDefinitions/0/secrets",
            "This control plane cannot run a task that needs /containerDefinitions/0/secrets.");
    }

    void findings() {
        QFETCH(bool, onFargate);
        QFETCH(QString, change);
        QFETCH(QString, code);
        QFETCH(QString, pointer);
        QFETCH(QString, text);
        auto definition = onFargate ? fargate() : base();
        patch(definition, json(change.toStdString()));
        auto all = ecs::check(definition);
        auto it = std::find_if(all.begin(), all.end(), [&](auto& f) { return q(f.code) == code; });
        QVERIFY2(it != all.end(), all.empty() ? "no finding" : all[0].code.c_str());
        QCOMPARE(q(it->pointer), pointer);
        QCOMPARE(q(ecs::apiText(*it)), text);
        given().insert(it->code);
    }

    /// Runs after the rows above: a code that no row brings about would be untested.
    void noCodeWithoutARow() {
        for (auto& code : ecs::findingCodes())
            QVERIFY2(given().contains(code), code.c_str());
    }

    void aLongerCycleIsFoundFromEachOfItsContainers() {
        auto definition = base();
        patch(definition, containers("[{'dependsOn':[{'containerName':'b','condition':'START'}]},"
                                     "{'name':'b','image':'x:1','memory':4,'dependsOn':[{'containerName':'c',"
                                     "'condition':'START'}]},"
                                     "{'name':'c','image':'x:1','memory':4,'dependsOn':[{'containerName':"
                                     "'app','condition':'START'}]},"
                                     "{'name':'d','image':'x:1','memory':4,'dependsOn':[{'containerName':"
                                     "'app','condition':'START'}]}]"));
        std::vector<std::string> inCycle;
        for (auto& finding : ecs::check(definition))
            if (finding.code == "dependsOn.cycle") inCycle.push_back(finding.arg("container"));
        QCOMPARE(inCycle, (std::vector<std::string>{"app", "b", "c"}));
    }

    void sizesMayBeWrittenWithUnits() {
        auto definition = fargate();
        definition.set("cpu", "0.25 vCPU");
        definition.set("memory", "0.5 GB");
        QVERIFY(ecs::check(definition).empty());
    }

    void warningsDoNotHinderRegistering() {
        for (auto& finding : ecs::check(containers("[]")))
            QCOMPARE(q(finding.code), QString("family.invalid"));
        auto definition = base();
        patch(definition, containers("[{'image':'web:latest'}]"));
        auto all = ecs::check(definition);
        QCOMPARE(all.size(), std::size_t{1});
        QVERIFY(all[0].severity == ecs::Severity::warning);
    }
};

static pilothouse::tests::Registered<CheckTest> registered("check");
#include "check_test.moc"
