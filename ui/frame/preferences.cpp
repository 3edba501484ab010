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

void Preferences::setKeys(KeyScheme scheme) {
    if (scheme == keyScheme()) return;
    setKeyScheme(scheme);
    emit changed();
}

void Preferences::setRefreshInterval(Millis interval) {
    if (interval == m_refreshInterval) return;
    m_refreshInterval = interval;
    emit changed();
}

void Preferences::setConnection(const QString& key, const ConnectionChoice& choice) {
    if (choice == connection(key)) return;
    m_connections[key] = choice;
    emit changed();
}

} // namespace pilothouse::ui
