// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/rows.h"

#include "core/console/budget.h"
#include "core/console/merge.h"
#include "core/console/pending.h"
#include "core/console/read.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

Json parse(const char* text) {
    auto json = Json::parse(text);
    return json ? *json : Json();
}

} // namespace

class RowsTest : public QObject {
    Q_OBJECT

private slots:
    void everyMemberIsOptional() {
        for (const char* text : {"{}", "null", "[]", "\"x\"", "7"}) {
            const Json json = parse(text);
            QVERIFY(readCluster(json).arn.empty());
            QVERIFY(readService(json).deployments.empty());
            QVERIFY(readTask(json).containers.empty());
            QVERIFY(readInstance(json).attributes.empty());
        }
    }

    void aMemberOfAWrongTypeReadsAsBlank() {
        const Json json = parse(R"({"taskArn": 4, "containers": {"a": 1}, "attachments": "no",
            "startedAt": "yesterday", "lastStatus": ["RUNNING"], "group": null})");
        const Task row = readTask(json);
        QVERIFY(row.arn.empty() && row.containers.empty() && row.startedAt == 0);
    }

    void aTaskIsTheServicesOnlyByTheSchedulersMark() {
        QCOMPARE(readTask(parse(R"({"group": "service:web", "startedBy": "ecs-svc/12"})")).service,
                 std::string("web"));
        QCOMPARE(readTask(parse(R"({"group": "service:web", "startedBy": "me"})")).service, std::string());
    }

    void aTask() {
        const Task row = readTask(parse(R"({
            "taskArn": "arn:aws:ecs:us-east-1:0:task/default/abc",
            "taskDefinitionArn": "arn:aws:ecs:us-east-1:0:task-definition/web:12",
            "lastStatus": "RUNNING", "createdAt": 1700000000.123,
            "attachments": [
                {"type": "ElasticNetworkInterface", "details": [{"name": "privateIPv4Address", "value": "10.0.0.7"}]},
                {"type": "pilothouse.pull", "details": [{"name": "app", "value": "64"}, {"name": "log", "value": "90"}]}],
            "containers": [{"name": "app", "exitCode": 0}, {"name": "log"}]})"));
        QCOMPARE(row.id, std::string("abc"));
        QCOMPARE(row.family, std::string("web"));
        QCOMPARE(row.revision, 12);
        QCOMPARE(row.createdAt, Millis{1700000000123});
        QCOMPARE(row.address, std::string("10.0.0.7"));
        QCOMPARE(row.pullPercent, 64);
        QVERIFY(row.containers[0].exitCode == 0);
        QVERIFY(!row.containers[1].exitCode);
    }

    void primaryComesFirstAndEventsNewestFirst() {
        const Service row = readService(parse(R"({"serviceArn": "a",
            "deployments": [{"status": "ACTIVE", "id": "old"}, {"status": "PRIMARY", "id": "new"}],
            "events": [{"id": "1", "createdAt": 1.0}, {"id": "2", "createdAt": 2.5}]})"));
        QCOMPARE(row.deployments.front().id, std::string("new"));
        QCOMPARE(row.events.front().id, std::string("2"));
    }

    void unchangedRowsKeepTheirPointer() {
        const Rows<Cluster> old = mergeRows<Cluster>({}, {{"b", "b"}, {"a", "a"}, {"", "none"}});
        QCOMPARE(old.size(), std::size_t{2});
        QCOMPARE(old[0]->arn, std::string("a"));
        const Rows<Cluster> next = mergeRows<Cluster>(old, {{"a", "a"}, {"b", "changed"}, {"c", "c"}});
        QVERIFY(next[0] == old[0]);
        QVERIFY(next[1] != old[1]);
        QCOMPARE(next.size(), std::size_t{3});
        const Rows<Cluster> kept = mergeRows<Cluster>(next, {{"c", "c"}}, {next[0]});
        QVERIFY(kept.size() == 2 && kept[0] == old[0] && kept[1] == next[2]);
        QVERIFY(!findRow(kept, "b"));
        QVERIFY(findRow(kept, "c") == next[2]);
    }

    void pendingUntilTheEndpointShowsIt() {
        Snapshot snapshot;
        Service web = service("web", 2, 2);
        auto put = [&] { snapshot.services.rows = {std::make_shared<Service>(web)}; };
        put();
        const Pending scale{web.arn, "scale", "4"}, deploy{web.arn, "deploy", ""};
        const Before before = takeBefore(deploy, snapshot);
        QVERIFY(!isShown(scale, {}, snapshot));
        QVERIFY(!isShown(deploy, before, snapshot));
        web.desired = 4;
        web.deployments.front().id = "ecs-svc/2";
        put();
        QVERIFY(isShown(scale, {}, snapshot));
        QVERIFY(isShown(deploy, before, snapshot));
        snapshot.services.rows.clear();
        QVERIFY(isShown({web.arn, "delete", ""}, {}, snapshot));
        Task row = task("t", "web", ecs::TaskStatus::running);
        snapshot.tasks.rows = {std::make_shared<Task>(row)};
        QVERIFY(!isShown({row.arn, "stop", ""}, {}, snapshot));
        row.desiredStatus = "STOPPED";
        snapshot.tasks.rows = {std::make_shared<Task>(row)};
        QVERIFY(isShown({row.arn, "stop", ""}, {}, snapshot));
    }

    void halfOfTheThrottleTable() {
        Budget budget;
        // Service read: 100 at once, 20 a second; half of it is ours, shared by both operations.
        for (int i = 0; i < 50; ++i)
            QCOMPARE(budget.take(i % 2 ? "ListServices" : "DescribeServices", 0), Millis{0});
        QCOMPARE(budget.take("DescribeServices", 0), Millis{100});
        QCOMPARE(budget.take("ListTasks", 0), Millis{0}); // another row of the table
        QCOMPARE(budget.take("DescribeServices", 100), Millis{0});
        QCOMPARE(budget.take("ListServices", 100), Millis{100});
        for (int i = 0; i < 50; ++i)
            QCOMPARE(budget.take("ListServices", 60'000), Millis{0}); // never more than the burst
        QVERIFY(budget.take("ListServices", 60'000) > 0);
        for (int i = 0; i < 500; ++i)
            QCOMPARE(budget.take("UpdateService", 0), Millis{0});
    }
};

static Registered<RowsTest> registered("rows");
#include "rows_test.moc"
