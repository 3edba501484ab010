// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

namespace pilothouse::ui {

void TableModel::setFilter(const Filter& filter) {
    if (m_filter == filter) return;
    m_filter = filter;
    refilter();
    emit countsChanged();
}

void TableModel::sort(int column, Qt::SortOrder order) {
    if (m_sortColumn == column && m_sortOrder == order) return;
    m_sortColumn = column;
    m_sortOrder = order;
    reorder();
}

void TableModel::setFrozen(bool frozen) {
    if (m_frozen == frozen) return;
    m_frozen = frozen;
    if (!frozen && m_held > 0) {
        reorder();
        emit countsChanged();
    }
}

void TableModel::applyHeld() {
    if (m_held == 0) return;
    reorder();
    emit countsChanged();
}

void TableModel::setStale(bool stale) {
    if (m_stale == stale) return;
    m_stale = stale;
    allCellsChanged();
}

void TableModel::hold(int changes) {
    if (m_held == changes) return;
    m_held = changes;
    emit heldChanged(changes);
}

void TableModel::allCellsChanged() {
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

} // namespace pilothouse::ui
