// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/find.h"
#include "tests/app/workload.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <csignal>
#include <fmt/format.h>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

/// What the real engine holds of one plane; taken away at the end.
class Leftovers {
public:
    explicit Leftovers(docker::Engine& engine) : m_engine(engine) {}
    ~Leftovers() {
        if (m_plane.empty()) return;
        for (auto& container : containers().items())
            (void)m_engine.call("DELETE", "/containers/" + container.str("Id") + "?force=1&v=1");
        for (auto& network : list("/networks?filters=").items())
            (void)m_engine.call("DELETE", "/networks/" + network.str("Id"));
    }
    void of(const QString& plane) { m_plane = plane.toStdString(); }

    Json containers() { return list("/containers/json?all=1&filters="); }

    /// "" if each of these tasks has one pause container and one of its own, both running, and nothing else
    /// is there.
    QString difference(const std::set<std::string>& tasks) {
        std::map<std::string, std::map<std::string, int>> seen;
        for (auto& container : containers().items()) {
            auto& labels = container.at("Labels");
            auto task = labels.str("pilothouse.task");
            if (tasks.count(task) == 0) return "a container of no running task: " + text(container.dump());
            if (container.str("State") != "running") return "not running: " + text(container.dump());
            ++seen[task][labels.str("pilothouse.container")];
        }
        for (auto& task : tasks) {
            if (seen[task].size() != 2)
                return text(fmt::format("task {} has {} containers", task, seen[task].size()));
            for (auto& [name, count] : seen[task])
                if (count != 1) return text(fmt::format("task {} has {} of {}", task, count, name));
        }
        return {};
    }

private:
    static QString text(const std::string& words) { return QString::fromStdString(words); }
    Json list(const std::string& path) {
        auto found = m_engine.call("GET", path + docker::labelFilter({"pilothouse.plane=" + m_plane}));
        return found ? *found : Json();
    }

    docker::Engine& m_engine;
    std::string m_plane;
};

} // namespace

/// The same on a real engine: containers outlive the process that is killed.
class KillDockerTest : public QObject {
    Q_OBJECT
    std::shared_ptr<net::HttpClient> m_http = std::make_shared<net::HttpClient>();
    std::unique_ptr<docker::Engine> m_engine;

private slots:
    void initTestCase() {
        auto found = docker::findEngines(m_http);
        auto* engine = docker::best(found);
        QVERIFY2(engine && engine->finding == docker::Finding::answers, "this test needs a Docker engine");
        m_engine = std::make_unique<docker::Engine>(m_http, engine->address);
        QVERIFY(m_engine->connect().has_value());
    }

    void noContainerIsWithoutATaskAndNoTaskHasTwo_data() {
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("again"); // a restart is killed as well
        QTest::newRow("before-commit") << "before-commit:9"
                                       << "";
        QTest::newRow("after-commit") << "after-commit:7"
                                      << "";
        QTest::newRow("before-reply") << "before-reply:6"
                                      << "after-start:1";
        QTest::newRow("before-goals") << "before-goals:4"
                                      << "";
        QTest::newRow("after-goals") << "after-goals:3"
                                     << "before-commit:2";
    }
    void noContainerIsWithoutATaskAndNoTaskHasTwo() {
        QFETCH(QString, point);
        QFETCH(QString, again);
        Home home;
        Leftovers leftovers(*m_engine);
        Workload work("pilothouse/worker:1");
        {
            Daemon daemon(home, {"--die-at", point}, false);
            QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
            leftovers.of(daemon.said("plane"));
            work.run(daemon);
            QCOMPARE(daemon.waitForEnd(), -SIGKILL);
        }
        if (!again.isEmpty()) {
            Daemon daemon(home, {"--die-at", again}, false);
            QCOMPARE(daemon.waitForEnd(), -SIGKILL);
        }
        Daemon daemon(home, {}, false);
        QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
        auto broken = work.check(daemon);
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
        QVERIFY(!work.running().empty());
        QTRY_COMPARE_WITH_TIMEOUT(leftovers.difference(work.running()), QString(), 60'000);
        QCOMPARE(daemon.end(), 0);
        QCOMPARE(leftovers.difference(work.running()), QString()); // a clean end stops nothing
    }
};

static pilothouse::tests::Registered<KillDockerTest> registered("kill_docker");

#include "kill_docker_test.moc"
