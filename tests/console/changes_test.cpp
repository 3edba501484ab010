// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/changes.h"
#include "core/console/merge.h"
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

std::vector<Change> changes(std::vector<Service> services, const std::vector<Mark>& marks = {},
                            std::size_t most = 20) {
    Snapshot snapshot;
    snapshot.services = {PartState::ok, {}, 1, mergeRows({}, std::move(services))};
    auto all = changesOf(snapshot, marks, most);
    for (const Change& change : all)
        checkDeclared(change.what);
    return all;
}

std::string codes(const std::vector<Change>& all) {
    std::string told;
    for (const Change& change : all)
        told += (told.empty() ? "" : " ") + change.what.code;
    return told;
}

/// Without a deployment of its own.
Service quiet(const std::string& name) {
    Service row = service(name, 2, 2);
    row.deployments.clear();
    return row;
}

} // namespace

class ChangesTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsNothing() { QVERIFY(changes({}).empty()); }

    void newestFirstOverAllServices() {
        Service a = quiet("a"), b = quiet("b");
        addEvent(a, "has started 1 tasks: (task x).", 1'000);
        addEvent(b, "has stopped 1 running tasks: (task x).", 2'000);
        addEvent(a, "is unable to consistently start tasks successfully.", 3'000);
        const auto all = changes({a, b});
        QCOMPARE(codes(all), std::string("event.failingStarts event.stopped event.started"));
        QCOMPARE(all[1].subject.text, std::string("b"));
        QCOMPARE(all[1].place, (PlaceOf{PlaceOf::Kind::service, "b"}));
        QVERIFY(all[1].raw.find("has stopped") != std::string::npos);
    }

    void steadyIsNoChange() {
        Service row = quiet("a");
        addEvent(row, "has reached a steady state.", 1'000);
        QVERIFY(changes({row}).empty());
    }

    void aRowOfTheSameIsOneLine() {
        Service row = quiet("a");
        addEvent(row, "has started 2 tasks: (task x).", 1'000);
        addEvent(row, "has reached a steady state.", 2'000);
        addEvent(row, "has started 3 tasks: (task x).", 3'000);
        const auto all = changes({row});
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all[0].what.arg("count").number, 5);
        QCOMPARE(all[0].at, Millis(3'000));
    }

    void aDeploymentIsToldOnceByItsEnd() {
        Service row = service("web", 2, 2);
        row.deployments = {deployment("PRIMARY", "web:2", 2, 2, "COMPLETED")};
        row.deployments[0].createdAt = 10'000;
        row.deployments[0].updatedAt = 40'000;
        Mark start;
        start.at = 10'000;
        start.service = row.arn;
        start.name = "web";
        start.deployment = row.deployments[0].id;
        start.definition = row.deployments[0].taskDefinition;
        start.before = definitionArn("web:1");
        Mark end = start;
        end.kind = Mark::Kind::completed;
        end.at = 40'000;
        end.took = 30'000;
        const auto all = changes({row}, {start, end});
        QCOMPARE(codes(all), std::string("change.completed"));
        QCOMPARE(all[0].what.arg("took").number, 30'000);
        QCOMPARE(all[0].what.arg("from").text, std::string("web:1"));
        QCOMPARE(codes(changes({row})), std::string("change.completedAgain")); // not seen to happen
    }

    void underWayAndFailed() {
        Service row = service("web", 2, 2);
        row.deployments = {deployment("PRIMARY", "web:3", 2, 0, "IN_PROGRESS"),
                           deployment("ACTIVE", "web:2", 2, 0, "FAILED"),
                           deployment("ACTIVE", "web:1", 2, 2, "COMPLETED")};
        row.deployments[0].createdAt = 3'000;
        row.deployments[1].createdAt = row.deployments[1].updatedAt = 2'000;
        row.deployments[2].createdAt = row.deployments[2].updatedAt = 1'000;
        // When the one that is being replaced ended is not known any more.
        QCOMPARE(codes(changes({row})), std::string("change.started change.failed"));
    }

    void scalingsComeFromTheMarks() {
        Mark scaled;
        scaled.kind = Mark::Kind::scaled;
        scaled.at = 5'000;
        scaled.name = "api";
        scaled.from = 6;
        scaled.to = 8;
        const auto all = changes({}, {scaled});
        QCOMPARE(codes(all), std::string("change.scaled"));
        QCOMPARE(all[0].what.arg("to").number, 8);
    }

    void onlyTheNewestAreRead() {
        std::vector<Service> rows;
        for (int i = 0; i < 30; ++i) {
            Service row = quiet("s" + std::to_string(i));
            addEvent(row, "has started 1 tasks: (task x).", 1'000 + i * 10);
            addEvent(row, "has stopped 1 running tasks: (task x).", 1'005 + i * 10);
            rows.push_back(row);
        }
        const auto all = changes(rows, {}, 5);
        QCOMPARE(all.size(), std::size_t(5));
        QCOMPARE(all[0].subject.text, std::string("s29"));
        QCOMPARE(all[4].at, Millis(1'275));
    }
};

static Registered<ChangesTest> registered("changes");
#include "changes_test.moc"
