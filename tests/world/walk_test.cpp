// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every page of the window, walked through in the fixed world: a new page is covered by being in the table.
#include "tests/support/test_registry.h"
#include "tests/world/scene/controls.h"
#include "tests/world/scene/overlays.h"
#include "tests/world/scene/places.h"
#include "tests/world/scene/stage.h"
#include "tests/world/scene/words_on_screen.h"
#include "ui/widgets/list_state.h"

#include <QApplication>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class WalkTest : public QObject {
    Q_OBJECT

private:
    static void places() {
        QTest::addColumn<QString>("path");
        QTest::newRow("first-start") << QString("first-start");
        for (const Place& place : allPlaces())
            QTest::newRow(qPrintable(place.name)) << place.path;
        for (const QString& overlay : overlays())
            QTest::newRow(qPrintable(overlay)) << overlay;
    }
    static bool show(Stage& stage, const QString& path) {
        return overlays().contains(path) ? openOverlay(stage, path) : stage.show(path);
    }
    static void speak(Stage& stage, Language language) {
        stage.preferences.setLanguage(language);
        stage.picture(); // until it is laid out anew
    }
    static QString lines(const QStringList& all) { return all.isEmpty() ? QString() : '\n' + all.join('\n'); }

private slots:
    void initTestCase() {
        enterTokyo();
        Theme::instance().install(ThemeChoice::light);
    }
    void cleanup() { Languages::instance().set(Language::en); }

    void everyControlIsReachedByTheKeyboard_data() { places(); }
    void everyControlIsReachedByTheKeyboard() {
        QFETCH(QString, path);
        Stage stage;
        QVERIFY2(show(stage, path), qPrintable(stage.error));
        stage.picture();
        QSet<QWidget*> reached = reachedByTab(stage.window);
        const QList<QWidget*> controls = controlsOf(stage.window);
        QVERIFY(!controls.isEmpty());
        QStringList lost;
        for (QWidget* control : controls)
            if (control->isEnabled() && !reached.contains(control)) lost << describe(control);
        QVERIFY2(lost.isEmpty(), qPrintable(lines(lost)));
    }

    void everyControlHasAName_data() { places(); }
    void everyControlHasAName() {
        QFETCH(QString, path);
        Stage stage;
        QVERIFY2(show(stage, path), qPrintable(stage.error));
        QStringList wrong;
        QHash<QWidget*, QString> english;
        for (Language language : {Language::en, Language::ja}) {
            speak(stage, language);
            for (QWidget* control : controlsOf(stage.window)) {
                const QString name = accessibleNameOf(control);
                if (name.isEmpty())
                    wrong << describe(control) +
                                 (language == Language::ja ? " has no Japanese name" : " has no name");
                if (language == Language::en)
                    english[control] = name;
                else if (name == english.value(control) && !strayWord(name).isEmpty())
                    wrong << describe(control) + " has one name in both languages: " + name;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(lines(wrong)));
    }

    void japaneseIsJapanese_data() { places(); }
    void japaneseIsJapanese() {
        QFETCH(QString, path);
        Stage stage;
        QVERIFY2(show(stage, path), qPrintable(stage.error));
        speak(stage, Language::ja);
        QStringList stray;
        for (const Shown& shown : wordsOf(stage.window))
            if (const QString word = strayWord(shown.text); !word.isEmpty())
                stray << word + ": \"" + shown.text.left(120) + "\" by " + shown.by;
        stray.removeDuplicates();
        QVERIFY2(stray.isEmpty(), qPrintable(lines(stray)));
    }

    void whatAPageLacksIsSeen_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("state");
        static const QStringList lackNothing{"clusters", "settings"}; // the clusters are known in every state
        for (const Place& place : pagePlaces())
            for (const QString& state : lackNothing.contains(place.name) ? QStringList() : pageStates())
                QTest::newRow(qPrintable(place.name + ' ' + state)) << place.path << state;
    }
    void whatAPageLacksIsSeen() {
        QFETCH(QString, path);
        QFETCH(QString, state);
        Stage stage;
        QVERIFY2(stage.show(path, stateOf(state)), qPrintable(stage.error));
        if (state == "stale") QVERIFY2(stage.growStale(), qPrintable(stage.error));
        stage.picture();
        QList<ListState::Kind> faces;
        bool banner = false;
        for (auto* face : stage.window.findChildren<ListState*>())
            if (face->isVisible()) faces << face->kind();
        for (auto* strip : stage.window.findChildren<StaleBanner*>())
            banner = banner || strip->isVisible();
        static const QHash<QString, ListState::Kind> kinds{{"empty", ListState::Kind::empty},
                                                           {"loading", ListState::Kind::loading},
                                                           {"denied", ListState::Kind::denied},
                                                           {"failed", ListState::Kind::failed}};
        if (state == "stale") {
            QVERIFY(banner);
            QVERIFY(faces.isEmpty());
        } else {
            QVERIFY(!banner);
            QVERIFY(!faces.isEmpty());
            for (ListState::Kind face : faces)
                QCOMPARE(face, kinds.value(state));
        }
    }
};

static Registered<WalkTest> registered("walk");
#include "walk_test.moc"
