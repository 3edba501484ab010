// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/diff_area.h"
#include "ui/widgets/json_tokens.h"
#include "ui/words/sentence.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

namespace pilothouse::ui {

using console::DiffRow;
using Kind = DiffRow::Kind;

namespace {

int rowHeight() {
    return qRound(18 * Theme::instance().scale());
}

/// From bytes of UTF-8 to UTF-16 units.
std::pair<int, int> unitsOf(const QString& line, const console::Stretch& stretch) {
    const QByteArray text = line.toUtf8();
    const auto units = [&](std::size_t end) {
        return int(QString::fromUtf8(text.left(qsizetype(end))).size());
    };
    const int from = units(stretch.from);
    return {from, units(stretch.from + stretch.length) - from};
}

} // namespace

void DiffArea::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), tokens().panel);
    const int offset = verticalScrollBar()->value(), height = rowHeight();
    const int first = qMax(0, (offset + event->rect().top() - 8) / height);
    for (int i = first; i < int(m_lines.size()); ++i) {
        const int y = 8 + i * height - offset;
        if (y > event->rect().bottom()) break;
        paintLine(painter, m_lines[std::size_t(i)], y);
    }
    if (!m_unified) {
        painter.setPen(tokens().line);
        painter.drawLine(half(), 0, half(), viewport()->height());
    }
}

void DiffArea::paintLine(QPainter& painter, const Line& line, int y) const {
    if (line.folded) return paintFold(painter, line, y);
    const int height = rowHeight();
    if (m_unified) {
        paintHalf(painter, line, line.right ? Side::right : Side::left,
                  QRect(0, y, viewport()->width(), height));
    } else {
        paintHalf(painter, line, Side::left, QRect(0, y, half(), height));
        paintHalf(painter, line, Side::right, QRect(half() + 1, y, viewport()->width() - half() - 1, height));
    }
    const bool current = m_place >= 0 && line.row >= m_places[std::size_t(m_place)] &&
                         m_rows[std::size_t(line.row)].kind != Kind::same &&
                         (m_place + 1 == places() || line.row < m_places[std::size_t(m_place) + 1]);
    if (current) painter.fillRect(0, y, 2, height, tokens().you);
}

void DiffArea::paintHalf(QPainter& painter, const Line& line, Side side, const QRect& half) const {
    const Tokens& t = tokens();
    const DiffRow& row = m_rows[std::size_t(line.row)];
    const bool left = side == Side::left;
    const int number = left ? row.left : row.right;
    if (number < 0) { // nothing stands here: hatched
        painter.save();
        painter.setClipRect(half);
        painter.setPen(t.grid);
        for (int x = half.left() - half.height(); x < half.right(); x += 7)
            painter.drawLine(x, half.bottom() + 1, x + half.height(), half.top());
        painter.restore();
        return;
    }
    const bool changed = row.kind != Kind::same;
    if (changed) painter.fillRect(half, left ? t.delBg : t.addBg);
    const int at = int(&line - m_lines.data());
    const bool chosen =
        m_from >= 0 && at >= qMin(m_from, m_to) && at <= qMax(m_from, m_to) && (m_unified || side == m_side);
    if (chosen) painter.fillRect(half, t.youBg);
    const QString text = textOf(line, side);
    const QRect room = half.adjusted(gutter(), 0, 0, 0);
    const QFontMetricsF metrics(monoFont(12));
    painter.save();
    painter.setClipRect(room);
    for (const auto& stretch : left ? row.leftWords : row.rightWords) {
        const auto [from, length] = unitsOf(text, stretch);
        const qreal x = room.left() - horizontalScrollBar()->value() + metrics.horizontalAdvance(text, from);
        painter.fillRect(
            QRectF(x, half.top() + 1, metrics.horizontalAdvance(text.mid(from, length)), half.height() - 2),
            left ? t.delHi : t.addHi);
    }
    painter.restore();
    paintText(painter, text, half, number + 1, !changed ? QChar(u' ') : left ? QChar(u'-') : QChar(u'+'));
}

void DiffArea::paintText(QPainter& painter, const QString& text, const QRect& half, int number,
                         QChar sign) const {
    painter.setFont(monoFont(11));
    painter.setPen(tokens().text3);
    painter.drawText(QRect(half.left(), half.top(), gutter() - 26, half.height()),
                     Qt::AlignRight | Qt::AlignVCenter, QString::number(number));
    painter.setPen(sign == u'-' ? tokens().bad : tokens().ok);
    painter.drawText(QRect(half.left() + gutter() - 20, half.top(), 12, half.height()), Qt::AlignCenter,
                     QString(sign));
    const QRect room = half.adjusted(gutter(), 0, 0, 0);
    painter.save();
    painter.setClipRect(room);
    painter.setFont(monoFont(12));
    const QFontMetricsF metrics(painter.font());
    const qreal baseline = half.top() + (half.height() - metrics.height()) / 2 + metrics.ascent();
    qreal x = room.left() - horizontalScrollBar()->value();
    int done = 0;
    for (const JsonToken& token : jsonTokens(text)) {
        if (x > room.right()) break;
        x += metrics.horizontalAdvance(text.mid(done, token.from - done));
        const QString piece = text.mid(token.from, token.length);
        painter.setPen(colourOf(token.kind));
        painter.drawText(QPointF(x, baseline), piece);
        x += metrics.horizontalAdvance(piece);
        done = token.from + token.length;
    }
    painter.restore();
}

void DiffArea::paintFold(QPainter& painter, const Line& line, int y) const {
    const QRect row(0, y, viewport()->width(), rowHeight());
    painter.fillRect(row, tokens().sunken);
    painter.setFont(uiFont(11));
    painter.setPen(tokens().text3);
    painter.drawText(row.adjusted(gutter(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     sayPlain("diff.equal", {{"count", Arg::number(line.folded)}}));
}

} // namespace pilothouse::ui
