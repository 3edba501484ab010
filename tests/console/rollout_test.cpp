// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/event_facts.h"
#include "core/console/rollout.h"
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

class RolloutTest : public QObject {
    Q_OBJECT

private:
    static constexpr Millis now = 2'000'000;

    static Service rolling(int desired, int fresh, int old) {
        Service row = service("web", desired, fresh + old);
        row.minimumHealthyPercent = 75;
        row.maximumPercent = 150;
        row.deployments = {deployment("PRIMARY", "web:2", desired, fresh, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:1", old, old, "COMPLETED")};
        row.taskDefinition = definitionArn("web:2");
        return row;
    }
    static Part<Task> tasksOf(const Service& row, std::vector<std::pair<int, ecs::TaskStatus>> counts) {
        Part<Task> part;
        part.state = PartState::ok;
        part.asOf = now;
        int id = 0, at = 0;
        for (const auto& [count, status] : counts) {
            for (int i = 0; i < count; ++i, ++id) {
                Task made = task("t" + std::to_string(1000 + id), row.name, status);
                made.startedBy =
                    row.deployments[std::size_t(std::min(at, int(row.deployments.size()) - 1))].id;
                made.startedAt = 1'000'000 + id * 10'000;
                part.rows.push_back(std::make_shared<const Task>(made));
            }
            at += status == ecs::TaskStatus::running;
        }
        return part;
    }

private slots:
    void everySlotIsCounted() {
        const Service row = rolling(12, 5, 8);
        const Rollout rollout = rolloutOf(row,
                                          tasksOf(row, {{2, ecs::TaskStatus::pending},
                                                        {5, ecs::TaskStatus::running},
                                                        {8, ecs::TaskStatus::running}}),
                                          nullptr, now);
        QVERIFY(rollout.rolling);
        QCOMPARE(rollout.fresh, 5);
        QCOMPARE(rollout.old, 8);
        QCOMPARE(rollout.starting, 2);
        QCOMPARE(rollout.lower, 9);
        QCOMPARE(rollout.upper, 18);
        QCOMPARE(rollout.room(), 3);
        QCOMPARE(rollout.missing, 0);
        QCOMPARE(rollout.next.code, std::string("rollout.replaces"));
        checkDeclared(rollout.next);
    }

    void boundsRoundInwards_data() {
        QTest::addColumn<int>("desired");
        QTest::addColumn<int>("lower");
        QTest::addColumn<int>("upper");
        QTest::newRow("none") << 0 << 0 << 0;
        QTest::newRow("one") << 1 << 1 << 1;
        QTest::newRow("three") << 3 << 3 << 4;
        QTest::newRow("four") << 4 << 3 << 6;
    }
    void boundsRoundInwards() {
        QFETCH(int, desired);
        const Service row = rolling(desired, 0, 0);
        const Rollout rollout = rolloutOf(row, {}, nullptr, now);
        QTEST(rollout.lower, "lower");
        QTEST(rollout.upper, "upper");
    }

    void withoutTasksTheServiceCounts() {
        Service row = rolling(4, 1, 3);
        row.deployments[0].pending = 2;
        const Rollout rollout = rolloutOf(row, {}, nullptr, now);
        QCOMPARE(rollout.fresh, 1);
        QCOMPARE(rollout.old, 3);
        QCOMPARE(rollout.starting, 2);
    }

    void whatIsWantedAndNotThereIsMissingUnlessADeploymentReplacesIt() {
        const Service calm = service("web", 4, 2);
        QCOMPARE(rolloutOf(calm, tasksOf(calm, {{2, ecs::TaskStatus::running}}), nullptr, now).missing, 2);
        const Service row = rolling(4, 0, 2);
        QCOMPARE(rolloutOf(row, {}, nullptr, now).missing, 0);
    }

    void failuresAreCountedAgainstTheBreaker() {
        Service row = rolling(12, 0, 12);
        row.deployments[0].failed = 2;
        Rollout rollout = rolloutOf(row, {}, nullptr, now);
        QCOMPARE(rollout.failuresAllowed, 0);
        QCOMPARE(rollout.next.code, std::string("rollout.triesOn"));
        row.breaker = true;
        rollout = rolloutOf(row, {}, nullptr, now);
        QCOMPARE(rollout.failuresAllowed, 6);
        QCOMPARE(rollout.next.code, std::string("rollout.failsAfter"));
        row.breakerRollback = true;
        ServiceDeployment told;
        told.breakerStatus = "MONITORING";
        told.failures = 3;
        told.failuresAllowed = 4;
        rollout = rolloutOf(row, {}, &told, now);
        QCOMPARE(rollout.failures, 3);
        QCOMPARE(rollout.next.code, std::string("rollout.rollsBackAfter"));
        QCOMPARE(rollout.next.arg("left").number, 1);
        told.breakerStatus = "DISABLED"; // what is told then is no limit
        row.breaker = false;
        QCOMPARE(rolloutOf(row, {}, &told, now).failuresAllowed, 0);
    }

    void theNextTryWaitsLongerAfterEachFailure() {
        Service row = service("web", 2, 0);
        row.deployments = {deployment("PRIMARY", "web:2", 2, 0, "IN_PROGRESS")};
        Part<Task> tasks;
        tasks.asOf = now;
        Task failed = task("t1", "web", ecs::TaskStatus::stopped);
        failed.startedBy = row.deployments[0].id;
        failed.stopCode = "TaskFailedToStart";
        failed.stoppedReason = "CannotPullContainerError: no";
        failed.stoppedAt = now - 5'000;
        tasks.rows = {std::make_shared<const Task>(failed)};
        row.deployments[0].failed = 2;
        QCOMPARE(rolloutOf(row, tasks, nullptr, now).nextTry, 0);
        row.deployments[0].failed = 4;
        QCOMPARE(rolloutOf(row, tasks, nullptr, now).nextTry, failed.stoppedAt + 20'000);
        row.deployments[0].failed = 400;
        QCOMPARE(rolloutOf(row, tasks, nullptr, now).nextTry, failed.stoppedAt + 27 * 60'000);
    }

    void paceAndEndAreForeseenFromTasksThatCameUp() {
        const Service row = rolling(12, 5, 8);
        const Rollout rollout =
            rolloutOf(row, tasksOf(row, {{5, ecs::TaskStatus::running}, {8, ecs::TaskStatus::running}}),
                      nullptr, 1'045'000);
        QCOMPARE(rollout.pace, 10'000);
        QCOMPARE(rollout.doneAbout, 1'040'000 + 7 * 10'000);
    }

    void everyNextIsDeclared() {
        std::vector<Service> rows;
        for (const char* status : {"ACTIVE", "DRAINING", "INACTIVE"})
            for (int fresh : {0, 2, 4, 6})
                for (int old : {0, 3}) {
                    rows.push_back(rolling(4, fresh, old));
                    rows.back().status = status;
                    rows.push_back(rows.back());
                    rows.back().deployments[0].rolloutState = "FAILED";
                }
        rows.push_back(service("web", 0, 0));
        for (const Service& row : rows)
            checkDeclared(rolloutOf(row, {}, nullptr, now).next);
    }

    void eventsNameTheirRows() {
        const EventNames names = namesIn({"e", "(service web) has started 2 tasks: (task 0a) (task 0b).", 1});
        QCOMPARE(names.tasks, (std::vector<std::string>{"0a", "0b"}));
        const EventNames place = namesIn({"e",
                                          "(service web) was unable to place a task. The closest matching "
                                          "(container-instance 77) has insufficient memory available.",
                                          1});
        QCOMPARE(place.instances, std::vector<std::string>{"77"});
        QCOMPARE(namesIn({"e", "(service web) (deployment ecs-svc/12) deployment completed.", 1}).deployment,
                 std::string("ecs-svc/12"));
        QVERIFY(namesIn({"e", "half (task", 1}).tasks.empty());
    }

    void theSameWordsInARowAreOneRunAndNoneStandsTwice() {
        const std::vector<ServiceEvent> events{{"5", "steady", 50},  {"4", "no room", 40},
                                               {"3", "no room", 30}, {"3", "no room", 30},
                                               {"2", "no room", 20}, {"1", "steady", 10}};
        const auto runs = runsOf(events);
        QCOMPARE(runs.size(), std::size_t{3});
        QCOMPARE(runs[1].times, 3);
        QCOMPARE(runs[1].event.id, std::string("4"));
        QCOMPARE(runs[1].firstId, std::string("2"));
        QCOMPARE(runs[1].firstAt, 20);
    }

    void everyCodeOfAnEventHasAStatus() {
        for (const auto& kind : reasonKinds())
            if (kind.code.starts_with("event.") && kind.code != "event.other")
                QVERIFY2(statusOfEvent(kind.code) != Status::unknown, std::string(kind.code).c_str());
    }
};

static Registered<RolloutTest> registered("rollout");
#include "rollout_test.moc"
