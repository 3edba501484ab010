// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who pulls what when: against an engine that holds its answers until the test lets go.
#include "core/runtime/docker_pulls.h"
#include "tests/support/fake_engine.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QtTest>
#include <map>

using namespace pilothouse;
using namespace pilothouse::tests;
using runtime::Pulls;

namespace {

/// Pulls of a fake engine, and how often each task was told to look again.
struct Bench {
    explicit Bench(FakeEngine& fake)
        : http(std::make_shared<net::HttpClient>()), engine(http, *docker::addressOf(fake.address())),
          pulls(engine, clock, [this](const std::string& task) {
              std::scoped_lock lock(mutex);
              ++told[task];
          }) {}
    int toldOf(const std::string& task) {
        std::scoped_lock lock(mutex);
        return told[task];
    }

    SystemClock clock;
    std::mutex mutex;
    std::map<std::string, int> told;
    std::shared_ptr<net::HttpClient> http;
    docker::Engine engine;
    Pulls pulls;
};

} // namespace

class DockerPullQueueTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder;

    std::string socketPath() const { return folder.filePath("engine.sock").toStdString(); }
    static FakeEngine::Answer held(const FakeEngine::Request&) {
        FakeEngine::Answer answer;
        answer.pieces = {
            "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":3,\"total\":10},\"id\":\"a\"}\r\n"};
        answer.held = true;
        return answer;
    }
    static bool ended(const Pulls::Ticket& ticket) { return ticket.look().endedAt != 0; }

private slots:
    void tasksShareThePullOfAnImage() {
        FakeEngine fake(socketPath(), held);
        Bench bench(fake);
        auto one = bench.pulls.join("demo/a:1", "one"), two = bench.pulls.join("demo/a:1", "two");
        QTRY_COMPARE(one->look().percent, 30);
        QCOMPARE(two->look().percent, 30);
        QCOMPARE(one->look().startedAt, two->look().startedAt);
        QVERIFY(bench.toldOf("one") > 0 && bench.toldOf("two") > 0);
        QVERIFY(!ended(*one));
        fake.release();
        QTRY_VERIFY(ended(*one) && ended(*two));
        QVERIFY(!one->look().failure);
        QCOMPARE(fake.count("/images/create"), 1);
    }

    void onlySoManyAtOnce() {
        FakeEngine fake(socketPath(), held);
        Bench bench(fake);
        std::vector<std::unique_ptr<Pulls::Ticket>> tickets;
        for (int i = 0; i < Pulls::mostAtOnce + 2; ++i)
            tickets.push_back(bench.pulls.join("demo/" + std::to_string(i) + ":1", "task"));
        for (int i = 0; i < Pulls::mostAtOnce; ++i)
            QTRY_COMPARE(tickets[static_cast<std::size_t>(i)]->look().percent, 30);
        QCOMPARE(fake.count("/images/create"), Pulls::mostAtOnce);
        fake.release();
        for (auto& ticket : tickets)
            QTRY_VERIFY(ended(*ticket));
        QCOMPARE(fake.count("/images/create"), Pulls::mostAtOnce + 2);
    }

    void theLastToLetGoCallsItOff() {
        FakeEngine fake(socketPath(), held);
        Bench bench(fake);
        std::vector<std::unique_ptr<Pulls::Ticket>> tickets;
        for (int i = 0; i < Pulls::mostAtOnce; ++i)
            tickets.push_back(bench.pulls.join("demo/" + std::to_string(i) + ":1", "task"));
        auto again = bench.pulls.join("demo/0:1", "other"), waiting = bench.pulls.join("demo/next:1", "next");
        for (auto& ticket : tickets)
            QTRY_COMPARE(ticket->look().percent, 30);
        tickets[0].reset(); // the other one still wants it
        QCOMPARE(fake.count("/images/create"), Pulls::mostAtOnce);
        again.reset(); // nobody does: its place is free
        QTRY_COMPARE(waiting->look().percent, 30);
        QCOMPARE(fake.count("/images/create"), Pulls::mostAtOnce + 1);
    }

    void oneThatWaitsMayBeLeft() {
        FakeEngine fake(socketPath(), held);
        Bench bench(fake);
        std::vector<std::unique_ptr<Pulls::Ticket>> tickets;
        for (int i = 0; i < Pulls::mostAtOnce; ++i)
            tickets.push_back(bench.pulls.join("demo/" + std::to_string(i) + ":1", "task"));
        bench.pulls.join("demo/never:1", "task").reset();
        fake.release();
        for (auto& ticket : tickets)
            QTRY_VERIFY(ended(*ticket));
        QCOMPARE(fake.count("/images/create"), Pulls::mostAtOnce);
    }

    void aFailureIsToldAndNotRemembered() {
        FakeEngine fake(socketPath(), [](auto&) {
            return FakeEngine::Answer{404, "{\"message\":\"manifest unknown\"}"};
        });
        Bench bench(fake);
        auto one = bench.pulls.join("demo/a:1", "one");
        QTRY_VERIFY(ended(*one));
        QCOMPARE(one->look().failure->cause, std::string("manifest unknown"));
        auto two = bench.pulls.join("demo/a:1", "two");
        QTRY_VERIFY(ended(*two));
        QCOMPARE(fake.count("/images/create"), 2);
    }

    void theClientsEndEndsThem() {
        FakeEngine fake(socketPath(), held);
        Bench bench(fake);
        std::vector<std::unique_ptr<Pulls::Ticket>> tickets;
        for (int i = 0; i < Pulls::mostAtOnce + 1; ++i)
            tickets.push_back(bench.pulls.join("demo/" + std::to_string(i) + ":1", "task"));
        QTRY_COMPARE(tickets[0]->look().percent, 30);
        bench.http->close();
        QTRY_VERIFY(ended(*tickets[0]));
        QCOMPARE(tickets[0]->look().failure->code, std::string("net.cancelled"));
    }
};

static pilothouse::tests::Registered<DockerPullQueueTest> registered("docker_pull_queue");

#include "docker_pull_queue_test.moc"
