// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace pilothouse::ui {

class Connection;

/// The open connections, as pages, the sidebar and the palette see them. What they ask for the window does.
class Connections : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const QList<Connection*>& all() const { return m_all; }
    Connection* current() const { return m_current; } ///< null: none is shown
    Connection* byKey(const QString& key) const;

    void add(Connection* connection);
    void remove(Connection* connection);
    void setCurrent(Connection* connection);

signals:
    void changed(); ///< one came or went, or another one is shown
    /// Show that connection, its cluster ("": as it stands), a place in it ("": where one was).
    void openRequested(const QString& key, const QString& cluster, const QString& path);
    void closeRequested(const QString& key);
    void connectRequested(); ///< another one

private:
    QList<Connection*> m_all;
    Connection* m_current = nullptr;
};

} // namespace pilothouse::ui
