// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine ends and comes back. It is one of the test's own, with its own data and network namespace: an
// engine that was running already is never stopped.
#include "tests/runtime/docker_fixture.h"
#include "tests/support/test_registry.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

class OwnEngine {
public:
    ~OwnEngine() {
        end();
        // What a container had mounted may outlive it a little.
        QProcess::execute("/bin/sh", {"-c", "for m in $(grep -o ' " + m_folder.path() +
                                                "[^ ]*' /proc/mounts); do umount -l $m; done"});
    }

    bool begin() {
        m_process = std::make_unique<QProcess>();
        m_process->setStandardOutputFile(m_folder.filePath("log"), QIODevice::Append);
        m_process->setStandardErrorFile(m_folder.filePath("log"), QIODevice::Append);
        auto dockerd = QFile::exists("/usr/sbin/dockerd") ? "/usr/sbin/dockerd" : "/usr/bin/dockerd";
        // Each execs the next: the process is the engine itself. It ends with a test that dies.
        m_process->start("/usr/bin/setpriv",
                         {"--pdeathsig", "TERM", "/usr/bin/unshare", "-n", "/bin/sh", "-c",
                          "ip link set lo up; exec \"$@\"", "sh", dockerd, "--data-root",
                          m_folder.filePath("data"), "--exec-root", m_folder.filePath("exec"), "--pidfile",
                          m_folder.filePath("pid"), "-H", QString::fromStdString(address().text)});
        return m_process->waitForStarted();
    }
    void end() {
        if (!m_process) return;
        m_process->terminate();
        m_process->waitForFinished(60'000);
        m_process.reset();
    }
    docker::Address address() const {
        return *docker::addressOf("unix://" + m_folder.filePath("docker.sock").toStdString());
    }
    std::string log() const {
        QFile file(m_folder.filePath("log"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().right(2000).toStdString() : "";
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
};

bool answersNow(const docker::Address& address) {
    return docker::Engine(std::make_shared<net::HttpClient>(), address).connect().has_value();
}

} // namespace

class DockerRestartTest : public QObject {
    Q_OBJECT

private slots:
    void anEngineThatComesBackIsTakenUp() {
        OwnEngine own;
        QVERIFY(own.begin());
        QTRY_VERIFY2_WITH_TIMEOUT(answersNow(own.address()), own.log().c_str(), 60'000);
        TestEngine engine(own.address());
        TestPlane plane(engine);
        plane.start();
        auto goal = plane.task(definitionOf({busyboxRuns(engine, "one", "exec /bin/busybox sleep 3600")},
                                            ecs::NetworkMode::none));
        plane.want(goal);
        QVERIFY(plane.await(goal, allRun).has_value());

        own.end();
        QVERIFY(plane.awaitEngine([](auto& seen) { return !seen.answers; }));
        QVERIFY(own.begin());
        QVERIFY2(plane.awaitEngine([](auto& seen) { return seen.answers; }), own.log().c_str());
        // What ran has ended with its engine: that is said, and it is not started again by itself.
        auto seen = plane.await(goal, [](auto& now) {
            return now.network == NetworkState::lost && now.containers[0].state == ObservedContainer::exited;
        });
        QVERIFY(seen.has_value());
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
        QCOMPARE(engine.count(plane.label()), std::size_t{0});

        auto next = plane.task(definitionOf({busyboxRuns(engine, "one", "exec /bin/busybox sleep 3600")},
                                            ecs::NetworkMode::none));
        plane.want(next);
        QVERIFY(plane.await(next, allRun).has_value());
    }

    void goalsGivenWhileItIsAwayAreMetAfterwards() {
        OwnEngine own;
        TestEngine early(own.address());
        QVERIFY(!early.answers());
        TestPlane plane(early);
        auto definition = definitionOf({}, ecs::NetworkMode::none);
        ecs::ContainerDefinition worker;
        worker.name = "worker";
        worker.image = "pilothouse/worker:1";
        definition.containers = {worker};
        auto goal = plane.task(definition);
        plane.start();
        QVERIFY(plane.awaitEngine([](auto& seen) { return !seen.answers; }));
        plane.want(goal);
        QVERIFY(own.begin());
        QVERIFY2(plane.await(goal, allRun).has_value(), own.log().c_str());
        plane.want(plane.removed(goal));
        QVERIFY(plane.await(goal, isGone).has_value());
    }
};

static pilothouse::tests::Registered<DockerRestartTest> registered("docker_restart");

#include "docker_restart_test.moc"
