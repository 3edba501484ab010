// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_strip.h"

#include "ui/theme/fonts.h"

#include <QPainter>

namespace pilothouse::ui {

namespace {
constexpr int rowHeight = 50, leastWidth = 168, padding = 16;
} // namespace

FactStrip::FactStrip(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    fit();
}

void FactStrip::set(std::vector<Item> items) {
    if (m_items == items) return;
    m_items = std::move(items);
    QStringList all;
    for (const Item& item : m_items)
        all << item.label + QStringLiteral(": ") + item.value + item.rest;
    setAccessibleName(all.join(QStringLiteral("; ")));
    setToolTip(all.join(u'\n'));
    fit();
    update();
}

int FactStrip::columns() const {
    const int all = int(m_items.size());
    if (all == 0) return 1;
    if (width() >= all * leastWidth) return all;
    return std::min(all, width() >= 3 * leastWidth ? 3 : 2);
}

void FactStrip::fit() {
    const int across = columns();
    setFixedHeight(m_items.empty() ? 0 : (int(m_items.size()) + across - 1) / across * rowHeight);
}

void FactStrip::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void FactStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int across = columns();
    for (int i = 0; i < int(m_items.size()); ++i) {
        const Item& item = m_items[std::size_t(i)];
        const int left = width() * (i % across) / across, right = width() * (i % across + 1) / across;
        const int top = i / across * rowHeight;
        if (i % across == 0) painter.fillRect(QRect(0, top, width(), 1), tokens().line);
        if (i % across != across - 1 && i + 1 != int(m_items.size()))
            painter.fillRect(QRect(right - 1, top, 1, rowHeight), tokens().line);
        QRect text(left + padding, top + 8, right - left - 2 * padding + 8, 16);
        painter.setFont(uiFont(11));
        painter.setPen(tokens().text3);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(item.label, Qt::ElideRight, text.width()));
        text.translate(0, 16);
        text.setHeight(20);
        painter.setFont(uiFont(13));
        painter.setPen(colourOf(item.tone));
        const QFontMetrics metrics = painter.fontMetrics();
        const QString value = metrics.elidedText(item.value, Qt::ElideRight, text.width());
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, value);
        text.setLeft(text.left() + metrics.horizontalAdvance(value));
        if (item.rest.isEmpty() || text.width() < 12) continue;
        painter.setPen(tokens().text3);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(item.rest, Qt::ElideRight, text.width()));
    }
}

} // namespace pilothouse::ui
