// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A cluster with 2,000 services: no more calls than the batches need, inside the throttle table, and the
// first rows at once.
#include "core/console/budget.h"
#include "tests/console/rows.h"
#include "tests/console/sync_bench.h"
#include "tests/support/test_registry.h"

#include <QElapsedTimer>

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

constexpr double noLimit = 1'000;
constexpr Millis hour = 3'600'000;
constexpr int services = 2'000, aSecond = 20; // calls that a paced endpoint answers in one

Interest of(bool wantServices, bool wantTasks, bool wantInstances) {
    return {"", wantServices, wantTasks, wantTasks, wantInstances};
}

} // namespace

class SyncPaceTest : public QObject {
    Q_OBJECT

private slots:
    void noMoreCallsThanTheBatchesNeed() {
        Bench bench;
        bench.cluster.setServices(services);
        bench.cluster.setTasks(services);
        bench.cluster.setInstances(150);
        auto& endpoint = bench.cluster.endpoint;
        bench.start(hour, {}, noLimit);
        auto needed = [&](int lists) {
            return endpoint.count("ListServices") == 20 && endpoint.count("DescribeServices") == 200 &&
                   endpoint.count("ListTasks") == 20 + 1 && endpoint.count("DescribeTasks") == 20 &&
                   endpoint.count("ListContainerInstances") == 2 &&
                   endpoint.count("DescribeContainerInstances") == 2 &&
                   static_cast<int>(endpoint.calls().size()) == lists + 220 + 41 + 4;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWhole(*bench.now()), 60'000);
        QVERIFY(needed(2)); // of clusters
        const Millis before = bench.now()->instances.asOf;
        const auto rows = bench.now()->services.rows;
        endpoint.forgetCalls();
        bench.sync->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.now()->instances.asOf > before, 60'000);
        QVERIFY(needed(2));
        QVERIFY(bench.now()->services.rows == rows); // pointers
        for (const auto& call : endpoint.calls())
            if (call.operation == "DescribeServices")
                QCOMPARE(call.input.at("services").size(), std::size_t{10});
    }

    /// Half of the table's burst, and half of its rate from then on: however slow this machine is, never
    /// more.
    void theThrottleTableIsKept() {
        Bench bench;
        bench.cluster.setServices(services);
        QElapsedTimer since;
        since.start();
        bench.start(hour, of(true, false, false));
        auto& endpoint = bench.cluster.endpoint;
        auto reads = [&] { return endpoint.count("ListServices") + endpoint.count("DescribeServices"); };
        auto kept = [&] {
            const int calls = reads();
            return calls <= 50 + 10 * static_cast<double>(since.elapsed() + 1) / 1'000;
        };
        bool always = true;
        auto pastTheBurst = [&] {
            always = always && kept();
            return reads() >= 56;
        };
        QTRY_VERIFY_WITH_TIMEOUT(pastTheBurst(), 60'000);
        QVERIFY(always && kept());
    }

    /// The same for a whole refresh, on a clock of its own: 220 calls of one row of the table.
    void aRefreshFitsTheTable() {
        Budget budget;
        std::vector<Millis> sent;
        Millis now = 0;
        for (int i = 0; i < 220; ++i) {
            while (const Millis wait = budget.take(i < 20 ? "ListServices" : "DescribeServices", now))
                now += wait;
            sent.push_back(now);
        }
        for (std::size_t i = 0; i < sent.size(); ++i)
            for (std::size_t j = i; j < sent.size(); ++j)
                QVERIFY(static_cast<double>(j - i + 1) <=
                        50 + 10 * static_cast<double>(sent[j] - sent[i]) / 1'000 + 1);
        QCOMPARE(sent.back(), Millis{17'000}); // (220 - 50) / 10 a second
    }

    void thePagesRowsComeWithinTheFirstSecondsCalls_data() {
        QTest::addColumn<bool>("tasks");
        QTest::newRow("services alone") << false;
        QTest::newRow("services, tasks and instances") << true;
    }
    void thePagesRowsComeWithinTheFirstSecondsCalls() {
        QFETCH(bool, tasks);
        Bench bench;
        bench.cluster.setServices(services);
        bench.cluster.setTasks(services);
        bench.cluster.setInstances(60);
        bench.cluster.pace(aSecond);
        bench.start(hour, of(true, tasks, tasks));
        QTRY_VERIFY(bench.now()->services.rows.size() >= 100);
        if (tasks) QTRY_VERIFY(bench.now()->tasks.rows.size() >= 100);
        if (tasks) QTRY_COMPARE(bench.now()->instances.rows.size(), std::size_t{60});
        // They are the first ones, and the list says that it is not whole.
        QVERIFY(bench.now()->services.state == PartState::loading);
        QVERIFY(bench.now()->services.rows.size() < std::size_t{services});
        QVERIFY(bench.wakes >= 1);
    }

    void aShortListIsReadWholeBeforeTheNext() {
        Bench bench;
        bench.cluster.setServices(30);
        bench.cluster.setTasks(30);
        bench.start(hour, of(true, true, true), noLimit);
        QTRY_VERIFY(isWhole(*bench.now()));
        QStringList order;
        for (const auto& call : bench.cluster.endpoint.calls())
            if (order.isEmpty() || order.last() != QString::fromStdString(call.operation))
                order << QString::fromStdString(call.operation);
        QCOMPARE(order.join(' '),
                 QString("ListClusters DescribeClusters ListServices DescribeServices ListTasks "
                         "DescribeTasks ListContainerInstances"));
    }

    /// Somebody turns to another page while the long list is read: nothing waits for its end.
    void anotherPageIsServedAtOnce() {
        Bench bench;
        bench.cluster.setServices(services);
        bench.cluster.setInstances(5);
        bench.start(hour, of(true, false, false)); // 17 s at the table's pace
        QTRY_VERIFY(bench.now()->services.rows.size() >= 100);
        bench.sync->setInterest(of(false, false, true));
        QTRY_VERIFY(bench.now()->instances.state == PartState::ok);
        QVERIFY(bench.now()->services.state == PartState::loading);
        QVERIFY(bench.now()->services.rows.size() >= 100); // what was there stays
    }

    void aPartThatFailsAfterTheFirstPageFailsForItself() {
        Bench bench;
        bench.cluster.setServices(250);
        bench.cluster.setTasks(5);
        bench.cluster.setAnswer("ListTasks", FakeEndpoint::error("AccessDeniedException", "no", 400));
        bench.start(hour, of(true, true, true), noLimit);
        QTRY_VERIFY(bench.now()->services.state == PartState::ok &&
                    bench.now()->instances.state == PartState::ok);
        QVERIFY(bench.now()->tasks.state == PartState::denied);
        QCOMPARE(bench.now()->services.rows.size(), std::size_t{250});
    }
};

static Registered<SyncPaceTest> registered("sync_pace");
#include "sync_pace_test.moc"
