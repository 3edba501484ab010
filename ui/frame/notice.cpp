// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/notice.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace pilothouse::ui {

Notice::Notice(QWidget* parent)
    : QWidget(parent), m_shape(new StatusShape(Shape::hint, 12, this)),
      m_sentence(new StateSentence(13, this)), m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(24, 6, 24, 7);
    m_row->setSpacing(8);
    m_row->addWidget(m_shape, 0, Qt::AlignVCenter);
    m_row->addWidget(m_sentence, 1);
    m_sentence->setWordWrap(true);
    m_sentence->setMinimumHeight(24);
    setMinimumHeight(38);
}

void Notice::tell(Shape shape, const Sentence& sentence) {
    m_shape->setShape(shape);
    m_sentence->setSentence(sentence);
    update();
}

QPushButton* Notice::setAction(const QString& name, const QString& words) {
    QPushButton*& button = m_buttons[name];
    if (!button) {
        button = new QPushButton(this);
        setSmall(button);
        m_row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, name] { emit triggered(name); });
    }
    button->setText(words);
    button->setVisible(!words.isEmpty());
    return button;
}

void Notice::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    QColor ground = t.idleBg, edge = t.idleLine;
    if (m_shape->shape() == Shape::atRisk) {
        ground = t.warnBg;
        edge = t.warnLine;
    } else if (m_shape->shape() == Shape::trouble) {
        ground = t.badBg;
        edge = t.badLine;
    }
    painter.fillRect(rect(), ground);
    painter.fillRect(0, height() - 1, width(), 1, edge);
}

} // namespace pilothouse::ui
