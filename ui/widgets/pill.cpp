// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace pilothouse::ui {

namespace {

struct PillLook {
    QColor ground, text;
};

PillLook lookOf(Shape shape) {
    const Tokens& t = tokens();
    switch (shape) {
    case Shape::healthy:
        return {t.okBg, t.ok};
    case Shape::running:
        return {t.okBg, t.ok};
    case Shape::changing:
    case Shape::starting:
        return {t.changeBg, t.change};
    case Shape::atRisk:
        return {t.warnBg, t.warn};
    case Shape::trouble:
    case Shape::failed:
        return {t.badBg, t.bad};
    default:
        return {t.idleBg, t.text2};
    }
}

} // namespace

StatusPill::StatusPill(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusPill::set(Shape shape, const QString& word) {
    if (m_shape == shape && m_word == word) return;
    m_shape = shape;
    m_word = word;
    setAccessibleName(word);
    updateGeometry();
    update();
}

QSize StatusPill::sizeHint() const {
    return {6 + 10 + 5 + QFontMetrics(uiFont(12)).horizontalAdvance(m_word) + 8, 20};
}

void StatusPill::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const PillLook look = lookOf(m_shape);
    paint::box(painter, rect(), look.ground, Qt::transparent, 4);
    paintShape(painter, QRectF(6, 5, 10, 10), m_shape);
    painter.setFont(uiFont(12));
    painter.setPen(look.text);
    painter.drawText(rect().adjusted(21, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, m_word);
}

Chip::Chip(const QString& text, Look look, QWidget* parent) : QWidget(parent), m_text(text), m_look(look) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Chip::setText(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const {
    const bool key = m_look == Look::key;
    return {QFontMetrics(uiFont(key ? 11 : 12)).horizontalAdvance(m_text) + (key ? 12 : 14), key ? 18 : 20};
}

void Chip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens();
    const bool key = m_look == Look::key;
    paint::box(painter, rect(), key ? t.sunken : t.panel, t.line, 4);
    painter.setFont(uiFont(key ? 11 : 12));
    painter.setPen(key ? t.text3 : t.text2);
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace pilothouse::ui
