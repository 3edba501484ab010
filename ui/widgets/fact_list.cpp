// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fact_list.h"

#include "ui/widgets/label.h"

#include <QGridLayout>

namespace pilothouse::ui {

FactList::FactList(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnMinimumWidth(0, 84);
    m_grid->setColumnStretch(1, 1);
}

/// Ids and addresses: one line, shortened where there is no room, whole in the tip.
QWidget* FactList::monoValue(const Sentence& value) {
    auto* label = new Label(value.plain(), 12, Tone::text, Weight::regular, this);
    label->setMono();
    label->setToolTip(value.plain());
    label->setMinimumWidth(40);
    return label;
}

QWidget* FactList::plainValue(const Sentence& value) {
    auto* sentence = new StateSentence(12, this);
    sentence->setSentence(value);
    connect(sentence, &QLabel::linkActivated, this, &FactList::linkActivated);
    return sentence;
}

void FactList::set(const std::vector<Fact>& facts) {
    if (m_facts == facts) return;
    m_facts = facts;
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    int row = 0;
    for (const Fact& fact : facts) {
        auto* label = new Label(fact.label, 12, Tone::text3, Weight::regular, this);
        label->setMinimumHeight(20);
        QWidget* value = fact.mono ? monoValue(fact.value) : plainValue(fact.value);
        value->setMinimumHeight(20);
        value->setAccessibleName(fact.label + QStringLiteral(": ") + fact.value.plain());
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row++, 1, Qt::AlignTop);
        label->show();
        value->show();
    }
}

} // namespace pilothouse::ui
