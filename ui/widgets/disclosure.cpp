// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/disclosure.h"

#include "ui/theme/icons.h"

#include <QVBoxLayout>

namespace pilothouse::ui {

Disclosure::Disclosure(QWidget* parent)
    : QWidget(parent), m_button(new QToolButton), m_box(new QWidget), m_body(new QVBoxLayout(m_box)) {
    m_button->setCheckable(true);
    m_button->setAutoRaise(true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setIconSize({12, 12});
    m_button->setFocusPolicy(Qt::TabFocus);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(8);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addWidget(m_box);
    m_box->hide();
    connect(m_button, &QToolButton::toggled, this, [this](bool open) {
        m_box->setVisible(open);
        tell();
        emit toggled(open);
    });
    tell();
}

void Disclosure::setText(const QString& text) {
    m_button->setText(text);
    m_button->setAccessibleName(text);
}

void Disclosure::tell() {
    m_button->setIcon(icon(isOpen() ? QStringLiteral("down") : QStringLiteral("right")));
}

} // namespace pilothouse::ui
