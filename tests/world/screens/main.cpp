// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every page of the window over the fixed world to PNG files: screens OUT [--page P] [--theme T]
// [--language L] [--size WxH]. PAGE-THEME-LANGUAGE-WxH.png; for what a page can lack PAGE-STATE-...
#include "app/pilothouse/picture.h"
#include "tests/world/scene/overlays.h"
#include "tests/world/scene/places.h"
#include "tests/world/scene/stage.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <cstdio>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

struct Look {
    QString theme, language;
    QSize size;
};

/// What was asked for; all there is where nothing was.
struct Wish {
    QDir out;
    QStringList pages, themes{"light", "dark"}, languages{"en", "ja"};
    QList<QSize> sizes{{1440, 900}, {1100, 700}, {900, 700}};
    bool states = true;

    bool wants(const QString& page) const { return pages.isEmpty() || pages.contains(page); }
};

void dress(Stage& stage, const Look& look) {
    stage.preferences.setTheme(look.theme == "dark" ? ui::ThemeChoice::dark : ui::ThemeChoice::light);
    stage.preferences.setLanguage(look.language == "ja" ? ui::Language::ja : ui::Language::en);
    stage.window.resize(look.size);
}

bool save(Stage& stage, const Wish& wish, const QString& name, const Look& look) {
    dress(stage, look);
    const QString file = wish.out.filePath(QStringLiteral("%1-%2-%3-%4x%5.png")
                                               .arg(name, look.theme, look.language)
                                               .arg(look.size.width())
                                               .arg(look.size.height()));
    if (stage.picture().save(file, "PNG")) {
        std::printf("%s\n", qUtf8Printable(file));
        return true;
    }
    std::fprintf(stderr, "screens: %s cannot be written\n", qUtf8Printable(file));
    return false;
}

bool missed(const QString& name, const Stage& stage) {
    std::fprintf(stderr, "screens: %s: %s did not come\n", qUtf8Printable(name), qUtf8Printable(stage.error));
    return false;
}

bool drawAll(Stage& stage, const QString& name, const Wish& wish) {
    bool good = true;
    for (const QString& theme : wish.themes)
        for (const QString& language : wish.languages)
            for (const QSize& size : wish.sizes)
                good = save(stage, wish, name, {theme, language, size}) && good;
    return good;
}

bool drawPlace(const Place& place, const Wish& wish) {
    Stage stage;
    return stage.show(place.path) ? drawAll(stage, place.name, wish) : missed(place.name, stage);
}

bool drawOverlay(const QString& name, const Wish& wish) {
    Stage stage;
    return openOverlay(stage, name) ? drawAll(stage, name, wish) : missed(name, stage);
}

bool drawState(const Place& place, const QString& state, const Wish& wish) {
    const QString name = place.name + '-' + state;
    Stage stage;
    if (!stage.show(place.path, stateOf(state))) return missed(name, stage);
    if (state == "stale" && !stage.growStale()) return missed(name, stage);
    bool good = true;
    for (const Look& look : {Look{"light", "en", {1440, 900}}, Look{"dark", "ja", {1440, 900}}})
        if (wish.themes.contains(look.theme) && wish.languages.contains(look.language) &&
            wish.sizes.contains(look.size))
            good = save(stage, wish, name, look) && good;
    return good;
}

std::optional<QSize> sizeOf(const QString& text) {
    const QStringList parts = text.split('x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    if (parts.size() != 2 || size.width() < 320 || size.height() < 240) return std::nullopt;
    return size;
}

std::optional<Wish> read(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription("Draws the pages of the window over the fixed world.");
    parser.addPositionalArgument("OUT", "the folder of the pictures");
    parser.addOptions({{"page", "this page only; may be given again", "P"},
                       {"theme", "light or dark", "T"},
                       {"language", "en or ja", "L"},
                       {"size", "of the window", "WxH"},
                       {"no-states", "without the looks of what a page can lack"}});
    parser.addHelpOption();
    parser.process(arguments);
    Wish wish;
    if (parser.positionalArguments().size() != 1) parser.showHelp(2);
    wish.out = QDir(parser.positionalArguments().first());
    wish.pages = parser.values("page");
    wish.states = !parser.isSet("no-states");
    if (parser.isSet("theme")) wish.themes = QStringList{parser.value("theme")};
    if (parser.isSet("language")) wish.languages = QStringList{parser.value("language")};
    if (parser.isSet("size")) {
        const auto size = sizeOf(parser.value("size"));
        if (!size) parser.showHelp(2);
        wish.sizes = {*size};
    }
    if (!QDir().mkpath(wish.out.path())) return std::nullopt;
    return wish;
}

} // namespace

int main(int argc, char** argv) {
    enterTokyo();
    const QString screen = app::prepareOffscreen({1440, 900});
    QApplication application(argc, argv);
    QFile::remove(screen);
    QApplication::setApplicationVersion(PILOTHOUSE_VERSION);
    QApplication::setCursorFlashTime(0); // a caret that does not blink
    const auto wish = read(application.arguments());
    if (!wish) {
        std::fputs("screens: the folder cannot be made\n", stderr);
        return 1;
    }
    ui::Theme::instance().install(ui::ThemeChoice::light);
    bool good = true, any = false;
    QList<Place> places = allPlaces();
    places.prepend({"first-start", "first-start"});
    for (const Place& place : places)
        if (wish->wants(place.name)) {
            any = true;
            good = drawPlace(place, *wish) && good;
        }
    for (const QString& overlay : overlays())
        if (wish->wants(overlay)) {
            any = true;
            good = drawOverlay(overlay, *wish) && good;
        }
    for (const Place& place : wish->states ? pagePlaces() : QList<Place>())
        for (const QString& state : pageStates())
            if (wish->wants(place.name) || wish->pages.contains(place.name + '-' + state)) {
                any = true;
                good = drawState(place, state, *wish) && good;
            }
    if (!any) std::fputs("screens: there is no such page\n", stderr);
    return good && any ? 0 : 1;
}
