// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_legend.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

#include <QPainter>

namespace pilothouse::ui {

namespace {
constexpr int rowHeight = 22, pad = 16;
} // namespace

MapLegend::MapLegend(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void MapLegend::set(const QString& title, std::vector<LegendRow> rows) {
    const bool resized = rows.size() != m_rows.size();
    m_title = title;
    m_rows = std::move(rows);
    QStringList told{title};
    for (const LegendRow& row : m_rows)
        told << row.words + u' ' + numberText(row.count);
    setAccessibleName(told.join(QStringLiteral(", ")));
    if (resized) updateGeometry();
    update();
}

QSize MapLegend::sizeHint() const {
    return {200, 2 * 12 + 24 + rowHeight * int(m_rows.size())};
}

void MapLegend::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter p(this);
    p.fillRect(rect(), t.panel);
    p.fillRect(0, 0, width(), 1, t.line);
    const QRect head(pad, 12, width() - 2 * pad, 20);
    p.setFont(uiFont(12, Weight::strong));
    p.setPen(t.text);
    p.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_title);
    p.setFont(uiFont(12));
    p.setPen(t.text3);
    p.drawText(head, Qt::AlignRight | Qt::AlignVCenter, sayPlain("map.legend.tasks"));
    int y = 12 + 24;
    for (const LegendRow& row : m_rows) {
        p.setRenderHint(QPainter::Antialiasing);
        QPen edge(row.style.edge, 1);
        if (row.style.broken) edge.setDashPattern({3, 2});
        p.setPen(edge);
        p.setBrush(row.style.fill.isValid() ? QBrush(row.style.fill) : QBrush(Qt::NoBrush));
        p.drawRoundedRect(QRectF(pad + 1.5, y + 5.5, 11, 11), 2.5, 2.5);
        p.setRenderHint(QPainter::Antialiasing, false);
        const QRect line(pad + 22, y, width() - 2 * pad - 22, rowHeight);
        const QString count = numberText(row.count);
        const QFontMetrics metrics = p.fontMetrics();
        const int room = line.width() - metrics.horizontalAdvance(count) - 8;
        p.setPen(row.count > 0 ? t.text : t.text3);
        p.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   metrics.elidedText(row.words, Qt::ElideRight, room));
        p.setPen(t.text3);
        p.drawText(line, Qt::AlignRight | Qt::AlignVCenter, count);
        y += rowHeight;
    }
}

} // namespace pilothouse::ui
