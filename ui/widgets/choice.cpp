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
        connect(way.button, &QRadioButton::toggled, this, [this](bool on) {
            if (on) emit changed();
        });
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

int Choice::chosen() const {
    for (int i = 0; i < m_ways.size(); ++i)
        if (m_ways[i].button->isChecked()) return i;
    return 0;
}

void Choice::choose(int index) {
    m_ways[index].button->setChecked(true);
}

} // namespace pilothouse::ui
