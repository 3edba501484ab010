// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame/backend.h"
#include "ui/frame/preferences.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <optional>

namespace pilothouse::app {

/// $XDG_CONFIG_HOME/pilothouse/settings.json. Several windows may write it: each writes only what it was told
/// to change, into what stands there at that moment.
class SettingsFile {
public:
    explicit SettingsFile(QString path = {}); ///< empty: the usual one

    QString theme() const;    ///< "system", "light", "dark"; "" : never chosen
    QString language() const; ///< "system", "en", "ja"; ""
    std::optional<ui::Target> lastConnection() const;

    bool setTheme(const QString& theme);
    bool setLanguage(const QString& language);
    bool setLastConnection(const std::optional<ui::Target>& target);
    /// All that were open, the shown one first.
    QList<ui::Target> connections() const;
    bool setConnections(const QList<ui::Target>& targets);
    bool
    setPreferences(const ui::Preferences& preferences); ///< keys, refresh, what was chosen for connections
    void readPreferences(ui::Preferences& preferences) const;

private:
    QJsonObject read() const;
    bool change(const QString& key, const QJsonValue& value);

    const QString m_path;
};

} // namespace pilothouse::app
