// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/capacity_bar.h"

#include "ui/theme/style_paint.h"
#include "ui/widgets/tile_layout.h"

#include <QPainter>

namespace pilothouse::ui {

void paintCapacity(QPainter& painter, const QRect& rect, std::int64_t reserved, std::int64_t capacity,
                   Tone tone) {
    const Tokens& t = tokens();
    paint::box(painter, rect, t.sunken, t.line2, 2);
    const QRect inner = rect.adjusted(1, 1, -1, -1);
    const QColor fill = tone == Tone::warn ? t.warnFill : tone == Tone::bad ? t.badFill : t.idleFill;
    painter.fillRect(
        QRect(inner.left(), inner.top(), filledWidth(inner.width(), reserved, capacity), inner.height()),
        fill);
}

CapacityBar::CapacityBar(QWidget* parent) : QWidget(parent) {
    setFixedHeight(12);
    setMinimumWidth(40);
}

void CapacityBar::set(std::int64_t reserved, std::int64_t capacity, Tone tone) {
    m_reserved = reserved;
    m_capacity = capacity;
    m_tone = tone;
    update();
}

void CapacityBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintCapacity(painter, QRect(0, 2, width(), 8), m_reserved, m_capacity, m_tone);
}

} // namespace pilothouse::ui
