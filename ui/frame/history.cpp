// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/history.h"

namespace pilothouse::ui {

void History::visit(const QString& path) {
    if (path == current()) return;
    m_places.resize(m_at + 1);
    m_places << path;
    ++m_at;
}

QString History::back() {
    if (canGoBack()) --m_at;
    return current();
}

QString History::forward() {
    if (canGoForward()) ++m_at;
    return current();
}

void History::clear() {
    m_places.clear();
    m_at = -1;
}

} // namespace pilothouse::ui
