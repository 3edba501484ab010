// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace pilothouse::ui {

class CellDelegate;

/// A table of Cells: rows of 28 px edge to edge, header of 28, whole rows selected, marks in a check column
/// (a column whose cells have a check state), J and K beside the arrows, Enter to open.
class DataTable : public QTableView {
    Q_OBJECT
public:
    explicit DataTable(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;
    /// Columns by need: the last of these goes first when there is no room. The first ones always stay.
    void setDropOrder(const QList<int>& columns);
    /// The column that takes what is left, and what it needs at least.
    void setStretchColumn(int column, int least);
    /// One that has half of what is left beyond that.
    void setSharingColumn(int column);
    void setColumnWidths(const QList<int>& widths);
    /// Columns of the model that this table never shows.
    void setAlwaysHidden(const QList<int>& columns);

signals:
    void opened(const QModelIndex& index);
    void peeked(const QModelIndex& index);
    /// The pointer is on the list: its order must hold still.
    void pointerInside(bool inside);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fit();
    void hover(int row);
    QModelIndex checkAt(const QPoint& point) const;

    CellDelegate* m_delegate;
    QList<int> m_dropOrder, m_widths, m_never;
    int m_stretch = -1, m_sharing = -1, m_least = 0, m_hoverRow = -1;
};

} // namespace pilothouse::ui
