// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/language.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace pilothouse::ui {

Languages& Languages::instance() {
    static Languages languages;
    return languages;
}

Language Languages::ofSystem() {
    return QLocale::system().language() == QLocale::Japanese ? Language::ja : Language::en;
}

void Languages::set(Language language) {
    if (m_current == language) return;
    m_current = language;
    setStrongIsBold(language == Language::ja);
    QCoreApplication::removeTranslator(&m_labels);
    QCoreApplication::removeTranslator(&m_qt);
    if (language == Language::ja) {
        if (m_qt.load(QStringLiteral("qtbase_ja"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(&m_qt);
        if (m_labels.load(QStringLiteral(":/translations/pilothouse_ja.qm")))
            QCoreApplication::installTranslator(&m_labels);
    }
    emit changed();
}

} // namespace pilothouse::ui
