// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_start_sample.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/status_shape.h"

#include <QPainter>
#include <QPainterPath>

namespace pilothouse::ui {

namespace {

constexpr int wide = 276, boxHeight = 30;

void box(QPainter& painter, const QRectF& rect, const QString& text, bool healthy) {
    const Tokens& t = tokens();
    painter.setPen(QPen(healthy ? t.okLine : t.line2, 1));
    painter.setBrush(healthy ? t.okBg : t.panel);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setPen(healthy ? t.text : t.text2);
    if (!healthy) {
        painter.drawText(rect, Qt::AlignCenter, text);
        return;
    }
    paintShape(painter, QRectF(rect.left() + 9, rect.center().y() - 5, 10, 10), Shape::healthy);
    painter.setPen(t.text);
    painter.drawText(rect.adjusted(25, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace

SampleDrawing::SampleDrawing(QWidget* parent) : QWidget(parent) {
    setFixedSize(wide, 112);
}

void SampleDrawing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11));
    const qreal first = 0, second = 41, third = 82, right = wide - 84;
    // From the address to both tasks of web; the worker stands for itself.
    painter.setPen(QPen(tokens().text3, 1));
    painter.setBrush(Qt::NoBrush);
    const qreal middle = (first + second + boxHeight) / 2, fork = right - 24;
    QPainterPath lines(QPointF(92, middle));
    lines.lineTo(fork, middle);
    for (const qreal y : {first, second}) {
        lines.moveTo(fork, middle);
        lines.lineTo(fork, y + boxHeight / 2.0);
        lines.lineTo(right, y + boxHeight / 2.0);
    }
    painter.drawPath(lines);
    box(painter, QRectF(0, middle - boxHeight / 2.0, 92, boxHeight), QStringLiteral("http"), false);
    box(painter, QRectF(right, first, 84, boxHeight), QStringLiteral("web"), true);
    box(painter, QRectF(right, second, 84, boxHeight), QStringLiteral("web"), true);
    box(painter, QRectF(right, third, 84, boxHeight - 1), QStringLiteral("worker"), true);
}

} // namespace pilothouse::ui
