// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/frame/connection_colour.h"
#include "ui/frame/preferences.h"
#include "ui/frame/sidebar_item.h"
#include "ui/widgets/sheet.h"

#include <QSignalSpy>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

namespace {

const Target computer{};
const Target prod{Target::Kind::profile, "prod", {}, false, false};

SidebarItem* rowOf(Desk& desk, const QString& name) {
    for (auto* item : desk.window.findChildren<SidebarItem*>())
        if (item->isVisible() && item->accessibleName().startsWith(name)) return item;
    return nullptr;
}

} // namespace

class ConnectionsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() { tidyDesks(); }

    void eachKeepsWhereOneWas() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open(computer);
        QTRY_VERIFY(desk.hasRows());
        desk.window.go("tasks");
        desk.open(prod);
        QCOMPARE(desk.window.connections().all().size(), 2);
        QVERIFY(desk.window.windowTitle().startsWith("prod"));
        QTRY_VERIFY(rowOf(desk, "This computer"));
        rowOf(desk, "This computer")->click();
        QVERIFY(desk.window.windowTitle().startsWith("This computer"));
        QCOMPARE(desk.window.connections().current()->shown, QString("tasks"));
        QTRY_VERIFY(rowOf(desk, "prod"));
        QVERIFY(colourOf(desk.window.connections(), desk.window.connections().all()[0]) !=
                colourOf(desk.window.connections(), desk.window.connections().all()[1]));
    }

    void theSamePlaceIsOpenedOnce() {
        Desk desk;
        desk.open(computer);
        desk.open(prod);
        desk.open(computer);
        QCOMPARE(desk.window.connections().all().size(), 2);
        QCOMPARE(desk.backend.asked.size(), 2);
        QVERIFY(desk.window.windowTitle().startsWith("This computer"));
    }

    void oneThatCannotBeHadLeavesTheOthers() {
        Desk desk;
        desk.open(computer);
        desk.backend.answers = false;
        desk.window.connectTo(prod, false);
        emit desk.backend.failed(prod, {"aws.noProfile", "prod", {}, {}});
        QVERIFY(desk.window.windowTitle().startsWith("This computer"));
        QCOMPARE(desk.window.connections().all().size(), 1);
        QVERIFY(!desk.window.refusal());
    }

    void whatCouldNotBeHadThisTimeIsNotForgotten() {
        Desk desk;
        desk.backend.answers = false;
        desk.window.connectTo(prod, false);
        emit desk.backend.failed(prod, {"net.timeout", "prod", {}, {}});
        desk.backend.answers = true;
        QSignalSpy kept(&desk.window, &MainWindow::connectionsChanged);
        desk.open(computer);
        QCOMPARE(kept.last().first().value<QList<Target>>(), (QList<Target>{computer, prod}));
    }

    void closingOneShowsAnother() {
        Desk desk;
        desk.open(computer);
        desk.open(prod);
        QSignalSpy kept(&desk.window, &MainWindow::connectionsChanged);
        desk.window.disconnectFrom();
        QVERIFY(desk.window.windowTitle().startsWith("This computer"));
        QCOMPARE(kept.last().first().value<QList<Target>>(), QList<Target>{computer});
    }

    void whatIsNotShownAsksForItsClustersOnly() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open(computer);
        QTRY_VERIFY(desk.hasRows());
        desk.backend.answers = false;
        desk.window.connectTo(prod, false);
        desk.window.disconnectFrom();
        desk.cluster.endpoint.forgetCalls();
        desk.backend.answer(); // comes beside, and nothing is shown of it
        QTRY_VERIFY(!desk.calls("DescribeClusters").isEmpty());
        QVERIFY(desk.calls("ListServices").isEmpty());
        QVERIFY(desk.calls("ListTasks").isEmpty());
    }

    void aReadOnlyConnectionHasNoActs() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open(computer);
        QTRY_VERIFY(desk.hasRows());
        QVERIFY(desk.button("Scale…"));
        desk.preferences.setConnection(keyOf(computer), {-1, true, false});
        QTRY_VERIFY(desk.hasRows());
        QVERIFY(!desk.button("Scale…"));
        desk.key(Qt::Key_S);
        QVERIFY(!desk.window.findChild<Sheet*>());
        desk.preferences.setConnection(keyOf(computer), {});
        QTRY_VERIFY(desk.hasRows());
        QTRY_VERIFY(desk.button("Scale…"));
    }
};

static Registered<ConnectionsTest> registered("connections");
#include "connections_test.moc"
