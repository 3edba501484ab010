// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/settings_keeper.h"

namespace pilothouse::app {

SettingsKeeper::SettingsKeeper(const SettingsFile& file, const ui::Preferences& preferences, QObject* parent)
    : QObject(parent), m_file(file), m_preferences(preferences), m_known(valuesOf(preferences)) {
    m_writer.setMaxThreadCount(1);
    connect(&preferences, &ui::Preferences::changed, this, &SettingsKeeper::look);
}

SettingsKeeper::~SettingsKeeper() {
    m_writer.waitForDone();
}

void SettingsKeeper::look() {
    const PreferenceValues now = valuesOf(m_preferences);
    if (now == m_known) return;
    m_writer.start([file = m_file, before = m_known, now] { file.setPreferences(before, now); });
    m_known = now;
}

void SettingsKeeper::keepConnections(const QList<ui::Target>& all) {
    m_writer.start([file = m_file, all] { file.setConnections(all); });
}

void SettingsKeeper::keepLast(const std::optional<ui::Target>& shown) {
    m_writer.start([file = m_file, shown] { file.setLastConnection(shown); });
}

} // namespace pilothouse::app
