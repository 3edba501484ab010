// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/models/cluster_table_model.h"
#include "ui/pages/settings_plane.h"

#include <QCheckBox>
#include <QComboBox>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class SettingsTest : public QObject {
    Q_OBJECT

    static QComboBox* box(Desk& desk, const QString& name) {
        for (auto* box : desk.page()->findChildren<QComboBox*>())
            if (box->accessibleName() == name) return box;
        return nullptr;
    }
    static void choose(QComboBox* box, int at) {
        box->setCurrentIndex(at);
        emit box->activated(at);
    }

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() {
        setKeyScheme(KeyScheme::usual);
        tidyDesks();
    }

    void theyAreThereBeforeAnythingIsOpen() {
        Desk desk;
        desk.key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(box(desk, "Language"));
    }

    void aChoiceActsAtOnce() {
        Desk desk;
        desk.window.go("settings");
        choose(box(desk, "Language"), 2);
        QCOMPARE(language(), Language::ja);
        QVERIFY(box(desk, "言語"));
        choose(box(desk, "テーマ"), 2);
        QVERIFY(Theme::instance().isDark());
    }

    void keysFollowTheScheme() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        desk.window.go("settings");
        choose(box(desk, "Keys"), 1);
        QTRY_VERIFY(desk.window.findChild<QAction*>("service.scale"));
        QCOMPARE(desk.window.findChild<QAction*>("service.scale")->shortcut(),
                 keyOf(*actKind("service.scale")));
        QVERIFY(keyOf(*actKind("service.scale")) != QKeySequence("S"));
    }

    void aConnectionIsMadeReadOnly() {
        Desk desk;
        desk.put(serviceJson("web", 2, 2));
        desk.open();
        QTRY_VERIFY(desk.hasRows());
        desk.window.go("settings");
        QCheckBox* readOnly = nullptr;
        for (auto* check : desk.page()->findChildren<QCheckBox*>())
            if (check->text() == "Read-only") readOnly = check;
        QVERIFY(readOnly);
        readOnly->click();
        QVERIFY(desk.preferences.connection(keyOf(Target{})).readOnly);
        desk.window.go("services");
        QTRY_VERIFY(desk.hasRows());
        QVERIFY(!desk.button("Scale…"));
    }

    void thePlaneIsStoppedAfterAQuestion() {
        Desk desk;
        desk.backend.planes = {{false, true, "http://127.0.0.1:7717/", "docker 27", "1", "p", "/tmp", "", 7}};
        desk.window.go("settings");
        QTRY_VERIFY(desk.button("Stop it…"));
        desk.button("Stop it…")->click();
        auto* sheet = desk.window.findChild<StopPlaneSheet*>();
        QVERIFY(sheet);
        QCOMPARE(desk.backend.stopped, 0);
        desk.button("Stop it")->click();
        QCOMPARE(desk.backend.stopped, 1);
        QTRY_VERIFY(!desk.window.findChild<StopPlaneSheet*>());
    }

    void theClustersOfAllConnectionsAreOneTable() {
        Desk desk;
        desk.open();
        desk.open(Target{Target::Kind::profile, "prod", {}, false, false});
        desk.window.go("clusters");
        auto* model = desk.page()->findChild<ClusterTableModel*>();
        QVERIFY(model);
        QTRY_COMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(0, ClusterTableModel::Connection).data().toString(), QString("This computer"));
        QCOMPARE(model->index(1, ClusterTableModel::Connection).data().toString(), QString("prod"));
        emit desk.window.connections().openRequested(keyOf(Target{}), {}, "tasks");
        QVERIFY(desk.window.windowTitle().startsWith("This computer"));
    }
};

static Registered<SettingsTest> registered("settings");
#include "settings_test.moc"
