// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/preferences.h"

namespace pilothouse::ui {

void Preferences::setTheme(ThemeChoice choice) {
    Theme::instance().setChoice(choice);
    emit changed();
}

void Preferences::setLanguage(std::optional<Language> language) {
    m_language = language;
    Languages::instance().set(language.value_or(Languages::ofSystem()));
    emit changed();
}

} // namespace pilothouse::ui
