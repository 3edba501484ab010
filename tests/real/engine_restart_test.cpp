// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/world.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

/// A dockerd of the test's own, in a network namespace of its own: the engine of the computer is never
/// stopped.
class EngineRestartTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QProcess m_dockerd;

    QString address() const { return "unix://" + m_folder.filePath("docker.sock"); }

    bool startEngine() {
        // The start after an unclean end may fail once (a containerd that lingers); a second try is the
        // engine's own way.
        for (int attempt = 0; attempt < 2; ++attempt) {
            QString command =
                QString("ip link set lo up && exec dockerd --data-root %1/data --exec-root %1/exec "
                        "--pidfile %1/pid -H %2 --bip 172.31.255.1/24")
                    .arg(m_folder.path(), address());
            m_dockerd.setStandardErrorFile(m_folder.filePath("log"), QIODevice::Append);
            m_dockerd.start("unshare", {"-n", "sh", "-c", command});
            if (!m_dockerd.waitForStarted()) return false;
            Bystander engine(address().toStdString());
            bool up = QTest::qWaitFor(
                [&] { return engine.answers() || m_dockerd.state() != QProcess::Running; }, 60'000);
            if (up && m_dockerd.state() == QProcess::Running) return true;
            stopEngine();
        }
        return false;
    }
    void stopEngine() {
        m_dockerd.terminate();
        m_dockerd.waitForFinished(30'000);
    }

    static bool connected(Daemon& daemon, bool wanted) {
        auto list = daemon.call("ListContainerInstances");
        if (!list || !list->at("containerInstanceArns").size()) return false;
        auto answer = daemon.call("DescribeContainerInstances",
                                  Json::object({{"containerInstances", list->at("containerInstanceArns")}}));
        if (!answer) return false;
        for (auto& instance : answer->at("containerInstances").items())
            if (instance.boolean("agentConnected") != wanted) return false;
        return answer->at("containerInstances").size() > 0;
    }

private slots:
    void cleanupTestCase() { stopEngine(); }

    void aServiceComesBackAfterItsEngineWasRestarted() {
        QVERIFY2(startEngine(),
                 qPrintable(QString::fromUtf8(fileBytes(m_folder.filePath("log"))).right(2000)));
        auto before = qgetenv("DOCKER_HOST");
        qputenv("DOCKER_HOST", address().toUtf8());
        Home home;
        Daemon daemon(home, {}, false);
        QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
        qputenv("DOCKER_HOST", before);
        WebService web(daemon, "web");
        QVERIFY(web.registerDefinition() && web.create(2));
        QTRY_VERIFY_WITH_TIMEOUT(web.steady(2), 60'000);
        auto old = web.tasks();

        stopEngine();
        QTRY_VERIFY_WITH_TIMEOUT(connected(daemon, false), 30'000);
        QVERIFY2(startEngine(),
                 qPrintable(QString::fromUtf8(fileBytes(m_folder.filePath("log"))).right(2000)));
        QTRY_VERIFY_WITH_TIMEOUT(connected(daemon, true), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(web.steady(2), 60'000);
        for (auto& task :
             old) { // their containers ended with the engine: they stopped with a reason and were replaced
            auto answer =
                daemon.call("DescribeTasks", Json::object({{"tasks", Json::array({task.str("taskArn")})}}));
            QVERIFY(answer.has_value());
            auto now = answer->at("tasks").at(std::size_t{0});
            QCOMPARE(now.str("lastStatus"), std::string("STOPPED"));
            QVERIFY(!now.str("stoppedReason").empty());
        }
        QCOMPARE(daemon.end(), 0);
    }
};

static pilothouse::tests::Registered<EngineRestartTest> registered("engine_restart");

#include "engine_restart_test.moc"
