// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ecs/defaults.h"

#include "tests/ecs/json.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

class DefaultsTest : public QObject {
    Q_OBJECT

private slots:
    void sizes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cpu");
        QTest::addColumn<int>("memory");
        QTest::newRow("plain") << "256" << 256 << 256;
        QTest::newRow("cpu unit") << "0.25 vCPU" << 256 << 0;
        QTest::newRow("cpu unit, small letters") << "2vcpu" << 2048 << 0;
        QTest::newRow("memory unit") << "0.5 GB" << 0 << 512;
        QTest::newRow("memory unit, small letters") << "30gb" << 0 << 30720;
        QTest::newRow("no whole number") << "0.3 GB" << 0 << 0;
        QTest::newRow("words") << "much" << 0 << 0;
        QTest::newRow("unit alone") << "vCPU" << 0 << 0;
        QTest::newRow("nothing") << "" << 0 << 0;
        QTest::newRow("zero") << "0" << 0 << 0;
        QTest::newRow("negative") << "-256" << 0 << 0;
        QTest::newRow("not a number") << "nan" << 0 << 0;
        QTest::newRow("endless") << "inf" << 0 << 0;
        QTest::newRow("too much") << "99999999999" << 0 << 0;
    }
    void sizes() {
        QFETCH(QString, text);
        QFETCH(int, cpu);
        QFETCH(int, memory);
        QCOMPARE(ecs::cpuUnits(text.toStdString()).value_or(0), cpu);
        QCOMPARE(ecs::memoryMiB(text.toStdString()).value_or(0), memory);
    }

    void whatWasNotSaidIsFilledIn() {
        auto kept = ecs::withDefaults(
            json("{'family':'web','containerDefinitions':[{'name':'a','image':'i',"
                 "'portMappings':[{'containerPort':80}],'healthCheck':{'command':['CMD','true']}}]}"));
        auto wanted = json("{'family':'web','containerDefinitions':[{'name':'a','image':'i',"
                           "'portMappings':[{'containerPort':80,'protocol':'tcp','hostPort':0}],"
                           "'healthCheck':{'command':['CMD','true'],'interval':30,'timeout':5,'retries':3},"
                           "'cpu':0,'essential':true,'environment':[],'mountPoints':[],'volumesFrom':[],"
                           "'systemControls':[]}],'volumes':[],'placementConstraints':[],"
                           "'enableFaultInjection':false}");
        QCOMPARE(q(kept.dump()), q(wanted.dump()));
    }

    void hostPortsFollowTheNetworkMode() {
        for (auto* mode : {"awsvpc", "host"}) {
            auto kept = ecs::withDefaults(
                json(std::string("{'networkMode':'") + mode +
                     "','containerDefinitions':[{'portMappings':[{'containerPort':80}]}]}"));
            QCOMPARE(kept.pointer("/containerDefinitions/0/portMappings/0/hostPort")->asInt(), 80);
        }
    }

    void whatWasSaidStays() {
        auto text =
            std::string("{'family':'web','containerDefinitions':[{'name':'a','essential':false,"
                        "'cpu':10,'portMappings':[{'hostPort':8080,'protocol':'udp','containerPort':80}"
                        "],'environment':[{'name':'A','value':'1'}],'mountPoints':[],'volumesFrom':[],"
                        "'systemControls':[]}],'volumes':[{'name':'v'}],'placementConstraints':[],"
                        "'enableFaultInjection':true,'futureMember':{'deep':[1,2]}}");
        QCOMPARE(q(ecs::withDefaults(json(text)).dump()), q(json(text).dump()));
    }

    void anAnswerOfDescribeMayBeRegisteredAgain() {
        auto first = ecs::withDefaults(
            json("{'family':'web','cpu':'1 vCPU','memory':'2 GB','containerDefinitions':[{'name':'a'}]}"));
        QCOMPARE(q(first.str("cpu")), QString("1024"));
        QCOMPARE(q(first.str("memory")), QString("2048"));
        auto described = first;
        described.set("taskDefinitionArn", "arn");
        described.set("revision", 3);
        described.set("status", "ACTIVE");
        described.set("requiresAttributes", Json::array());
        described.set("compatibilities", Json::array());
        described.set("registeredAt", 1.5);
        described.set("registeredBy", "someone");
        described.set("taskRoleArn", nullptr);
        QCOMPARE(q(ecs::withDefaults(described).dump()), q(first.dump()));
    }

    void fargateSizes() {
        QVERIFY(ecs::isFargateSize(256, 512));
        QVERIFY(ecs::isFargateSize(256, 2048));
        QVERIFY(!ecs::isFargateSize(256, 1536));
        QVERIFY(ecs::isFargateSize(1024, 8192));
        QVERIFY(!ecs::isFargateSize(1024, 1024));
        QVERIFY(ecs::isFargateSize(8192, 20480));
        QVERIFY(!ecs::isFargateSize(8192, 17408));
        QVERIFY(!ecs::isFargateSize(16384, 131072));
        QVERIFY(!ecs::isFargateSize(300, 1024));
    }
};

static pilothouse::tests::Registered<DefaultsTest> registered("defaults");
#include "defaults_test.moc"
