// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/sidebar_item.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words/quantities.h"

#include <QEvent>
#include <QPainter>

namespace pilothouse::ui {

namespace {

constexpr int rowHeight = 28, padding = 8, gap = 8, iconPx = 16;

} // namespace

SidebarItem::SidebarItem(const QString& iconName, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SidebarItem::setName(const QString& name) {
    m_name = name;
    describe();
}

void SidebarItem::setDetail(const QString& detail) {
    if (detail == m_detail) return;
    m_detail = detail;
    describe();
}

void SidebarItem::setAlert(std::optional<Shape> shape, int count) {
    if (m_alert == shape && m_alerts == count) return;
    m_alert = shape;
    m_alerts = count;
    describe();
}

void SidebarItem::setRail(bool rail) {
    m_rail = rail;
    describe();
    updateGeometry();
}

void SidebarItem::describe() {
    QString all = m_name;
    if (m_alert) all += QStringLiteral(", %1 %2").arg(m_alerts).arg(shapeWord(*m_alert));
    if (!m_detail.isEmpty()) all += QStringLiteral(", ") + m_detail;
    setAccessibleName(all);
    setToolTip(m_rail ? all : QString());
    update();
}

void SidebarItem::setColour(const ColourOf& colour) {
    m_colour = colour;
    update();
}

QSize SidebarItem::sizeHint() const {
    return {m_rail ? 32 : 200, rowHeight};
}

bool SidebarItem::event(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) update();
    return QAbstractButton::event(event);
}

void SidebarItem::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const bool on = isChecked();
    if (on || isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(on ? t.youBg : isDown() ? t.pressed : t.hover);
        painter.drawRoundedRect(rect(), 5, 5);
    }
    if (m_rail)
        paintRail(painter);
    else
        paintRow(painter);
}

void SidebarItem::paintMark(QPainter& painter, const QRectF& box, const QColor& ink) {
    if (!m_colour) return paintIcon(painter, box, m_icon, ink);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_colour());
    painter.drawRoundedRect(QRectF(box.center().x() - 5, box.center().y() - 5, 10, 10), 2, 2);
}

void SidebarItem::paintRail(QPainter& painter) {
    const Tokens& t = tokens();
    const QRectF box((width() - iconPx) / 2, (rowHeight - iconPx) / 2, iconPx, iconPx);
    paintMark(painter, box, isChecked() ? t.you : t.text2);
    if (m_alert) paintShape(painter, QRectF(box.right() - 4, box.top() - 5, 10, 10), *m_alert);
}

void SidebarItem::paintRow(QPainter& painter) {
    const Tokens& t = tokens();
    const bool on = isChecked();
    const int middle = rowHeight / 2;
    paintMark(painter, QRectF(padding, middle - iconPx / 2, iconPx, iconPx), on ? t.you : t.text2);
    int right = width() - padding;
    painter.setFont(uiFont(12));
    auto putRight = [&](const QString& text) {
        const int wide = int(std::ceil(figuresWidth(QFontMetricsF(painter.font()), text)));
        painter.setPen(t.text3);
        drawFigures(painter, QRectF(right - wide, 0, wide, rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                    text);
        right -= wide;
    };
    if (!m_detail.isEmpty()) {
        putRight(m_detail);
        right -= gap;
    }
    if (m_alert) {
        putRight(numberText(m_alerts));
        right -= 4 + 10;
        paintShape(painter, QRectF(right, middle - 5, 10, 10), *m_alert);
        right -= gap;
    }
    const int left = padding + iconPx + gap;
    painter.setFont(uiFont(13, on ? Weight::strong : Weight::regular));
    painter.setPen(isEnabled() ? (on ? t.text : t.text2) : t.disabled);
    const QString text = painter.fontMetrics().elidedText(m_name, Qt::ElideRight, right - left);
    painter.drawText(QRect(left, 0, right - left, rowHeight), Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace pilothouse::ui
