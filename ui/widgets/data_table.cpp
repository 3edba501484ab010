// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_table.h"

#include "ui/theme/theme.h"
#include "ui/widgets/cell_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace pilothouse::ui {

DataTable::DataTable(QWidget* parent) : QTableView(parent), m_delegate(new CellDelegate(this)) {
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(24);
    verticalHeader()->setDefaultSectionSize(28);
    auto* header = horizontalHeader();
    header->setFixedHeight(28);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void DataTable::setModel(QAbstractItemModel* model) {
    QTableView::setModel(model);
    fit();
}

void DataTable::setDropOrder(const QList<int>& columns) {
    m_dropOrder = columns;
    fit();
}

void DataTable::setStretchColumn(int column, int least) {
    m_stretch = column;
    m_least = least;
    fit();
}

void DataTable::setSharingColumn(int column) {
    m_sharing = column;
    fit();
}

void DataTable::setColumnWidths(const QList<int>& widths) {
    m_widths = widths;
    fit();
}

void DataTable::setAlwaysHidden(const QList<int>& columns) {
    m_never = columns;
    fit();
}

void DataTable::fit() {
    if (!model() || m_widths.isEmpty()) return;
    const int room = viewport()->width();
    int used = m_least;
    for (int c = 0; c < m_widths.size(); ++c)
        used += c == m_stretch || m_never.contains(c) ? 0 : m_widths[c];
    QList<int> hidden = m_never;
    for (int i = int(m_dropOrder.size()) - 1; i >= 0 && used > room; --i) {
        if (m_never.contains(m_dropOrder[i])) continue; // takes no room
        hidden << m_dropOrder[i];
        used -= m_widths[m_dropOrder[i]];
    }
    const int left = qMax(0, room - used);
    const int shared = m_sharing < 0 || hidden.contains(m_sharing) ? 0 : left / 2;
    for (int c = 0; c < m_widths.size(); ++c) {
        setColumnHidden(c, hidden.contains(c));
        setColumnWidth(c, c == m_stretch ? m_least + left - shared
                                         : m_widths[c] + (c == m_sharing ? shared : 0));
    }
}

void DataTable::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    fit();
}

void DataTable::hover(int row) {
    if (row == m_hoverRow) return;
    m_hoverRow = row;
    m_delegate->setHoverRow(row);
    viewport()->update();
}

QModelIndex DataTable::checkAt(const QPoint& point) const {
    const QModelIndex index = indexAt(point);
    return index.isValid() && index.data(Qt::CheckStateRole).isValid() ? index : QModelIndex();
}

void DataTable::mousePressEvent(QMouseEvent* event) {
    const QModelIndex check = checkAt(event->pos());
    if (check.isValid() && event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier) {
        selectionModel()->setCurrentIndex(check, QItemSelectionModel::NoUpdate);
        selectionModel()->select(check, QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        return;
    }
    QTableView::mousePressEvent(event);
}

void DataTable::mouseReleaseEvent(QMouseEvent* event) {
    if (checkAt(event->pos()).isValid() && event->modifiers() == Qt::NoModifier) return;
    QTableView::mouseReleaseEvent(event);
}

void DataTable::mouseMoveEvent(QMouseEvent* event) {
    hover(indexAt(event->pos()).row());
    if (event->buttons() != Qt::NoButton && checkAt(event->pos()).isValid()) return;
    QTableView::mouseMoveEvent(event);
}

bool DataTable::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::Enter) emit pointerInside(true);
    if (event->type() == QEvent::Leave) {
        hover(-1);
        emit pointerInside(false);
    }
    return QTableView::viewportEvent(event);
}

void DataTable::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    switch (event->key()) {
    case Qt::Key_J:
    case Qt::Key_K:
        if (plain) {
            QKeyEvent arrow(event->type(), event->key() == Qt::Key_J ? Qt::Key_Down : Qt::Key_Up,
                            event->modifiers());
            QTableView::keyPressEvent(&arrow);
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (plain && currentIndex().isValid()) {
            emit opened(currentIndex());
            return;
        }
        break;
    case Qt::Key_Space:
        if (plain && currentIndex().isValid()) {
            emit peeked(currentIndex());
            return;
        }
        break;
    default:
        break;
    }
    // A letter without Ctrl is a command of the page, not a search in the first column.
    if (plain && !event->text().isEmpty() && event->text().at(0).isPrint()) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::focusInEvent(QFocusEvent* event) {
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0)
        selectionModel()->setCurrentIndex(model()->index(0, 0), QItemSelectionModel::NoUpdate);
    viewport()->update();
}

void DataTable::focusOutEvent(QFocusEvent* event) {
    QTableView::focusOutEvent(event);
    viewport()->update();
}

void DataTable::paintEvent(QPaintEvent* event) {
    QPainter(viewport()).fillRect(event->rect(), tokens().panel);
    QTableView::paintEvent(event);
}

} // namespace pilothouse::ui
