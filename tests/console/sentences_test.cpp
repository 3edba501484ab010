// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"

using namespace pilothouse;
using namespace pilothouse::console;
using namespace pilothouse::tests;

namespace {

QStringList codes(const std::vector<Reason>& sentences) {
    QStringList all;
    for (const Reason& sentence : sentences) {
        checkDeclared(sentence);
        all << QString::fromStdString(sentence.code);
    }
    return all;
}

Snapshot snapshotOf(std::vector<Service> services) {
    Snapshot snapshot;
    snapshot.services.asOf = 1;
    snapshot.services.state = PartState::ok;
    for (Service& row : services)
        snapshot.services.rows.push_back(std::make_shared<Service>(std::move(row)));
    return snapshot;
}

QString code(const std::string& message) {
    const Reason reason = explain(ServiceEvent{"1", message, 0});
    checkDeclared(reason);
    return QString::fromStdString(reason.code);
}

} // namespace

class SentencesTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsNotKnownIsNotSaid() {
        QVERIFY(servicesSentence(Snapshot{}).empty());
        QVERIFY(tasksSentence(Snapshot{}).empty());
    }

    void services() {
        QCOMPARE(codes(servicesSentence(snapshotOf({}))), QStringList{"services.none"});
        QCOMPARE(codes(servicesSentence(snapshotOf({service("a", 1, 1), service("b", 0, 0)}))),
                 QStringList{"services.allWell"});
        Service bad = service("c", 2, 0);
        bad.deployments.front().failed = 3;
        const auto sentences = servicesSentence(snapshotOf({service("a", 1, 1), service("b", 4, 2), bad}));
        QCOMPARE(codes(sentences), (QStringList{"services.wellOf", "services.trouble", "services.changing"}));
        QCOMPARE(sentences[0].arg("well").number, 1);
        QCOMPARE(sentences[0].arg("total").number, 3);
        QCOMPARE(sentences[1].arg("names").items.front().text, std::string("c"));
        QCOMPARE(codes(servicesSentence(snapshotOf({service("b", 4, 2)}))), QStringList{"services.changing"});
        QCOMPARE(codes(servicesSentence(snapshotOf({bad}))),
                 (QStringList{"services.noneWell", "services.trouble"}));
        Service fresh = service("d", 2, 0);
        fresh.deployments = {deployment("PRIMARY", "web:1", 2, 0, "IN_PROGRESS")};
        QCOMPARE(codes(servicesSentence(snapshotOf({service("a", 1, 1), fresh}))),
                 (QStringList{"services.wellOf", "services.starting"}));
    }

    void tasks() {
        Snapshot snapshot;
        snapshot.tasks.asOf = 1;
        QCOMPARE(codes(tasksSentence(snapshot)), QStringList{"tasks.none"});
        auto add = [&](Task row) { snapshot.tasks.rows.push_back(std::make_shared<Task>(std::move(row))); };
        add(task("a", "web", ecs::TaskStatus::running));
        add(task("b", "web", ecs::TaskStatus::pending));
        Task failed = task("c", "web", ecs::TaskStatus::stopped);
        failed.stopCode = "EssentialContainerExited";
        add(failed);
        QCOMPARE(codes(tasksSentence(snapshot)),
                 (QStringList{"tasks.running", "tasks.starting", "tasks.failed"}));
        add(failed);
        QCOMPARE(codes(tasksSentence(snapshot)),
                 (QStringList{"tasks.running", "tasks.starting", "tasks.failedSame"}));
    }

    void eventsInEcsWords() {
        QCOMPARE(code("(service web) has reached a steady state."), QString("event.steady"));
        QCOMPARE(code("service web has started 2 tasks: (task a) (task b)."), QString("event.started"));
        QCOMPARE(
            explain(ServiceEvent{"", "(service web) has started 12 tasks: (task a).", 0}).arg("count").number,
            12);
        QCOMPARE(code("(service web) has stopped 1 running tasks: (task a)."), QString("event.stopped"));
        QCOMPARE(code("(service web, taskSet ecs-svc/1) has begun draining connections on 1 tasks."),
                 QString("event.draining"));
        QCOMPARE(code("(service web) (deployment ecs-svc/1) deployment completed."),
                 QString("event.deploymentCompleted"));
        QCOMPARE(code("(service web) (deployment ecs-svc/1) deployment failed: tasks failed to start."),
                 QString("event.deploymentFailed"));
        QCOMPARE(code("(service web) rolling back to deployment ecs-svc/1."), QString("event.rollingBack"));
        QCOMPARE(code("(service web) registered 1 targets in (target-group x)"), QString("event.registered"));
        QCOMPARE(code("(service web) deregistered 1 targets in (target-group x)"),
                 QString("event.deregistered"));
        QCOMPARE(code("(service web) is unable to consistently start tasks successfully."),
                 QString("event.failingStarts"));
        QCOMPARE(code("something that AWS says tomorrow"), QString("event.other"));
        QCOMPARE(code(""), QString("event.other"));
    }

    void codesAreDeclaredOnce() {
        std::set<std::string_view> seen;
        for (const ReasonKind& kind : reasonKinds())
            QVERIFY2(seen.insert(kind.code).second, std::string(kind.code).c_str());
    }
};

static Registered<SentencesTest> registered("sentences");
#include "sentences_test.moc"
