// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/world.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <csignal>
#include <set>

using namespace pilothouse;
using namespace pilothouse::tests;

/// Power cuts of the plane, strangers and other planes on the same engine.
class SurvivalTest : public QObject {
    Q_OBJECT
    Bystander m_engine;

    std::size_t containersOf(const QString& plane) {
        return m_engine.containers("pilothouse.plane=" + plane.toStdString()).size();
    }

    /// Tasks that have containers on the engine.
    std::set<std::string> tasksOf(const QString& plane) {
        std::set<std::string> ids;
        for (auto& item : m_engine.containers("pilothouse.plane=" + plane.toStdString()).items())
            ids.insert(item.at("Labels").str("pilothouse.task"));
        return ids;
    }

private slots:
    void initTestCase() {
        QVERIFY2(m_engine.answers(), "no Docker engine answers: DOCKER_HOST, or /var/run/docker.sock");
    }

    void aDeploymentGoesOnAfterAKill() {
        Home home;
        QString plane;
        {
            Daemon daemon(home, {}, false);
            QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
            plane = daemon.said("plane");
            WebService web(daemon, "web");
            QVERIFY(web.registerDefinition() && web.create(2));
            QTRY_VERIFY_WITH_TIMEOUT(web.steady(2), 60'000);
            QVERIFY(web.registerDefinition("2"));
            QVERIFY(web.update(Json::object({{"taskDefinition", "web"}})));
            // In the middle: the new tasks have begun, the old ones still serve.
            QTRY_VERIFY_WITH_TIMEOUT(tasksOf(plane).size() > 2, 30'000);
            QCOMPARE(daemon.end(SIGKILL), -SIGKILL);
        }
        Daemon daemon(home, {}, false);
        QVERIFY2(daemon.ready(), qPrintable(daemon.errors()));
        QCOMPARE(daemon.said("plane"), plane);
        WebService web(daemon, "web");
        QTRY_VERIFY_WITH_TIMEOUT(web.steady(2), 120'000);
        std::set<std::string> known;
        for (auto& task : web.tasks()) {
            QVERIFY(task.str("taskDefinitionArn").ends_with("web:2"));
            known.insert(task.str("taskArn").substr(task.str("taskArn").rfind('/') + 1));
        }
        QTRY_VERIFY_WITH_TIMEOUT(tasksOf(plane) == known, 60'000); // no container without a task
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(plane), std::size_t{2 * 3},
                                  60'000); // pause, app, peer: no task has two
        daemon.end();
        m_engine.removeAllOf(plane);
    }

    void strangersAndOtherPlanesAreLeftAlone() {
        Home one, two;
        Daemon first(one, {}, false), second(two, {}, false);
        QVERIFY2(first.ready() && second.ready(), qPrintable(first.errors() + second.errors()));
        QVERIFY(first.said("plane") != second.said("plane"));
        WebService here(first, "web"), there(second, "web");
        QVERIFY(here.registerDefinition() && here.create(1));
        QVERIFY(there.registerDefinition() && there.create(1));
        QTRY_VERIFY_WITH_TIMEOUT(here.steady(1) && there.steady(1), 60'000);
        // One without labels, one that copies a label as a user could, one of a plane that is not running.
        auto suffix = first.said("plane").left(12).toStdString();
        auto bare = m_engine.runStranger("stranger-" + suffix);
        auto labelled = m_engine.runStranger("stranger2-" + suffix, "pilothouse.service=web");
        auto foreign =
            m_engine.runStranger("stranger3-" + suffix, "pilothouse.plane=00000000000000000000000000000000");
        QVERIFY(!bare.empty() && !labelled.empty() && !foreign.empty());

        QCOMPARE(first.end(), 0);
        QVERIFY(there.steady(1));
        Daemon again(one, {}, false); // its sweep sees all of them
        QVERIFY2(again.ready(), qPrintable(again.errors()));
        WebService back(again, "web");
        QTRY_VERIFY_WITH_TIMEOUT(back.steady(1), 60'000);
        QVERIFY(again.call("DeleteService", Json::object({{"service", "web"}, {"force", true}})).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(again.said("plane")), std::size_t{0}, 60'000);
        QVERIFY(m_engine.isRunning(bare) && m_engine.isRunning(labelled) && m_engine.isRunning(foreign));
        QVERIFY(there.steady(1));
        for (auto& id : {bare, labelled, foreign})
            m_engine.remove(id);
        m_engine.removeAllOf(first.said("plane"));
        m_engine.removeAllOf(second.said("plane"));
    }
};

static pilothouse::tests::Registered<SurvivalTest> registered("survival");

#include "survival_test.moc"
