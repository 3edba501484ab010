// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/frame/preferences.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <functional>
#include <optional>

namespace pilothouse::app {

/// What a person may choose for the window, as values.
struct PreferenceValues {
    ui::ThemeChoice theme = ui::ThemeChoice::system;
    std::optional<ui::Language> language;
    ui::KeyScheme keys = ui::KeyScheme::usual;
    Millis refreshInterval = 0;
    QMap<QString, ui::ConnectionChoice> connections;
    bool operator==(const PreferenceValues&) const = default;
};
PreferenceValues valuesOf(const ui::Preferences& preferences);

/// $XDG_CONFIG_HOME/pilothouse/settings.json. Several windows may write it: each writes only what it was told
/// to change, into what stands there at that moment.
class SettingsFile {
public:
    explicit SettingsFile(QString path = {}); ///< empty: the usual one

    QString theme() const;    ///< "system", "light", "dark"; "" : never chosen
    QString language() const; ///< "system", "en", "ja"; ""
    std::optional<ui::Target> lastConnection() const;

    bool setTheme(const QString& theme) const;
    bool setLanguage(const QString& language) const;
    bool setLastConnection(const std::optional<ui::Target>& target) const;
    /// All that were open, the shown one first.
    QList<ui::Target> connections() const;
    bool setConnections(const QList<ui::Target>& targets) const;
    /// What differs between the two, and nothing else.
    bool setPreferences(const PreferenceValues& before, const PreferenceValues& now) const;
    void readPreferences(ui::Preferences& preferences) const;

private:
    QJsonObject read() const;
    bool edit(const std::function<void(QJsonObject&)>& change) const;
    bool change(const QString& key, const QJsonValue& value) const;

    QString m_path;
};

} // namespace pilothouse::app
