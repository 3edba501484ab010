// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/finding.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>

namespace pilothouse::ui {

Finding::Finding(QWidget* parent)
    : QWidget(parent), m_shape(new StatusShape(Shape::hint)), m_sentence(new StateSentence(12)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    auto* side = new QVBoxLayout;
    side->addSpacing(2);
    side->addWidget(m_shape);
    side->addStretch(1);
    row->addLayout(side);
    row->addWidget(m_sentence, 1);
    hide();
}

void Finding::say(Shape shape, const Sentence& sentence) {
    m_shape->setShape(shape);
    m_sentence->setSentence(sentence.toned(shape == Shape::trouble ? Tone::bad : Tone::text2));
    setVisible(!sentence.isEmpty());
}

QString Finding::text() const {
    return isVisibleTo(parentWidget()) ? m_sentence->sentence().plain() : QString();
}

} // namespace pilothouse::ui
