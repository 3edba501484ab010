// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice.h"

#include "ui/widgets/label.h"

#include <QRadioButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

Choice::Choice(int ways, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    for (int i = 0; i < ways; ++i) {
        Way way{new QRadioButton, new Label({}, 12, Tone::text2)};
        way.explanation->setWordWrap(true);
        way.explanation->setContentsMargins(24, 0, 0, 4);
        column->addWidget(way.button);
        column->addWidget(way.explanation);
        // Not auto-exclusive: then Tab would reach the chosen one alone.
        way.button->setAutoExclusive(false);
        connect(way.button, &QRadioButton::clicked, this, [this, i] { choose(i); });
        m_ways.append(way);
    }
    m_ways.first().button->setChecked(true);
    setFocusProxy(m_ways.first().button);
}

void Choice::setWay(int index, const QString& name, const QString& explanation) {
    m_ways[index].button->setText(name);
    m_ways[index].button->setAccessibleName(name);
    m_ways[index].button->setAccessibleDescription(explanation);
    m_ways[index].explanation->setText(explanation);
    m_ways[index].explanation->setVisible(!explanation.isEmpty());
}

void Choice::choose(int index) {
    const int before = m_chosen;
    m_chosen = index;
    for (int i = 0; i < m_ways.size(); ++i)
        m_ways[i].button->setChecked(i == index);
    if (before != index) emit changed();
}

} // namespace pilothouse::ui
