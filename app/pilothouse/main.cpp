// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/options.h"
#include "app/pilothouse/picture.h"
#include "app/pilothouse/program.h"
#include "app/pilothouse/settings_keeper.h"
#include "core/base/log.h"
#include "ui/frame/main_window.h"
#include "ui/frame/preferences.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>
#include <cstdio>

using namespace pilothouse;

namespace {

constexpr QSize usualSize(1440, 900);

QStringList arguments(int argc, char** argv) {
    QStringList all;
    for (int i = 1; i < argc; ++i)
        all << QString::fromLocal8Bit(argv[i]);
    return all;
}

void logToFile() {
    const QString state =
        qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + "/.local/state") + "/pilothouse";
    QDir().mkpath(state);
    log::toFile((state + "/pilothouse.log").toStdString());
}

/// Without a display Qt would end with words of its own: say what helps instead.
bool hasDisplay() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (!qEnvironmentVariableIsEmpty(name)) return true;
    return false;
}

ui::ThemeChoice themeOf(const QString& word) {
    return word == "light"  ? ui::ThemeChoice::light
           : word == "dark" ? ui::ThemeChoice::dark
                            : ui::ThemeChoice::system;
}

std::optional<ui::Language> languageOf(const QString& word) {
    if (word == "en") return ui::Language::en;
    if (word == "ja") return ui::Language::ja;
    return std::nullopt;
}

int run(QApplication& application, const app::Options& options) {
    app::SettingsFile settings;
    auto chosen = [](const QString& flag, const QString& kept) { return flag.isEmpty() ? kept : flag; };
    ui::Theme::instance().install(themeOf(chosen(options.theme, settings.theme())));
    ui::Preferences preferences;
    settings.readPreferences(preferences);
    preferences.setLanguage(languageOf(chosen(options.language, settings.language())));
    app::Program program({});
    ui::MainWindow window(program, preferences);
    window.resize(options.size.isValid() ? options.size : usualSize);
    const bool picture = !options.screenshot.isEmpty();
    std::optional<app::SettingsKeeper> keeper;
    if (!picture) {
        keeper.emplace(settings, preferences);
        QObject::connect(&window, &ui::MainWindow::connectionChanged, &*keeper,
                         &app::SettingsKeeper::keepLast);
        QObject::connect(&window, &ui::MainWindow::connectionsChanged, &*keeper,
                         &app::SettingsKeeper::keepConnections);
    }
    auto target = options.target;
    const auto remembered =
        target || options.page == "first-start" ? QList<ui::Target>() : settings.connections();
    if (!remembered.isEmpty()) target = remembered.first();
    if (!options.page.isEmpty()) window.go(options.page);
    if (!options.cluster.isEmpty()) window.chooseCluster(options.cluster);
    if (options.sample)
        window.startSample(target.value_or(ui::Target{}));
    else if (target)
        window.connectTo(*target);
    for (const ui::Target& other : remembered.mid(picture ? remembered.size() : 1))
        window.connectTo(other, false);
    window.show();
    if (picture) new app::Picture(window, options.screenshot, &window);
    return application.exec();
}

} // namespace

int main(int argc, char** argv) {
    const auto options = app::readOptions(arguments(argc, argv));
    if (!options) {
        std::fprintf(stderr, "pilothouse: %s\n\n%s", options.error().cause.c_str(),
                     qUtf8Printable(app::usage()));
        return 2;
    }
    if (options->help) {
        std::fputs(qUtf8Printable(app::usage()), stdout);
        return 0;
    }
    if (options->version) {
        std::printf("pilothouse %s\n", PILOTHOUSE_VERSION);
        return 0;
    }
    QString screenFile;
    if (!options->screenshot.isEmpty()) {
        screenFile = app::prepareOffscreen(options->size.isValid() ? options->size : usualSize);
    } else if (!hasDisplay()) {
        std::fputs("pilothouse: there is no display. A picture needs none: pilothouse --screenshot FILE\n",
                   stderr);
        return 1;
    }
    QApplication application(argc, argv);
    if (!screenFile.isEmpty()) QFile::remove(screenFile);
    QApplication::setApplicationName("pilothouse");
    QApplication::setApplicationDisplayName("Pilothouse");
    QApplication::setApplicationVersion(PILOTHOUSE_VERSION);
    logToFile();
    return run(application, *options);
}
