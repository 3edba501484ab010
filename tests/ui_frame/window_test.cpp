// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/frame/notice.h"
#include "ui/frame/sidebar.h"
#include "ui/frame/sidebar_item.h"
#include "ui/pages/first_start_page.h"
#include "ui/pages/services_page.h"
#include "ui/pages/tasks_place.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/list_state.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/sheet.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class WindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() { tidyDesks(); }

    void servicesAppearTroubleFirst() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        Json bad = serviceJson("zebra", 2, 0);
        bad.find("deployments")->mutableItems()[0].set("failedTasks", 5);
        desk.put(bad);
        desk.open();
        QTRY_VERIFY(desk.window.missing().isEmpty());
        QCOMPARE(desk.services()->index(0, ServiceTableModel::Name).data().toString(), QString("zebra"));
        const QString sentence = desk.find<PageHeader>()->sentence().plain();
        QVERIFY2(sentence.contains("1 of 2") && sentence.contains("zebra is in trouble"),
                 qPrintable(sentence));
        QVERIFY(desk.window.windowTitle().startsWith("This computer"));
    }

    void anEmptyClusterOffersWhatFillsIt() {
        Desk desk;
        desk.open();
        QTRY_VERIFY(desk.window.missing().isEmpty());
        QCOMPARE(desk.find<ListState>()->kind(), ListState::Kind::empty);
        QVERIFY(desk.button("Start the sample"));
        desk.window.disconnectFrom();
        desk.open(Target{Target::Kind::profile, "prod", {}, false});
        QTRY_VERIFY(desk.window.missing().isEmpty());
        QVERIFY(!desk.button("Start the sample")); // not on somebody's AWS account
    }

    void loadingDeniedAndFailedAreThreeFaces() {
        Desk desk;
        desk.cluster.setAnswer("ListServices", FakeEndpoint::error("AccessDeniedException", "no right", 403));
        desk.open();
        QCOMPARE(desk.find<ListState>()->kind(), ListState::Kind::loading);
        QTRY_COMPARE(desk.find<ListState>()->kind(), ListState::Kind::denied);
        desk.cluster.setAnswer("ListServices", FakeEndpoint::Answer{200, "{}"});
        desk.window.session().reconnect();
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<ListState>()->kind(), ListState::Kind::failed, 30'000);
    }

    void keysGoToPlacesAndBack() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.cluster.setTasks(2);
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.key(Qt::Key_T); // the tasks of the service under the cursor
        QVERIFY(qobject_cast<TasksPlace*>(desk.page()));
        QTRY_VERIFY(desk.find<FilterField>());
        QCOMPARE(desk.find<FilterField>()->text(), QString("service:web"));
        desk.key(Qt::Key_Left, Qt::AltModifier);
        QVERIFY(qobject_cast<ServicesPage*>(desk.page()));
        desk.key(Qt::Key_Right, Qt::AltModifier);
        QVERIFY(qobject_cast<TasksPlace*>(desk.page()));
        desk.key(Qt::Key_G);
        desk.key(Qt::Key_S);
        QVERIFY(qobject_cast<ServicesPage*>(desk.page()));
        desk.key(Qt::Key_G);
        desk.key(Qt::Key_K);
        QVERIFY(qobject_cast<TasksPlace*>(desk.page()));
    }

    void lettersInAFieldAreLetters() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.key(Qt::Key_Slash);
        auto* field = qobject_cast<FilterField*>(QApplication::focusWidget());
        QVERIFY(field);
        QTest::keyClicks(field, "gs d");
        QCOMPARE(field->text(), QString("gs d"));
        QVERIFY(qobject_cast<ServicesPage*>(desk.page()));
        QVERIFY(!desk.find<Sheet>());
        QCOMPARE(desk.find<ListState>()->kind(), ListState::Kind::noMatch);
        QTest::keyClick(field, Qt::Key_Escape);
        QTRY_VERIFY(desk.hasRows());
    }

    void theSidebarIsARailWhenItIsNarrow() {
        Desk desk({1440, 900});
        auto* sidebar = desk.window.findChild<Sidebar*>();
        QCOMPARE(sidebar->width(), 216);
        desk.window.resize(1100, 700);
        QTRY_COMPARE(sidebar->width(), 48);
        desk.key(Qt::Key_B, Qt::ControlModifier); // by hand it stays as it was put
        QTRY_COMPARE(sidebar->width(), 216);
        desk.window.resize(900, 700);
        QTRY_COMPARE(sidebar->width(), 216);
    }

    void paneByPane() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        QSet<QWidget*> visited;
        auto* table = desk.find<DataTable>();
        table->setFocus();
        for (int i = 0; i < 8; ++i) {
            desk.key(Qt::Key_F6);
            visited << QApplication::focusWidget();
        }
        QVERIFY(visited.contains(table));
        QVERIFY(visited.contains(desk.find<FilterField>()));
        QVERIFY(std::any_of(visited.begin(), visited.end(),
                            [](QWidget* w) { return qobject_cast<SidebarItem*>(w) != nullptr; }));
    }

    void languageAndThemeSwitchLive() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        QSignalSpy kept(&desk.preferences, &Preferences::changed);
        desk.preferences.setLanguage(Language::ja);
        QTRY_VERIFY(desk.find<PageHeader>()->sentence().plain().contains(QString::fromUtf8("サービス")));
        QTRY_VERIFY(desk.window.windowTitle().startsWith(QString::fromUtf8("このコンピューター")));
        const QColor light = desk.window.grab().toImage().pixelColor(1400, 800);
        desk.preferences.setTheme(ThemeChoice::dark);
        QTRY_VERIFY(desk.window.grab().toImage().pixelColor(1400, 800) != light);
        QCOMPARE(desk.window.grab().toImage().pixelColor(1400, 800), darkTokens().panel);
        QCOMPARE(kept.count(), 2);
    }

    void aSimulationAndCountedLimitsAreSaid() {
        Desk desk;
        auto instance = [](const char* engine, const char* limits) {
            const std::string arn = arnStart + "container-instance/default/1";
            return Json::object(
                {{"containerInstanceArn", arn},
                 {"status", "ACTIVE"},
                 {"attributes",
                  Json::array({Json::object({{"name", "pilothouse.engine"}, {"value", engine}}),
                               Json::object({{"name", "pilothouse.limits"}, {"value", limits}})})}});
        };
        auto put = [&](const Json& row) {
            desk.cluster.with([&] { desk.cluster.instances = {{row.str("containerInstanceArn"), row}}; });
            desk.window.session().refresh();
        };
        auto says = [&](const char* words) {
            for (auto* notice : desk.window.findChildren<Notice*>())
                for (auto* label : notice->findChildren<QLabel*>())
                    if (label->isVisible() && label->text().contains(words)) return true;
            return false;
        };
        desk.open();
        QTRY_VERIFY(desk.window.missing().isEmpty());
        QVERIFY(!says("simulation") && !says("counted"));
        put(instance("simulated", "accounting"));
        QTRY_VERIFY(says("simulation"));
        QVERIFY(!says("counted"));
        put(instance("docker 20.10.24", "accounting"));
        QTRY_VERIFY(says("counted") && !says("simulation"));
        put(instance("docker 20.10.24", "kernel"));
        QTRY_VERIFY(!says("counted"));
    }

    void otherClustersAreOneClickAway() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        const std::string arn = arnStart + "cluster/other";
        desk.cluster.with([&] {
            desk.cluster.clusters[arn] =
                Json::object({{"clusterArn", arn}, {"clusterName", "other"}, {"status", "ACTIVE"}});
        });
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        SidebarItem* other = nullptr;
        for (auto* item : desk.window.findChildren<SidebarItem*>())
            if (item->accessibleName().startsWith("other")) other = item;
        QVERIFY(other);
        other->click();
        QTRY_VERIFY(!desk.calls("ListServices").isEmpty() &&
                    desk.calls("ListServices").last().str("cluster") == "other");
    }

    void everyControlHasAName() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        for (const char* place : {"services", "tasks", "first-start"}) {
            desk.window.go(place);
            for (auto* widget : desk.window.findChildren<QAbstractButton*>())
                if (widget->isVisible())
                    QVERIFY2(!widget->accessibleName().isEmpty() || !widget->text().isEmpty(),
                             widget->metaObject()->className());
        }
    }

    void nothingConnectedIsNothingAsked() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        QSignalSpy changed(&desk.window, &MainWindow::connectionChanged);
        desk.window.disconnectFrom();
        QCOMPARE(changed.count(), 1);
        QVERIFY(qobject_cast<FirstStartPage*>(desk.page()));
        QTRY_VERIFY(!desk.services()); // its pages go with it
        desk.cluster.endpoint.forgetCalls();
        desk.window.go("tasks"); // waits for a connection
        QVERIFY(qobject_cast<FirstStartPage*>(desk.page()));
        QVERIFY(desk.cluster.endpoint.calls().empty());
    }
};

static Registered<WindowTest> registered("window");
#include "window_test.moc"
