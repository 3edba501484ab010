// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace pilothouse::ui {

/// The places one has been to, for back and forward.
class History {
public:
    /// A new place: what lay ahead is forgotten. The place one is at already is no step.
    void visit(const QString& path);
    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    QString back();
    QString forward();
    QString current() const { return m_at < 0 ? QString() : m_places[m_at]; }
    void clear();

private:
    QStringList m_places;
    qsizetype m_at = -1;
};

} // namespace pilothouse::ui
