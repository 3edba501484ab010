// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/world.h"
#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

std::string containerId(const Json& task, const std::string& name) {
    for (auto& container : task.at("containers").items())
        if (container.str("name") == name) return container.str("runtimeId");
    return {};
}

const Json* containerOf(const Json& task, const std::string& name) {
    for (auto& container : task.at("containers").items())
        if (container.str("name") == name) return &container;
    return nullptr;
}

Json find(const std::vector<Json>& tasks, const std::string& arn) {
    for (auto& task : tasks)
        if (task.str("taskArn") == arn) return task;
    return {};
}

} // namespace

/// A service of two tasks of two containers each: it comes, is repaired, rolls, goes.
class ServiceTest : public QObject {
    Q_OBJECT
    Home m_home;
    Bystander m_engine;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<WebService> m_web;
    QString m_plane;

private slots:
    void initTestCase() {
        QVERIFY2(m_engine.answers(), "no Docker engine answers: DOCKER_HOST, or /var/run/docker.sock");
        m_daemon = std::make_unique<Daemon>(m_home, QStringList{}, false);
        QVERIFY2(m_daemon->ready(), qPrintable(m_daemon->errors()));
        m_plane = m_daemon->said("plane");
        m_web = std::make_unique<WebService>(*m_daemon, "web");
        QVERIFY(m_web->registerDefinition());
        QVERIFY(m_web->create(2));
        QTRY_VERIFY_WITH_TIMEOUT(m_web->steady(2), 60'000);
    }
    void cleanupTestCase() {
        m_daemon.reset();
        m_engine.removeAllOf(m_plane);
    }

    void containersOfATaskReachOneAnotherOnLocalhost() {
        auto peersDone = [&] {
            int done = 0;
            for (auto& task : m_web->tasks())
                if (auto* peer = containerOf(task, "peer"))
                    done += peer->has("exitCode") && peer->integer("exitCode") == 0;
            return done == 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(peersDone(), 30'000);
    }

    void aKilledContainerEndsItsTaskAndIsReplaced() {
        auto victim = m_web->tasks().front();
        m_engine.kill(containerId(victim, "app"));
        auto ended = [&] {
            return find(m_web->tasks("STOPPED"), victim.str("taskArn")).str("lastStatus") == "STOPPED";
        };
        QTRY_VERIFY_WITH_TIMEOUT(ended(), 60'000);
        auto task = find(m_web->tasks("STOPPED"), victim.str("taskArn"));
        QCOMPARE(task.str("stopCode"), std::string("EssentialContainerExited"));
        QCOMPARE(task.str("stoppedReason"), std::string("Essential container in task exited"));
        QCOMPARE(containerOf(task, "app")->integer("exitCode", -1), std::int64_t{137});
        QTRY_VERIFY_WITH_TIMEOUT(m_web->steady(2), 60'000);
        QVERIFY(find(m_web->tasks(), victim.str("taskArn")).isNull());
    }

    void aContainerRemovedBehindItsBackIsNoticed() {
        auto victim = m_web->tasks().front();
        m_engine.remove(containerId(victim, "app"));
        auto ended = [&] {
            return find(m_web->tasks("STOPPED"), victim.str("taskArn")).str("lastStatus") == "STOPPED";
        };
        QTRY_VERIFY_WITH_TIMEOUT(ended(), 60'000);
        QVERIFY(!find(m_web->tasks("STOPPED"), victim.str("taskArn")).str("stoppedReason").empty());
        QTRY_VERIFY_WITH_TIMEOUT(m_web->steady(2), 60'000);
    }

    void aRollKeepsItsBounds() {
        QVERIFY(m_web->registerDefinition("2"));
        QVERIFY(m_web->update(Json::object({{"taskDefinition", "web"}})));
        int least = 99, most = 0, looks = 0;
        auto done = [&] {
            auto [healthy, live] = m_web->healthyAndLive();
            least = std::min(least, healthy), most = std::max(most, live), ++looks;
            return m_web->steady(2) && m_web->tasks().front().str("taskDefinitionArn").ends_with("web:2");
        };
        QTRY_VERIFY_WITH_TIMEOUT(done(), 120'000);
        QVERIFY(looks > 3);
        QVERIFY2(least >= 2, qPrintable(QString("only %1 healthy").arg(least))); // 100% of 2
        QVERIFY2(most <= 4, qPrintable(QString("%1 at once").arg(most)));        // 200% of 2
    }

    void aDeletedServiceLeavesNothing() {
        QVERIFY(
            m_daemon->call("DeleteService", Json::object({{"service", "web"}, {"force", true}})).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(m_web->describe().str("status") == "INACTIVE", 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_engine.containers("pilothouse.plane=" + m_plane.toStdString()).size() == 0,
                                 30'000);
    }
};

static pilothouse::tests::Registered<ServiceTest> registered("service");

#include "service_test.moc"
