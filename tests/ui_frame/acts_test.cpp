// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/pages/remove_sample.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/sheet.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class ActsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() { tidyDesks(); }

    void oldDataStaysUnderAStripAndActsWait() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        QVERIFY(desk.button("Scale…")->isEnabled());
        desk.cluster.endpoint.setOpen(false);
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<StaleBanner>() != nullptr, 30'000);
        QCOMPARE(desk.services()->rowCount(), 1);
        QVERIFY(desk.services()->isStale());
        QTRY_VERIFY(!desk.button("Scale…")->isEnabled());
        desk.cluster.endpoint.setOpen(true);
        desk.window.session().reconnect();
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<StaleBanner>() == nullptr, 30'000);
    }

    void reconnectingLooksForThePlaneAnew() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.window.session().reconnect(); // it answers: nothing to look for
        QCOMPARE(desk.backend.asked.size(), 1);
        desk.cluster.endpoint.setOpen(false);
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<StaleBanner>() != nullptr, 30'000);
        desk.backend.answers = false;
        desk.window.session().reconnect();
        QCOMPARE(desk.backend.asked.size(), 2);
        QCOMPARE(desk.services()->rowCount(), 1); // what was there stays until there is better
        emit desk.backend.failed(desk.backend.asked.last(), Error{"plane.noProgram", "pilothoused", ""});
        QCOMPARE(desk.services()->rowCount(), 1);
        desk.cluster.endpoint.setOpen(true);
        desk.backend.answers = true;
        desk.window.session().reconnect();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasRows() && desk.find<StaleBanner>() == nullptr, 30'000);
    }

    void scaleSendsTheNumberAlone() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.key(Qt::Key_S);
        auto* sheet = desk.find<Sheet>();
        QVERIFY(sheet);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), "4");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.calls("UpdateService").size(), 1);
        const Json sent = desk.calls("UpdateService").first();
        QCOMPARE(sent.integer("desiredCount"), 4);
        QCOMPARE(sent.size(), std::size_t{3}); // cluster, service, desiredCount
        // Until the endpoint shows it the row is pending.
        QTRY_COMPARE(desk.services()->rowAt(0).scaleTo, std::string("4"));
        desk.put(serviceJson("web", 4, 2));
        QTRY_VERIFY(!desk.services()->rowAt(0).isPending());
    }

    void theQuestionActsOnTheServiceItWasOpenedWith() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.key(Qt::Key_R);
        QVERIFY(desk.find<Sheet>());
        // Meanwhile trouble comes and takes the first row.
        Json bad = serviceJson("api", 2, 0);
        bad.find("deployments")->mutableItems()[0].set("failedTasks", 5);
        desk.put(bad);
        QTRY_COMPARE(desk.services()->rowCount(), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.calls("UpdateService").size(), 1);
        const Json sent = desk.calls("UpdateService").first();
        QVERIFY(sent.str("service").ends_with("web"));
        QVERIFY(sent.boolean("forceNewDeployment"));
        QVERIFY(!sent.has("desiredCount") && !sent.has("taskDefinition"));
    }

    void whatAnotherControllerRollsOutIsNotDeployedHere() {
        Desk desk;
        Json row = serviceJson("web", 2, 2);
        row.set("deploymentController", Json::object({{"type", "CODE_DEPLOY"}}));
        desk.put(row);
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        QTRY_VERIFY(desk.button("Scale…")->isEnabled());
        QVERIFY(!desk.button("Deploy anew…")->isEnabled());
        QVERIFY(desk.button("Deploy anew…")->toolTip().contains("controller"));
        desk.key(Qt::Key_R);
        QVERIFY(!desk.find<Sheet>());
    }

    void aRefusedActIsToldAndStays() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.cluster.setAnswer("UpdateService",
                               FakeEndpoint::error("ClientException", "words of the endpoint"));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.key(Qt::Key_R);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        auto told = [&] {
            for (auto* label : desk.window.findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains("words of the endpoint")) return true;
            return false;
        };
        QTRY_VERIFY(told());
    }

    void theSampleIsStartedAndRemovedThroughTheApi() {
        Desk desk;
        desk.open();
        QTRY_VERIFY(desk.window.missing().isEmpty());
        desk.button("Start the sample")->click();
        QTRY_COMPARE(desk.calls("CreateService").size(), 2);
        QCOMPARE(desk.calls("RegisterTaskDefinition").size(), 2);
        QCOMPARE(desk.calls("CreateService").first().str("cluster"), std::string("default"));
        for (const Json& input : desk.calls("CreateService")) {
            Json row = serviceJson(input.str("serviceName"), int(input.integer("desiredCount")), 1);
            row.set("tags", input.at("tags"));
            desk.put(row);
        }
        QTRY_VERIFY(desk.button("Remove the sample") && desk.button("Remove the sample")->isEnabled());
        desk.button("Remove the sample")->click();
        QVERIFY(desk.find<RemoveSampleSheet>());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(desk.calls("DeleteService").size(), 2);
        QVERIFY(desk.calls("DeleteService").first().boolean("force"));
        QVERIFY(desk.calls("DeregisterTaskDefinition").isEmpty()); // its services still need them
        desk.cluster.setServices(0);
        QTRY_COMPARE(desk.calls("DeregisterTaskDefinition").size(), 2);
    }

    void aSampleThatIsRefusedIsTold() {
        Desk desk;
        desk.cluster.setAnswer("CreateService", FakeEndpoint::error("ClientException", "no room at all"));
        desk.open();
        QTRY_VERIFY(desk.window.missing().isEmpty());
        desk.button("Start the sample")->click();
        QTRY_COMPARE(desk.calls("CreateService").size(), 1);
        QTRY_VERIFY(desk.button("Start the sample") && desk.button("Start the sample")->isEnabled());
    }
};

static Registered<ActsTest> registered("acts");
#include "acts_test.moc"
