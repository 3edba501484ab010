// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "ui/acts/keys.h"
#include "ui/theme/theme.h"
#include "ui/words/language.h"

#include <QMap>
#include <QObject>
#include <optional>

namespace pilothouse::ui {

/// What a person chose for one connection.
struct ConnectionChoice {
    int colour = -1;         ///< of the series, 0 to 7; -1: by its place among the open ones
    bool readOnly = false;   ///< acts that change something do not exist
    bool production = false; ///< acts ask harder, its colour is the one of trouble
    bool operator==(const ConnectionChoice&) const = default;
};

/// What a person chose for the window. A choice acts at once; the program keeps it.
class Preferences : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    ThemeChoice theme() const { return Theme::instance().choice(); }
    void setTheme(ThemeChoice choice);

    /// Nothing: as the desktop says.
    std::optional<Language> language() const { return m_language; }
    void setLanguage(std::optional<Language> language);

    KeyScheme keys() const { return keyScheme(); }
    void setKeys(KeyScheme scheme);

    /// Between refreshes of what is on screen; 0: as fits the place (1 s on this computer, 3 s elsewhere).
    Millis refreshInterval() const { return m_refreshInterval; }
    void setRefreshInterval(Millis interval);

    ConnectionChoice connection(const QString& key) const { return m_connections.value(key); }
    void setConnection(const QString& key, const ConnectionChoice& choice);
    const QMap<QString, ConnectionChoice>& connections() const { return m_connections; }

signals:
    void changed();

private:
    std::optional<Language> m_language;
    Millis m_refreshInterval = 0;
    QMap<QString, ConnectionChoice> m_connections;
};

} // namespace pilothouse::ui
