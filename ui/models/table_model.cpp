// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

#include "ui/words/language.h"

namespace pilothouse::ui {

TableModel::TableModel(QObject* parent) : QAbstractTableModel(parent) {
    connect(&Languages::instance(), &Languages::changed, this, [this] {
        rederive();
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    });
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::AccessibleTextRole || (role == Qt::DisplayRole && !isUntitled(section)))
        return title(section);
    return {};
}

Qt::ItemFlags TableModel::flags(const QModelIndex& index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                           : Qt::NoItemFlags;
}

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
