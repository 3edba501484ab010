// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace pilothouse::ui {

/// Paints Cells: hover, selection, the blue bar of the current row, the line between rows.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The row under the pointer, set by the table; -1: none.
    void setHoverRow(int row) { m_hoverRow = row; }

private:
    int m_hoverRow = -1;
};

} // namespace pilothouse::ui
