// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_bar.h"

#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>

namespace pilothouse::ui {

ActionBar::ActionBar(QWidget* parent)
    : Surface(Ground::selected, Qt::TopEdge, parent), m_count(new Label({}, 13, Tone::text, Weight::strong)),
      m_common(new Label({}, 13, Tone::text2)), m_actions(new QHBoxLayout) {
    setFixedHeight(44);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_count);
    row->addWidget(m_common, 1);
    m_common->setMinimumWidth(40);
    m_actions->setSpacing(8);
    row->addLayout(m_actions);
    row->addWidget(new Chip(QStringLiteral("Esc"), Chip::Look::key));
}

void ActionBar::setTexts(const QString& count, const QString& common) {
    m_count->setText(count);
    m_common->setText(common);
    setAccessibleName(common.isEmpty() ? count : count + QStringLiteral(", ") + common);
}

void ActionBar::addAction(QWidget* button) {
    m_actions->addWidget(button);
}

} // namespace pilothouse::ui
