// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace pilothouse::ui {

QColor groundColour(Ground ground) {
    const Tokens& t = tokens();
    switch (ground) {
    case Ground::frame:
        return t.window;
    case Ground::page:
        return t.page;
    case Ground::panel:
        return t.panel;
    case Ground::sunken:
        return t.sunken;
    case Ground::raised:
        return t.raised;
    case Ground::selected:
        return t.youBg;
    }
    return t.panel;
}

Surface::Surface(Ground ground, Qt::Edges lines, QWidget* parent)
    : QWidget(parent), m_ground(ground), m_lines(lines) {}

void Surface::setGround(Ground ground) {
    m_ground = ground;
    update();
}

void Surface::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), groundColour(m_ground));
    const QColor line = m_ground == Ground::selected ? tokens().youLine : tokens().line;
    if (m_lines & Qt::TopEdge) painter.fillRect(0, 0, width(), 1, line);
    if (m_lines & Qt::BottomEdge) painter.fillRect(0, height() - 1, width(), 1, line);
    if (m_lines & Qt::LeftEdge) painter.fillRect(0, 0, 1, height(), line);
    if (m_lines & Qt::RightEdge) painter.fillRect(width() - 1, 0, 1, height(), line);
}

Panel::Panel(QWidget* parent, Ground ground)
    : QFrame(parent), m_ground(ground), m_body(new QVBoxLayout(this)) {
    m_body->setContentsMargins(1, 1, 1, 1);
    m_body->setSpacing(0);
}

void Panel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor edge = m_ground == Ground::raised ? tokens().line2 : tokens().line;
    paint::box(painter, rect(), groundColour(m_ground), edge, m_ground == Ground::sunken ? 5 : 6);
}

} // namespace pilothouse::ui
