// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// ui_gallery FOLDER [PREFIX]: the parts of ui/ as pictures, in both themes and languages, to lay beside the
// mock-ups.
#include "tests/ui/gallery/sheets.h"
#include "ui/theme/theme.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QDir>
#include <cstdio>

using namespace pilothouse::ui;

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QDir folder(app.arguments().value(1, QStringLiteral(".")));
    folder.mkpath(QStringLiteral("."));
    Theme::instance().install(ThemeChoice::light);
    for (auto language : {Language::en, Language::ja}) {
        Languages::instance().set(language);
        for (auto theme : {ThemeChoice::light, ThemeChoice::dark}) {
            Theme::instance().setChoice(theme);
            for (const auto& sheet : gallery::sheets()) {
                if (!sheet.name.startsWith(app.arguments().value(2))) continue;
                const QString name =
                    QStringLiteral("%1-%2-%3.png")
                        .arg(sheet.name,
                             theme == ThemeChoice::dark ? QStringLiteral("dark") : QStringLiteral("light"),
                             language == Language::ja ? QStringLiteral("ja") : QStringLiteral("en"));
                if (!sheet.draw().save(folder.filePath(name))) {
                    std::fprintf(stderr, "cannot write %s\n", qPrintable(folder.filePath(name)));
                    return 1;
                }
            }
        }
    }
    return 0;
}
