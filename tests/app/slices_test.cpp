// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/slices.h"

#include "tests/support/test_registry.h"

#include <QtTest>
#include <map>

using namespace pilothouse;

class SlicesTest : public QObject {
    Q_OBJECT

    static std::vector<control::InstanceRow> cut(int cpus, std::int64_t mebibytes) {
        control::EngineObservation engine{"docker",        true,    "docker 20.10.24", "", cpus,
                                          mebibytes << 20, "kernel"};
        auto added = app::cutSlices(engine, "47" + std::string(30, 'a'), "eu-west-1");
        return added.cluster == "default" ? added.rows : std::vector<control::InstanceRow>{};
    }

private slots:
    void threeOfAThirdEach() {
        auto rows = cut(12, 8192);
        QCOMPARE(rows.size(), std::size_t{3});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].cpu, 4096);
            QCOMPARE(rows[i].memory, 2048); // a third of 75%
            QCOMPARE(rows[i].zone, std::string("eu-west-1") + "abc"[i]);
            QCOMPARE(rows[i].address, "127.71.0.1" + std::to_string(i)); // 64 + 0x47 mod 64
            QVERIFY(rows[i].connected);
        }
    }

    void whatAttributesSay() {
        auto row = cut(12, 8192)[1];
        std::map<std::string, std::string> attributes(row.attributes.begin(), row.attributes.end());
        QCOMPARE(attributes["ecs.availability-zone"], std::string("eu-west-1b"));
        QCOMPARE(attributes["ecs.os-type"], std::string("linux"));
        QCOMPARE(attributes["pilothouse.engine"], std::string("docker 20.10.24"));
        QCOMPARE(attributes["pilothouse.limits"], std::string("kernel"));
        QVERIFY(!attributes["ecs.instance-type"].empty());
        QVERIFY(attributes["ecs.cpu-architecture"] == "x86_64" ||
                attributes["ecs.cpu-architecture"] == "arm64");
    }

    void fewerWhereOneWouldBeTooSmall_data() {
        QTest::addColumn<int>("cpus");
        QTest::addColumn<int>("mebibytes");
        QTest::addColumn<int>("count");
        QTest::newRow("a third holds exactly 512 MiB") << 8 << 2048 << 3;
        QTest::newRow("a third holds less") << 8 << 2047 << 2;
        QTest::newRow("a half holds less") << 8 << 1365 << 1;
        QTest::newRow("one, however small") << 1 << 256 << 1;
        QTest::newRow("one processor has 1024 units") << 1 << 65536 << 3;
    }
    void fewerWhereOneWouldBeTooSmall() {
        QFETCH(int, cpus);
        QFETCH(int, mebibytes);
        QTEST(static_cast<int>(cut(cpus, mebibytes).size()), "count");
    }
};

static pilothouse::tests::Registered<SlicesTest> registered("slices");

#include "slices_test.moc"
