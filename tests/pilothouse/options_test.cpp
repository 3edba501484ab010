// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/options.h"

#include "app/pilothouse/settings_file.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::app;
using Kind = ui::Target::Kind;

class OptionsTest : public QObject {
    Q_OBJECT

private slots:
    void connections() {
        QVERIFY(!readOptions({})->target);
        QCOMPARE(readOptions({"--this-computer"})->target->kind, Kind::thisComputer);
        QVERIFY(!readOptions({"--this-computer"})->target->simulated);
        for (const QStringList& flags : {QStringList{"--simulated"},
                                         {"--simulated", "--this-computer"},
                                         {"--this-computer", "--simulated"}})
            QVERIFY(readOptions(flags)->target->simulated);
        const auto profile = readOptions({"--profile", "prod", "--region", "eu-west-1"});
        QCOMPARE(profile->target->kind, Kind::profile);
        QCOMPARE(profile->target->name, QString("prod"));
        QCOMPARE(profile->target->region, QString("eu-west-1"));
        QCOMPARE(readOptions({"--endpoint", "http://127.0.0.1:1"})->target->name,
                 QString("http://127.0.0.1:1"));
    }

    void placesAndRights() {
        const auto options =
            readOptions({"--read-only", "--profile", "prod", "--cluster", "blue_1", "--service", "web-1"});
        QVERIFY(options.has_value());
        QVERIFY(options->target->readOnly);
        QCOMPARE(options->cluster, QString("blue_1"));
        QCOMPARE(options->page, QString("service/web-1"));
        QVERIFY(!readOptions({"--profile", "prod"})->target->readOnly);
        for (const char* place : {"first-start", "services", "tasks", "task/0af3", "tasks/stopped"})
            QCOMPARE(readOptions({"--page", place})->page, QString(place));
    }

    void pictures() {
        const auto options =
            readOptions({"--screenshot", "a.png", "--page", "task/0af3", "--size", "1100x700", "--theme",
                         "dark", "--language", "ja", "--this-computer", "--sample"});
        QVERIFY(options.has_value());
        QCOMPARE(options->screenshot, QString("a.png"));
        QCOMPARE(options->page, QString("task/0af3"));
        QCOMPARE(options->size, QSize(1100, 700));
        QCOMPARE(options->theme, QString("dark"));
        QCOMPARE(options->language, QString("ja"));
        QVERIFY(options->sample);
    }

    void whatCannotBeIsRefused_data() {
        QTest::addColumn<QStringList>("flags");
        const QList<QStringList> all = {{"--nonsense"},
                                        {"--theme", "blue"},
                                        {"--language", "fr"},
                                        {"--page", "somewhere"},
                                        {"--page", "task/../x"},
                                        {"--page", "services", "--service", "web"},
                                        {"--service", "a b"},
                                        {"--cluster"},
                                        {"--read-only"},
                                        {"--size", "big"},
                                        {"--size", "10x10"},
                                        {"--screenshot"},
                                        {"--profile", "--sample"},
                                        {"--region", "eu-west-1"},
                                        {"--region", "eu-west-1", "--this-computer"},
                                        {"--profile", "a", "--endpoint", "http://b"},
                                        {"--profile", "a", "--simulated"}};
        for (const QStringList& flags : all)
            QTest::addRow("%s", qPrintable(flags.join(' '))) << flags;
    }

    void whatCannotBeIsRefused() {
        QFETCH(QStringList, flags);
        const auto options = readOptions(flags);
        QVERIFY(!options);
        QVERIFY(!options.error().cause.empty());
    }

    void settingsComeBack() {
        QTemporaryDir folder;
        const QString path = folder.filePath("deep/settings.json");
        SettingsFile settings(path);
        QCOMPARE(settings.theme(), QString());
        QVERIFY(!settings.lastConnection());
        QVERIFY(settings.setTheme("dark"));
        const ui::Target profile{Kind::profile, "prod", "eu-west-1", false};
        QVERIFY(settings.setLastConnection(profile));
        QVERIFY(SettingsFile(path).lastConnection() == profile);
        const ui::Target simulated{Kind::thisComputer, {}, {}, true};
        QVERIFY(settings.setLastConnection(simulated));
        QVERIFY(SettingsFile(path).lastConnection() == simulated);
        QVERIFY(settings.setLastConnection(std::nullopt));
        QVERIFY(!SettingsFile(path).lastConnection());
        QCOMPARE(SettingsFile(path).theme(), QString("dark"));
    }

    void twoWindowsDoNotUndoEachOther() {
        QTemporaryDir folder;
        const QString path = folder.filePath("settings.json");
        SettingsFile one(path), other(path);
        QVERIFY(one.setTheme("dark"));
        QVERIFY(other.setLanguage("ja"));
        QVERIFY(one.setTheme("light"));
        QCOMPARE(other.theme(), QString("light"));
        QCOMPARE(one.language(), QString("ja"));
    }

    void oneWindowsChoicesLeaveTheOthers() {
        QTemporaryDir folder;
        const SettingsFile file(folder.filePath("settings.json"));
        PreferenceValues start, one, other;
        one.connections["profile/prod/"] = {-1, true, false};
        other.connections["profile/test/"] = {3, false, false};
        QVERIFY(file.setPreferences(start, one)); // each window knows only its own
        QVERIFY(file.setPreferences(start, other));
        ui::Preferences read;
        file.readPreferences(read);
        QVERIFY(read.connection("profile/prod/").readOnly);
        QCOMPARE(read.connection("profile/test/").colour, 3);
        QCOMPARE(file.theme(), QString()); // nobody chose one
    }

    void whatOthersWroteStays() {
        QTemporaryDir folder;
        const QString path = folder.filePath("settings.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"later": {"a": 1}, "theme": "light"})");
        file.close();
        QVERIFY(SettingsFile(path).setTheme("dark"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("later"));
    }

    void aDamagedFileIsNoCrash() {
        QTemporaryDir folder;
        const QString path = folder.filePath("settings.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"theme\": [1], \"lastConnection\": 7");
        file.close();
        QCOMPARE(SettingsFile(path).theme(), QString());
        QVERIFY(!SettingsFile(path).lastConnection());
    }
};

static pilothouse::tests::Registered<OptionsTest> registered("options");
#include "options_test.moc"
