// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/merge.h"
#include "core/console/read.h"
#include "tests/console/rows.h"
#include "tests/console/sync_bench.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

constexpr double noLimit = 1'000;
constexpr Millis hour = 3'600'000;

Interest ofService(const std::string& arn) {
    Interest interest;
    interest.tasks = interest.stoppedTasks = interest.instances = false;
    interest.service = arn;
    return interest;
}

bool isKnown(const Snapshot& s) {
    return s.serviceDeployments.state == PartState::ok && s.serviceRevisions.state == PartState::ok;
}

} // namespace

class SyncDeploymentsTest : public QObject {
    Q_OBJECT

private slots:
    void listsOfEverySize_data() {
        QTest::addColumn<int>("size");
        for (int size : {0, 1, 10, 11, 100, 101, 1001})
            QTest::addRow("%d", size) << size;
    }

    void listsOfEverySize() {
        QFETCH(int, size);
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setServiceDeployments(size);
        bench.start(hour, ofService(bench.cluster.serviceArn(0)), noLimit);
        QTRY_VERIFY_WITH_TIMEOUT(isKnown(*bench.now()), 60'000);
        QCOMPARE(bench.now()->serviceDeployments.rows.size(), std::size_t(size));
        QCOMPARE(bench.now()->serviceRevisions.rows.size(), std::size_t(size));
        auto& endpoint = bench.cluster.endpoint;
        QCOMPARE(endpoint.count("ListServiceDeployments"), std::max(1, ceilDiv(size, 100)));
        QCOMPARE(endpoint.count("DescribeServiceDeployments"), ceilDiv(size, 20));
        QCOMPARE(endpoint.count("DescribeServiceRevisions"), ceilDiv(size, 20));
        // Then one page and one batch tell what is new, however many there are.
        endpoint.forgetCalls();
        bench.sync->setInterest([&] {
            auto interest = ofService(bench.cluster.serviceArn(0));
            interest.instances = true; // any change begins a cycle
            return interest;
        }());
        QTRY_VERIFY(endpoint.count("ListServices") >= 1);
        QCOMPARE(endpoint.count("ListServiceDeployments"), 1);
        QCOMPARE(endpoint.count("DescribeServiceDeployments"), std::min(size, 1));
        QCOMPARE(endpoint.count("DescribeServiceRevisions"), 0);
    }

    void whatIsUnfinishedOrNewIsFollowed() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setServiceDeployments(30);
        const std::string last = bench.cluster.deploymentArn(29), fresh = bench.cluster.deploymentArn(30);
        bench.cluster.with([&] { bench.cluster.serviceDeployments[last].set("status", "IN_PROGRESS"); });
        bench.start(20, ofService(bench.cluster.serviceArn(0)));
        QTRY_VERIFY(isKnown(*bench.now()));
        const auto before = bench.now();
        bench.cluster.with([&] {
            bench.cluster.serviceDeployments[last].set("status", "STOPPED");
            bench.cluster.serviceDeployments[fresh] = Json::object(
                {{"serviceDeploymentArn", fresh},
                 {"status", "IN_PROGRESS"},
                 {"createdAt", Json::seconds(1'700'001'000'000)},
                 {"targetServiceRevision", Json::object({{"arn", bench.cluster.revisionArn(30)}})}});
            bench.cluster.serviceRevisions[bench.cluster.revisionArn(30)] =
                Json::object({{"serviceRevisionArn", bench.cluster.revisionArn(30)}});
        });
        QTRY_COMPARE(bench.now()->serviceDeployments.rows.size(), std::size_t{31});
        QTRY_COMPARE(findRow(bench.now()->serviceDeployments.rows, last)->status, std::string("STOPPED"));
        QTRY_VERIFY(findRow(bench.now()->serviceRevisions.rows, bench.cluster.revisionArn(30)));
        for (std::size_t i = 0; i < 29; ++i)
            QVERIFY(bench.now()->serviceDeployments.rows[i] == before->serviceDeployments.rows[i]);
        bench.cluster.with([&] {
            Json target = Json::object({{"arn", bench.cluster.revisionArn(30)}, {"runningTaskCount", 2}});
            bench.cluster.serviceDeployments[fresh].set("targetServiceRevision", target);
        });
        QTRY_COMPARE(findRow(bench.now()->serviceDeployments.rows, fresh)->running, 2);
    }

    void anotherServiceBeginsAnew() {
        Bench bench;
        bench.cluster.setServices(2);
        bench.cluster.setServiceDeployments(3);
        bench.start(20, ofService(bench.cluster.serviceArn(0)));
        QTRY_VERIFY(isKnown(*bench.now()));
        QCOMPARE(bench.now()->service, bench.cluster.serviceArn(0));
        // The endpoint knows no other service's: the old one's rows are not shown for them.
        bench.sync->setInterest(ofService(bench.cluster.serviceArn(1)));
        QTRY_COMPARE(bench.now()->service, bench.cluster.serviceArn(1));
        QVERIFY(bench.now()->serviceDeployments.rows.empty() && bench.now()->serviceRevisions.rows.empty());
        QTRY_VERIFY(bench.now()->serviceDeployments.state == PartState::failed);
        QCOMPARE(bench.now()->serviceDeployments.error->code, std::string("aws.ServiceNotFoundException"));
        QVERIFY(bench.now()->services.state == PartState::ok);
        bench.sync->setInterest(ofService({}));
        QTRY_VERIFY(bench.now()->service.empty());
        QVERIFY(bench.now()->serviceDeployments.state == PartState::loading);
    }

    void aRevisionThatIsGoneIsAskedForOnce() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setServiceDeployments(2);
        bench.cluster.with([&] { bench.cluster.serviceRevisions.erase(bench.cluster.revisionArn(1)); });
        bench.start(20, ofService(bench.cluster.serviceArn(0)));
        QTRY_VERIFY(isKnown(*bench.now()));
        QTRY_VERIFY(bench.cluster.endpoint.count("ListServiceDeployments") >= 4);
        QCOMPARE(bench.cluster.endpoint.count("DescribeServiceRevisions"), 1);
        QCOMPARE(bench.now()->serviceRevisions.rows.size(), std::size_t{1});
    }

    void eachFailsForItself() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setServiceDeployments(2);
        bench.cluster.setAnswer("DescribeServiceRevisions",
                                FakeEndpoint::error("UnknownOperationException", "no such operation"));
        bench.start(20, ofService(bench.cluster.serviceArn(0)));
        QTRY_VERIFY(bench.now()->serviceDeployments.state == PartState::ok &&
                    bench.now()->serviceRevisions.state == PartState::failed);
        QTRY_VERIFY(bench.cluster.endpoint.count("ListServiceDeployments") >= 4); // the pace is kept
        QCOMPARE(bench.cluster.endpoint.count("DescribeServiceRevisions"), 1);
        bench.cluster.setAnswer("ListServiceDeployments",
                                FakeEndpoint::error("AccessDeniedException", "not authorized", 400));
        QTRY_VERIFY(bench.now()->serviceDeployments.state == PartState::denied);
        QCOMPARE(bench.now()->serviceDeployments.rows.size(), std::size_t{2});
        QVERIFY(bench.now()->services.state == PartState::ok);
        bench.cluster.setAnswer("ListServiceDeployments", std::nullopt);
        bench.cluster.setAnswer("DescribeServiceRevisions", std::nullopt);
        bench.sync->refresh();
        QTRY_VERIFY(isKnown(*bench.now()));
    }

    void nothingChangedWakesNobody() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setServiceDeployments(25);
        bench.start(hour, ofService(bench.cluster.serviceArn(0)));
        QTRY_VERIFY(isKnown(*bench.now()) && bench.now()->services.state == PartState::ok);
        Millis before = bench.now()->services.asOf;
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->services.asOf > before);
        const auto kept = bench.now();
        const int wakes = bench.wakes;
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->services.asOf > kept->services.asOf);
        QVERIFY(bench.now()->serviceDeployments.asOf > kept->serviceDeployments.asOf);
        QVERIFY(bench.now()->serviceDeployments.rows == kept->serviceDeployments.rows);
        QVERIFY(bench.now()->serviceRevisions.rows == kept->serviceRevisions.rows);
        QCOMPARE(bench.wakes.load(), wakes);
    }

    void everyMemberIsOptional() {
        for (const char* text : {"{}", "null", "[]", "7",
                                 R"({"serviceDeploymentArn": 1, "targetServiceRevision": [], "rollback": 7,
                                     "sourceServiceRevisions": {"a": 1}, "createdAt": "now"})"}) {
            const auto parsed = Json::parse(text);
            const Json json = parsed ? *parsed : Json();
            const auto row = readServiceDeployment(json);
            QVERIFY(row.arn.empty() && row.createdAt == 0 && row.sourceRevisions.empty() &&
                    row.failuresAllowed == 0);
            QVERIFY(readServiceRevision(json).arn.empty());
        }
    }

    void aServiceDeployment() {
        const auto json = Json::parse(R"({
            "serviceDeploymentArn": "arn:aws:ecs:r:0:service-deployment/c/web/17", "status": "ROLLBACK_SUCCESSFUL",
            "statusReason": "tasks failed", "createdAt": 10.5, "finishedAt": 12,
            "targetServiceRevision": {"arn": "t", "requestedTaskCount": 4, "runningTaskCount": 1, "pendingTaskCount": 2},
            "sourceServiceRevisions": [{"arn": "s1"}, {}, {"arn": "s2"}],
            "rollback": {"reason": "why", "serviceRevisionArn": "s1"},
            "deploymentCircuitBreaker": {"status": "TRIGGERED", "failureCount": 3, "threshold": 3}})");
        const auto row = readServiceDeployment(*json);
        QCOMPARE(row.id, std::string("17"));
        QCOMPARE(row.createdAt, Millis{10'500});
        QCOMPARE(row.finishedAt, Millis{12'000});
        QVERIFY(row.requested == 4 && row.running == 1 && row.pending == 2);
        QCOMPARE(row.sourceRevisions, (std::vector<std::string>{"s1", "s2"}));
        QCOMPARE(row.rollbackRevision, std::string("s1"));
        QVERIFY(row.failures == 3 && row.failuresAllowed == 3 && row.breakerStatus == "TRIGGERED");
        const auto brief = readServiceDeployment(Json::object({{"targetServiceRevisionArn", "t"}}));
        QCOMPARE(brief.targetRevision, std::string("t"));
    }
};

static Registered<SyncDeploymentsTest> registered("sync_deployments");
#include "sync_deployments_test.moc"
