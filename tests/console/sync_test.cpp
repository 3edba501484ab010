// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/rows.h"
#include "tests/console/sync_bench.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

class SyncTest : public QObject {
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
        bench.cluster.setServices(std::min(size, 400)); // the throttle table makes more of them slow
        bench.cluster.setTasks(size);
        bench.cluster.setInstances(size);
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(*bench.now()), 60'000);
        const auto snapshot = bench.now();
        const int services = std::min(size, 400);
        QCOMPARE(snapshot->services.rows.size(), std::size_t(services));
        QCOMPARE(snapshot->tasks.rows.size(), std::size_t(size));
        QCOMPARE(snapshot->instances.rows.size(), std::size_t(size));
        for (std::size_t i = 1; i < snapshot->tasks.rows.size(); ++i)
            QVERIFY(snapshot->tasks.rows[i - 1]->arn < snapshot->tasks.rows[i]->arn);
        // No more calls than pages and batches need: of clusters one, of an empty list no Describe at all.
        auto& endpoint = bench.cluster.endpoint;
        QCOMPARE(endpoint.count("ListServices"), std::max(1, ceilDiv(services, 100)));
        QCOMPARE(endpoint.count("DescribeServices"), ceilDiv(services, 10));
        QCOMPARE(endpoint.count("ListTasks"), std::max(1, ceilDiv(size, 100)) + 1); // one page of stopped
        QCOMPARE(endpoint.count("DescribeTasks"), ceilDiv(size, 100));
        QCOMPARE(endpoint.count("ListContainerInstances"), std::max(1, ceilDiv(size, 100)));
        QCOMPARE(endpoint.count("DescribeContainerInstances"), ceilDiv(size, 100));
    }

    void onlyWhatIsOnScreenIsAskedFor() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.start(3'600'000, Interest{"", true, false, false, false});
        QTRY_VERIFY(bench.now()->services.state == PartState::ok);
        bench.sync->refresh();
        QTRY_VERIFY(bench.cluster.endpoint.count("ListServices") >= 2);
        QCOMPARE(bench.cluster.endpoint.count("ListTasks"), 0);
        QCOMPARE(bench.cluster.endpoint.count("ListContainerInstances"), 0);
        QVERIFY(bench.now()->tasks.state == PartState::loading);
    }

    void nothingChangedWakesNobodyAndKeepsEveryPointer() {
        Bench bench;
        bench.cluster.setServices(3);
        bench.cluster.setTasks(3);
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        // The end of the first cycle may still wake: the second one settles it.
        const Millis first = bench.now()->instances.asOf;
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->instances.asOf > first);
        const auto before = bench.now();
        const int wakes = bench.wakes;
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->clusters.asOf > before->clusters.asOf &&
                    bench.now()->instances.asOf > before->instances.asOf);
        QVERIFY(bench.now()->services.rows == before->services.rows); // pointers
        QVERIFY(bench.now()->tasks.rows == before->tasks.rows);
        QCOMPARE(bench.wakes.load(), wakes);
    }

    void oneRowChangesAndOnlyItsPointer() {
        Bench bench;
        bench.cluster.setServices(3);
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        const auto before = bench.now();
        bench.cluster.with(
            [&] { bench.cluster.services[bench.cluster.serviceArn(1)].set("desiredCount", 5); });
        bench.sync->refresh();
        QTRY_COMPARE(bench.now()->services.rows[1]->desired, 5);
        QVERIFY(bench.now()->services.rows[0] == before->services.rows[0]);
        QVERIFY(bench.now()->services.rows[2] == before->services.rows[2]);
    }

    void aServiceThatDrainsStaysUntilItIsGone() {
        Bench bench;
        bench.cluster.setServices(2);
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        // ECS: a draining service is on no list, but can be described; then it is INACTIVE.
        const std::string arn = bench.cluster.serviceArn(0);
        const std::string one = bench.cluster.serviceArn(1);
        bench.cluster.setAnswer("ListServices",
                                FakeEndpoint::ok(Json::object({{"serviceArns", Json::array({Json(one)})}})));
        bench.cluster.with([&] { bench.cluster.services[arn].set("status", "DRAINING"); });
        bench.sync->refresh();
        QTRY_COMPARE(bench.now()->services.rows[0]->status, std::string("DRAINING"));
        bench.cluster.with([&] { bench.cluster.services[arn].set("status", "INACTIVE"); });
        bench.sync->refresh();
        QTRY_COMPARE(bench.now()->services.rows.size(), std::size_t{1});
        bench.cluster.with([&] { bench.cluster.services.erase(one); });
        bench.cluster.setAnswer("ListServices", std::nullopt);
        bench.sync->refresh();
        QTRY_COMPARE(bench.now()->services.rows.size(), std::size_t{0});
    }

    void stoppedTasksAreReadOnce() {
        Bench bench;
        bench.cluster.setTasks(1);
        bench.cluster.with([&] {
            Json& row = bench.cluster.tasks[bench.cluster.taskArn(7)];
            row = Json::object({{"taskArn", bench.cluster.taskArn(7)},
                                {"desiredStatus", "STOPPED"},
                                {"lastStatus", "STOPPED"}});
        });
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        QCOMPARE(bench.now()->tasks.rows.size(), std::size_t{2});
        bench.cluster.endpoint.forgetCalls();
        bench.sync->refresh();
        QTRY_COMPARE(bench.cluster.endpoint.count("DescribeTasks"), 1);
        for (const auto& call : bench.cluster.endpoint.calls())
            if (call.operation == "DescribeTasks") QCOMPARE(call.input.at("tasks").size(), std::size_t{1});
        QCOMPARE(bench.now()->tasks.rows.size(), std::size_t{2});
    }

    void theDefinitionSaysWhichContainerIsEssential() {
        Bench bench;
        const std::string definition = definitionArn("web:1");
        bench.cluster.with([&] {
            bench.cluster.tasks[bench.cluster.taskArn(0)] = Json::object(
                {{"taskArn", bench.cluster.taskArn(0)},
                 {"taskDefinitionArn", definition},
                 {"desiredStatus", "RUNNING"},
                 {"lastStatus", "RUNNING"},
                 {"containers",
                  Json::array({Json::object({{"name", "proxy"}}), Json::object({{"name", "app"}})})}});
            bench.cluster.definitions[definition] = Json::object(
                {{"containerDefinitions",
                  Json::array({Json::object({{"name", "proxy"}, {"essential", false}}),
                               Json::object(
                                   {{"name", "app"},
                                    {"healthCheck", Json::object({{"command", Json::array({"CMD"})}})}})})}});
        });
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()) && bench.now()->tasks.rows[0]->checked.has_value());
        const Task& row = *bench.now()->tasks.rows[0];
        QVERIFY(*row.checked && !row.containers[0].essential && row.containers[1].essential);
        bench.sync->refresh();
        QTRY_VERIFY(bench.cluster.endpoint.count("DescribeTasks") >= 2);
        QVERIFY(bench.now()->tasks.rows[0]->checked.has_value());
        QCOMPARE(bench.cluster.endpoint.count("DescribeTaskDefinition"), 1);
    }

    void goneMeansStaleWithItsAgeAndBackMeansLive() {
        Bench bench;
        bench.cluster.setServices(2);
        bench.start(20);
        QTRY_VERIFY(isWhole(*bench.now()));
        bench.cluster.endpoint.setOpen(false);
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->services.state == PartState::stale, 30'000);
        const auto stale = bench.now();
        QCOMPARE(stale->services.rows.size(), std::size_t{2});
        QVERIFY(stale->services.asOf > 0);
        QVERIFY(stale->services.error->code.starts_with("net."));
        QVERIFY(stale->tasks.state == PartState::stale);
        bench.cluster.endpoint.setOpen(true);
        bench.sync->reconnect();
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(*bench.now()), 30'000);
        QVERIFY(bench.now()->services.asOf > stale->services.asOf);
        QCOMPARE(bench.credentials->forgotten.load(), 1);
    }

    void neverReachedMeansFailedNotEmpty() {
        Bench bench;
        bench.cluster.endpoint.setOpen(false);
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->services.state == PartState::failed, 30'000);
        QCOMPARE(bench.now()->services.asOf, Millis{0});
    }

    void deniedIsItsOwnStateAndOthersGoOn() {
        Bench bench;
        bench.cluster.setTasks(1);
        bench.cluster.setAnswer(
            "ListServices", FakeEndpoint::error("AccessDeniedException", "not authorized to perform", 403));
        bench.start(20);
        QTRY_VERIFY(bench.now()->services.state == PartState::denied &&
                    bench.now()->tasks.state == PartState::ok);
        QCOMPARE(bench.now()->services.error->cause, std::string("not authorized to perform"));
        // It is not asked again at once, unless a person asks.
        QTRY_VERIFY(bench.cluster.endpoint.count("ListTasks") >= 6);
        QCOMPARE(bench.cluster.endpoint.count("ListServices"), 1);
        bench.cluster.setAnswer("ListServices", std::nullopt);
        bench.sync->refresh();
        QTRY_VERIFY(bench.now()->services.state == PartState::ok);
    }

    void wrongCredentialsStopTheCycle() {
        Bench bench;
        for (const char* operation : {"ListClusters", "ListServices", "ListTasks"})
            bench.cluster.setAnswer(
                operation, FakeEndpoint::error("UnrecognizedClientException",
                                               "The security token included in the request is invalid."));
        bench.start();
        QTRY_VERIFY(bench.now()->services.state == PartState::denied);
        QCOMPARE(bench.cluster.endpoint.count("ListServices"), 0);
    }

    void malformedRepliesAreErrors_data() {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("body");
        QTest::addRow("no list") << "ListServices"
                                 << "{}";
        QTest::addRow("no JSON") << "ListServices"
                                 << "<html>";
        QTest::addRow("list of another type") << "ListServices"
                                              << R"({"serviceArns": "a"})";
        QTest::addRow("no rows") << "DescribeServices"
                                 << "{}";
        QTest::addRow("the same token for ever") << "ListServices"
                                                 << R"({"serviceArns": [], "nextToken": "again"})";
    }

    void malformedRepliesAreErrors() {
        QFETCH(QString, operation);
        QFETCH(QString, body);
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setAnswer(operation.toStdString(), FakeEndpoint::Answer{200, body.toStdString()});
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->services.state == PartState::failed, 30'000);
        QTRY_VERIFY(bench.now()->tasks.state == PartState::ok);
        QVERIFY(bench.now()->services.error->code == "console.badReply" ||
                bench.now()->services.error->code == "aws.badReply");
    }

    void rowsWithoutMembersAreNoCrash() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setAnswer(
            "DescribeServices",
            FakeEndpoint::Answer{200, R"({"services": [{}, null, 4, {"serviceArn": "x"}]})"});
        bench.start();
        QTRY_VERIFY(bench.now()->services.state == PartState::ok);
        QCOMPARE(bench.now()->services.rows.size(), std::size_t{1});
    }

    void noClusterIsEmptyNotLoading() {
        Bench bench;
        bench.cluster.with([&] { bench.cluster.clusters.clear(); });
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        QVERIFY(bench.now()->services.rows.empty() && bench.now()->cluster.empty());
        QCOMPARE(bench.cluster.endpoint.count("ListServices"), 0);
    }

    void anActShowsAsPendingUntilTheEndpointShowsIt() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.start(20);
        QTRY_VERIFY(isWhole(*bench.now()));
        const std::string arn = bench.cluster.serviceArn(0);
        std::atomic<int> answers = 0;
        bench.sync->act(
            {"UpdateService", Json::object({{"service", arn}, {"desiredCount", 4}}), {{arn, "scale", "4"}}},
            [&](Result<Json> answer) { answers += answer.has_value() ? 1 : 100; });
        QCOMPARE(bench.now()->pending.size(), std::size_t{1});
        QTRY_COMPARE(answers.load(), 1);
        // The endpoint has said yes, but does not show it yet.
        const int seen = bench.cluster.endpoint.count("DescribeServices");
        QTRY_VERIFY(bench.cluster.endpoint.count("DescribeServices") >= seen + 3);
        QCOMPARE(bench.now()->pending.size(), std::size_t{1});
        bench.cluster.with([&] { bench.cluster.services[arn].set("desiredCount", 4); });
        QTRY_VERIFY(bench.now()->pending.empty());
        QCOMPARE(bench.now()->services.rows[0]->desired, 4);
    }

    void aRefusedActIsPendingNoMore() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.cluster.setAnswer("UpdateService",
                                FakeEndpoint::error("ServiceNotFoundException", "Service not found."));
        bench.start();
        QTRY_VERIFY(isWhole(*bench.now()));
        std::mutex lock;
        std::string code;
        bench.sync->act({"UpdateService", Json::object(), {{bench.cluster.serviceArn(0), "scale", "4"}}},
                        [&](Result<Json> answer) {
                            std::lock_guard guard(lock);
                            code = answer ? "ok" : answer.error().code;
                        });
        auto answered = [&] {
            std::lock_guard guard(lock);
            return code;
        };
        QTRY_COMPARE(answered(), std::string("aws.ServiceNotFoundException"));
        QTRY_VERIFY(bench.now()->pending.empty());
    }

    void aMutationIsFollowedByARefreshAtOnce() {
        Bench bench;
        bench.cluster.setServices(1);
        bench.start(); // an hour's interval
        QTRY_VERIFY(isWhole(*bench.now()));
        bench.cluster.with(
            [&] { bench.cluster.services[bench.cluster.serviceArn(0)].set("desiredCount", 9); });
        bench.sync->act({"UpdateService", Json::object(), {}}, {});
        QTRY_COMPARE(bench.now()->services.rows[0]->desired, 9);
    }

    void theEndDoesNotWaitForADeadEndpoint() {
        Bench bench;
        std::mutex hold;
        std::unique_lock held(hold);
        FakeEndpoint silent([&](const std::string&, const Json&) {
            std::lock_guard guard(hold); // answers only when the test is over
            return FakeEndpoint::ok(Json::object());
        });
        Sync::Options options;
        options.client = std::make_shared<aws::EcsClient>(
            std::make_shared<net::HttpClient>(), aws::Endpoint{silent.url(), "us-east-1"}, bench.credentials);
        std::atomic<bool> over = false;
        options.wake = [&] { QVERIFY(!over); };
        auto sync = std::make_unique<Sync>(std::move(options));
        sync->act({"StopTask", Json::object(), {}}, [&](const Result<Json>&) { QVERIFY(!over); });
        QTRY_VERIFY(silent.count("ListClusters") == 1 && silent.count("StopTask") == 1);
        sync.reset(); // would hang here
        over = true;
        held.unlock();
    }
};

static Registered<SyncTest> registered("sync");
#include "sync_test.moc"
