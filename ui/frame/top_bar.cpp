// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/top_bar.h"

#include "ui/frame/actions.h"
#include "ui/frame/find_field.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace pilothouse::ui {

ConnectionSwitch::ConnectionSwitch(QWidget* parent) : QAbstractButton(parent) {
    setFixedSize(216, 39);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    describe();
}

void ConnectionSwitch::setConnection(const QString& name) {
    m_name = name;
    setEnabled(!name.isEmpty());
    describe();
}

void ConnectionSwitch::setColour(std::function<QColor()> colour) {
    m_colour = std::move(colour);
    update();
}

void ConnectionSwitch::setRail(bool rail) {
    m_rail = rail;
    setFixedWidth(rail ? 48 : 216);
    describe();
}

void ConnectionSwitch::describe() {
    setAccessibleName(m_name.isEmpty() ? QStringLiteral("Pilothouse")
                                       : sayPlain("frame.connection", {{"name", Arg::plain(m_name)}}));
    setToolTip(m_rail ? accessibleName() : QString());
    update();
}

void ConnectionSwitch::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) describe();
    QAbstractButton::changeEvent(event);
}

void ConnectionSwitch::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isEnabled() && (underMouse() || isDown()))
        painter.fillRect(rect().adjusted(0, 0, -1, 0), isDown() ? t.pressed : t.hover);
    painter.fillRect(width() - 1, 0, 1, height(), t.line);
    if (m_colour) painter.fillRect(0, 0, 3, height(), m_colour());
    const qreal middle = height() / 2.0;
    paintIcon(painter, QRectF(m_rail ? 15 : 12, middle - 9, 18, 18), QStringLiteral("logo"), t.you);
    if (m_rail) return;
    const bool menu = !m_name.isEmpty();
    const QRect text(38, 0, width() - 38 - (menu ? 32 : 12), height());
    painter.setFont(uiFont(13, Weight::bold));
    painter.setPen(t.text);
    const QString name = menu ? m_name : QStringLiteral("Pilothouse");
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, text.width()));
    if (menu)
        paintIcon(painter, QRectF(width() - 8 - 14 - 1, middle - 7, 14, 14), QStringLiteral("down"), t.text3);
}

TopBar::TopBar(const Actions& actions, QWidget* parent)
    : Surface(Ground::frame, Qt::BottomEdge, parent), m_connection(new ConnectionSwitch(this)),
      m_connectionMenu(new QMenu(this)) {
    setFixedHeight(40);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 8, 1);
    row->setSpacing(0);
    row->addWidget(m_connection);
    row->addSpacing(8);
    m_back = button(actions.back);
    m_forward = button(actions.forward);
    m_menu = button(actions.menu);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addStretch(1);
    m_find = new FindField(this);
    row->addWidget(m_find);
    row->addSpacing(8);
    row->addWidget(m_menu);
    connect(m_find, &QAbstractButton::clicked, this, &TopBar::paletteRequested);
    for (QAction* action : {actions.refresh, actions.reconnect, actions.connectOther, actions.disconnect})
        m_connectionMenu->addAction(action);
    connect(m_connection, &QAbstractButton::clicked, this, [this] {
        m_connectionMenu->popup(m_connection->mapToGlobal(QPoint(8, m_connection->height())));
    });
    setConnection({});
}

QToolButton* TopBar::button(QAction* action) {
    auto* made = new QToolButton(this);
    made->setDefaultAction(action);
    made->setToolButtonStyle(Qt::ToolButtonIconOnly);
    made->setAutoRaise(true);
    made->setFixedSize(28, 28);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

void TopBar::setConnection(const QString& name) {
    m_connection->setConnection(name);
    m_back->setVisible(!name.isEmpty());
    m_forward->setVisible(!name.isEmpty());
}

void TopBar::setRail(bool rail) {
    m_connection->setRail(rail);
}

} // namespace pilothouse::ui
