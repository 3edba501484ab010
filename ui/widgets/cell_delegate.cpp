// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cell_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QTableView>

namespace pilothouse::ui {

namespace {

QFont fontOf(Cell::Face face) {
    switch (face) {
    case Cell::Face::body:
        return uiFont(13);
    case Cell::Face::strong:
        return uiFont(13, Weight::strong);
    case Cell::Face::detail:
    case Cell::Face::figures:
        return uiFont(12);
    case Cell::Face::mono:
        return monoFont(12);
    }
    return uiFont(13);
}

void paintText(QPainter& painter, const QRect& rect, const Cell& cell, bool stale) {
    painter.setFont(fontOf(cell.face));
    painter.setPen(colourOf(stale ? Tone::text3 : cell.tone));
    const auto align = Qt::AlignVCenter | (cell.right ? Qt::AlignRight : Qt::AlignLeft);
    if (cell.face == Cell::Face::figures && cell.tail.isEmpty()) {
        drawFigures(painter, rect, align, cell.text);
        return;
    }
    const QFontMetrics metrics = painter.fontMetrics();
    const QString text = metrics.elidedText(cell.text, Qt::ElideRight, rect.width());
    painter.drawText(rect, align | Qt::TextSingleLine, text);
    const int used = metrics.horizontalAdvance(text) + (cell.text.isEmpty() ? 0 : 5);
    if (cell.tail.isEmpty() || used >= rect.width()) return;
    painter.setFont(uiFont(12));
    painter.setPen(colourOf(stale ? Tone::text3 : cell.tailTone));
    const QRect rest = rect.adjusted(used, 0, 0, 0);
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(cell.tail, Qt::ElideRight, rest.width()));
}

/// The column at the right edge: those after it are not on screen.
int lastShown(const QAbstractItemView* view, const QAbstractItemModel& model) {
    const auto* table = qobject_cast<const QTableView*>(view);
    int column = model.columnCount() - 1;
    while (table && column > 0 && table->isColumnHidden(column))
        --column;
    return column;
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const Tokens& t = tokens();
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = index.row() == m_hoverRow;
    const QRect r = option.rect;
    painter->save();
    const Cell cell = index.data(cellRole).value<Cell>();
    painter->fillRect(r, selected ? t.youBg : hover ? t.hover : cell.head ? t.sunken : t.panel);
    painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), cell.head ? t.line : t.grid);
    if (view && index.column() == 0 && view->currentIndex().row() == index.row() && view->hasFocus())
        painter->fillRect(QRect(r.left(), r.top(), 2, r.height()), t.you);

    const QVariant check = index.data(Qt::CheckStateRole);
    if (check.isValid()) {
        QStyle::State state = QStyle::State_Enabled;
        if (selected) state |= QStyle::State_On;
        paint::checkBox(*painter, QRect(r.left() + 24, r.top() + (r.height() - 14) / 2, 14, 14), state);
        painter->restore();
        return;
    }
    const int left = index.column() == 0 ? 24 : 8;
    const bool last = index.column() == lastShown(view, *index.model());
    QRect inner = r.adjusted(left, 0, last ? -24 : -8, -1);
    if (cell.shape) {
        const int x = cell.text.isEmpty() && index.column() != 0 ? r.left() + 4 : inner.left();
        paintShape(*painter, QRectF(x, r.top() + (r.height() - 1 - 12) / 2, 12, 12), *cell.shape);
        inner.setLeft(x + 12 + 8);
    }
    if (cell.paint)
        cell.paint(*painter, inner);
    else
        paintText(*painter, inner, cell, index.data(staleRole).toBool());
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {80, 28};
}

} // namespace pilothouse::ui
