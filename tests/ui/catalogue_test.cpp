// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of acts: words, keys of both schemes, and what it does for a read-only or old connection.
#include "tests/support/test_registry.h"
#include "tests/ui/stage.h"
#include "ui/acts/act_button.h"
#include "ui/acts/keys.h"
#include "ui/theme/theme.h"
#include "ui/words/language.h"

#include <QSet>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class CatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() {
        Languages::instance().set(Language::en);
        setKeyScheme(KeyScheme::usual);
    }

    void everyActHasWordsAndFunctions() {
        QSet<QString> ids, names;
        for (const ActKind& act : allActs()) {
            QVERIFY2(!ids.contains(QString::fromLatin1(act.id)), act.id);
            ids << QString::fromLatin1(act.id);
            QVERIFY2(hasWords(std::string("act.") + act.id), act.id);
            QVERIFY2(act.open, act.id);
            Languages::instance().set(Language::en);
            const QString en = nameOf(act);
            QVERIFY2(!names.contains(en), qPrintable(en));
            names << en;
            Languages::instance().set(Language::ja);
            QVERIFY2(nameOf(act) != en, act.id);
        }
    }

    void aKeyStandsOnceForAKindOfTarget() {
        for (const KeyScheme scheme : {KeyScheme::usual, KeyScheme::e1s}) {
            setKeyScheme(scheme);
            QSet<QString> seen;
            for (const ActKind& act : allActs()) {
                const QString key = keyOf(act).toString();
                if (key.isEmpty()) continue;
                const QString one = key + u'/' + QString::number(int(act.on));
                QVERIFY2(!seen.contains(one), qPrintable(one));
                seen << one;
                // What is about nothing that is chosen has its key alone.
                for (const ActKind& other : allActs())
                    QVERIFY2(&other == &act || act.on != Targets::Kind::none || keyOf(other) != keyOf(act),
                             act.id);
            }
        }
    }

    void theKeyOfOneKindFindsTheActOfAnother() {
        const ActKind& stop = *actKind("task.stop");
        QCOMPARE(actOfKey(stop, Targets::Kind::service).id, actKind("service.delete")->id);
        QCOMPARE(actOfKey(stop, Targets::Kind::task).id, stop.id);
        QCOMPARE(actOfKey(stop, Targets::Kind::connection).id, stop.id);
        setKeyScheme(KeyScheme::e1s);
        QCOMPARE(actOfKey(stop, Targets::Kind::deployment).id, actKind("deployment.stop")->id);
    }

    void whatIsChosenDecidesWhetherItCan() {
        Stage stage;
        stage.put(serviceOfName("web"));
        QVERIFY(!stage.obstacle("service.scale").isEmpty()); // nothing chosen
        QVERIFY(stage.obstacle("service.scale", onService("web")).isEmpty());
        QVERIFY(!stage.obstacle("service.scale", onService("gone")).isEmpty());
        Targets two = onService("web");
        two.arns.push_back(two.arns.front());
        QVERIFY(!stage.obstacle("service.scale", two).isEmpty());
        stage.now->services.state = console::PartState::stale;
        QVERIFY(!stage.obstacle("service.scale", onService("web")).isEmpty());
        QVERIFY(stage.obstacle("cluster.create").isEmpty());
    }

    void aButtonTellsItsKeyOrWhyNotAndIsGoneWhereNothingMayChange() {
        Stage stage;
        stage.put(serviceOfName("web"));
        ActButton button("service.force", stage.runner, &stage.window);
        button.set({stage.now, {}, {}});
        QVERIFY(!button.isEnabled());
        QVERIFY(button.toolTip().contains(QStringLiteral("Choose")));
        button.set({stage.now, onService("web"), {}});
        QVERIFY(button.isEnabled());
        QVERIFY(button.toolTip().endsWith(u'R'));
        stage.runner.setReadOnly(true);
        button.set({stage.now, onService("web"), {}});
        QVERIFY(!button.isVisibleTo(&stage.window));
    }
};

static pilothouse::tests::Registered<CatalogueTest> registered("catalogue");
#include "catalogue_test.moc"
