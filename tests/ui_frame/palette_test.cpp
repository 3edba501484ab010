// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/frame/page_table.h"
#include "ui/palette/palette.h"
#include "ui/palette/palette_list.h"
#include "ui/widgets/sheet.h"

#include <QClipboard>
#include <QLineEdit>
#include <QListView>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class PaletteTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Desk> m_desk;

    Palette* open(const QString& text) {
        m_desk->key(Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_desk->window.findChild<Palette*>();
        if (palette) QTest::keyClicks(palette->findChild<QLineEdit*>(), text);
        return palette;
    }
    static const PaletteItem* marked(Palette* palette) {
        const auto* list = palette->findChild<QListView*>();
        return qobject_cast<PaletteModel*>(list->model())->at(list->currentIndex().row());
    }

private slots:
    void initTestCase() { prepareDesks(); }
    void init() {
        m_desk = std::make_unique<Desk>();
        m_desk->put(serviceJson("web", 2, 2));
        m_desk->put(serviceJson("worker", 3, 3));
        m_desk->open();
        QTRY_VERIFY(m_desk->hasRows());
    }
    void cleanup() {
        m_desk.reset();
        tidyDesks();
    }

    void anActIsSaidWholeAndDone() {
        Palette* palette = open("scale web 16");
        QVERIFY(palette);
        const PaletteItem* item = marked(palette);
        QVERIFY(item && item->act);
        QCOMPARE(item->title, QString("Scale web"));
        QVERIFY2(item->effect.plain().contains("16"), qPrintable(item->effect.plain()));
        QVERIFY(m_desk->calls("UpdateService").isEmpty()); // what it will do is told before Enter
        m_desk->cluster.setAnswer("UpdateService", FakeEndpoint::Answer{200, "{}"});
        m_desk->key(Qt::Key_Return);
        QTRY_COMPARE(m_desk->calls("UpdateService").size(), 1);
        QCOMPARE(m_desk->calls("UpdateService")[0].integer("desiredCount"), 16);
        QCOMPARE(m_desk->calls("UpdateService")[0].str("service"), std::string("web"));
    }

    void inProductionItIsAskedAllTheSame() {
        m_desk->preferences.setConnection(keyOf(Target{}), {-1, false, true});
        QVERIFY(open("scale web 16"));
        m_desk->key(Qt::Key_Return);
        QVERIFY(m_desk->window.findChild<Sheet*>());
        QVERIFY(m_desk->calls("UpdateService").isEmpty());
    }

    void anUnfinishedActOpensItsQuestion() {
        QVERIFY(open("scale wor"));
        m_desk->key(Qt::Key_Return);
        QVERIFY(m_desk->window.findChild<Sheet*>());
    }

    void controlEnterCopiesTheCommand() {
        Palette* palette = open("scale web 16");
        QVERIFY(palette);
        m_desk->key(Qt::Key_Return, Qt::ControlModifier);
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.startsWith("aws ecs update-service ") && command.contains("--service web") &&
                     command.contains("--desired-count 16"),
                 qPrintable(command));
        QVERIFY(m_desk->calls("UpdateService").isEmpty());
    }

    void placesAreFoundByName() {
        Palette* palette = open("tasks");
        QVERIFY(marked(palette) && marked(palette)->path == "tasks");
        m_desk->key(Qt::Key_Return);
        QCOMPARE(m_desk->window.connections().current()->shown, QString("tasks"));
    }

    void tabCompletes() {
        Palette* palette = open("scale wor");
        m_desk->key(Qt::Key_Tab);
        QCOMPARE(palette->findChild<QLineEdit*>()->text(), QString("scale worker "));
    }

    void escapeGivesTheKeyboardBack() {
        QWidget* before = QApplication::focusWidget();
        QVERIFY(before);
        open("x");
        m_desk->key(Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), before);
        QTRY_VERIFY(!m_desk->window.findChild<Palette*>());
    }

    void aReadOnlyConnectionFindsNoActs() {
        m_desk->preferences.setConnection(keyOf(Target{}), {-1, true, false});
        Palette* palette = open("scale web 16");
        QVERIFY(palette);
        QVERIFY(!marked(palette) || !marked(palette)->act);
    }

    void everyPageAndEveryActIsThere() {
        Palette* palette = open("");
        for (const PageKind& kind : pageKinds()) {
            if (!kind.inSidebar) continue;
            palette->setText(sayPlain(kind.words));
            QVERIFY2(marked(palette), kind.name);
        }
        for (const ActKind& act : allActs()) {
            PaletteWorld world;
            world.snapshot = m_desk->window.session().snapshot();
            world.open = true;
            if (act.on != Targets::Kind::none && act.on != Targets::Kind::service) continue;
            const auto found = searchPalette(world, QString::fromLatin1(act.id).section('.', 1) + " ");
            const bool there = std::any_of(found.begin(), found.end(),
                                           [&](const PaletteItem& item) { return item.act == &act; });
            const Asking asking{world.snapshot, {act.on, {world.snapshot->services.rows[0]->arn}}, {}};
            QVERIFY2(there || !obstacleTo(act, asking).isEmpty(), act.id);
        }
    }
};

static Registered<PaletteTest> registered("palette");
#include "palette_test.moc"
