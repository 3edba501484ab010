// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/connections.h"

#include "ui/frame/connection.h"

namespace pilothouse::ui {

Connection* Connections::byKey(const QString& key) const {
    for (Connection* connection : m_all)
        if (connection->key() == key) return connection;
    return nullptr;
}

void Connections::add(Connection* connection) {
    m_all.append(connection);
    emit changed();
}

void Connections::remove(Connection* connection) {
    m_all.removeAll(connection);
    if (m_current == connection) m_current = nullptr;
    emit changed();
}

void Connections::setCurrent(Connection* connection) {
    if (m_current == connection) return;
    m_current = connection;
    emit changed();
}

} // namespace pilothouse::ui
