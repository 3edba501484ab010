// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_shape.h"

#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace pilothouse::ui {

namespace {

QPen stroke(const QColor& colour, qreal width) {
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QPolygonF diamond(qreal radius) {
    return QPolygonF({{6, 6 - radius}, {6 + radius, 6}, {6, 6 + radius}, {6 - radius, 6}});
}

void ring(QPainter& p, const QColor& colour, qreal radius, qreal width) {
    p.setPen(stroke(colour, width));
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(QPointF(6, 6), radius, radius);
}

void disc(QPainter& p, const QColor& colour) {
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawEllipse(QPointF(6, 6), 4.5, 4.5);
}

void half(QPainter& p, const QColor& colour) {
    ring(p, colour, 4, 1.4);
    p.setPen(Qt::NoPen);
    p.setBrush(colour);
    p.drawPie(QRectF(2, 2, 8, 8), -90 * 16, 180 * 16);
}

void brokenRing(QPainter& p, const QColor& colour) {
    QPen pen = stroke(colour, 1.6);
    pen.setDashPattern({2.4 / 1.6, 1.68 / 1.6}); // 2.4 on, 1.7 off, in units of the pen's width
    p.setPen(pen);
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(QPointF(6, 6), 3.9, 3.9);
}

void hint(QPainter& p, const QColor& colour) {
    ring(p, colour, 4.2, 1.4);
    QPen pen = stroke(colour, 1.4);
    pen.setCapStyle(Qt::RoundCap);
    p.setPen(pen);
    p.drawLine(QPointF(6, 5.6), QPointF(6, 8.2));
    p.drawPoint(QPointF(6, 3.7));
}

} // namespace

void paintShape(QPainter& p, const QRectF& rect, Shape shape) {
    const Tokens& t = tokens();
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.translate(rect.topLeft());
    p.scale(rect.width() / 12, rect.height() / 12);
    switch (shape) {
    case Shape::healthy:
        disc(p, t.okFill);
        break;
    case Shape::running:
        ring(p, t.okFill, 3.6, 1.8);
        break;
    case Shape::changing:
        half(p, t.changeFill);
        break;
    case Shape::starting:
        brokenRing(p, t.changeFill);
        break;
    case Shape::atRisk:
        p.setPen(stroke(t.warnFill, 1));
        p.setBrush(t.warnFill);
        p.drawPolygon(QPolygonF({{6, 1.4}, {11, 10.4}, {1, 10.4}}));
        break;
    case Shape::trouble:
        p.setPen(Qt::NoPen);
        p.setBrush(t.badFill);
        p.drawPolygon(diamond(5.1));
        break;
    case Shape::failed:
        p.setPen(stroke(t.badFill, 1.6));
        p.setBrush(Qt::NoBrush);
        p.drawPolygon(diamond(4.5));
        break;
    case Shape::leaving:
        disc(p, t.idleFill);
        p.setPen(stroke(t.panel, 1.6));
        p.drawLine(QPointF(3.6, 6), QPointF(8.4, 6));
        break;
    case Shape::stopped:
        p.setPen(stroke(t.idleFill, 1.5));
        p.setBrush(Qt::NoBrush);
        p.drawRoundedRect(QRectF(2.2, 2.2, 7.6, 7.6), 1, 1);
        break;
    case Shape::unknown:
        ring(p, t.idleFill, 3.8, 1.4);
        break;
    case Shape::hint:
        hint(p, t.you);
        break;
    }
    p.restore();
}

QString shapeWord(Shape shape) {
    static constexpr std::string_view codes[] = {
        "shape.healthy", "shape.running", "shape.changing", "shape.starting", "shape.atRisk", "shape.trouble",
        "shape.failed",  "shape.leaving", "shape.stopped",  "shape.unknown",  "shape.hint"};
    return sayPlain(codes[static_cast<int>(shape)]);
}

StatusShape::StatusShape(Shape shape, int size, QWidget* parent)
    : QWidget(parent), m_shape(shape), m_size(size) {
    setFixedSize(size, size);
    name();
}

void StatusShape::setShape(Shape shape) {
    if (m_shape == shape) return;
    m_shape = shape;
    name();
    update();
}

void StatusShape::name() {
    setAccessibleName(shapeWord(m_shape));
    setToolTip(shapeWord(m_shape));
}

void StatusShape::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintShape(painter, rect(), m_shape);
}

void StatusShape::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) name();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
