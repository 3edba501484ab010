// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_header.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pilothouse::ui {

PageHeader::PageHeader(QWidget* parent)
    : QWidget(parent), m_parent(new StateSentence(20)), m_title(new Label({}, 20, Tone::text, Weight::bold)),
      m_sentence(new StateSentence(15)), m_row(new QHBoxLayout), m_beside(new QHBoxLayout),
      m_actions(new QHBoxLayout) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 16, 24, 12);
    column->setSpacing(8);
    for (auto* layout : {m_row, m_beside, m_actions})
        layout->setContentsMargins(0, 0, 0, 0);
    m_beside->setSpacing(8);
    m_actions->setSpacing(12);
    m_row->setSpacing(8);
    m_parent->setWordWrap(false);
    m_parent->hide();
    m_row->addWidget(m_parent);
    m_row->addWidget(m_title);
    m_row->addSpacing(4);
    m_row->addLayout(m_beside);
    m_row->addStretch(1);
    m_row->addLayout(m_actions);
    m_title->setMinimumHeight(28);
    column->addLayout(m_row);
    column->addWidget(m_sentence);
    m_sentence->setMinimumHeight(20);
    connect(m_sentence, &QLabel::linkActivated, this, &PageHeader::linkActivated);
    connect(m_parent, &QLabel::linkActivated, this, &PageHeader::parentActivated);
}

void PageHeader::setTitle(const QString& title) {
    m_title->setText(title);
}

void PageHeader::setParentTitle(const QString& parent) {
    Sentence path;
    path.spans = {{parent, QStringLiteral("parent"), Tone::text2, false},
                  {QStringLiteral(" /"), {}, Tone::text3, false}};
    m_parent->setSentence(parent.isEmpty() ? Sentence{} : path);
    m_parent->setVisible(!parent.isEmpty());
}

void PageHeader::setSentence(const Sentence& sentence) {
    m_sentence->setSentence(sentence);
}

const Sentence& PageHeader::sentence() const {
    return m_sentence->sentence();
}

void PageHeader::addBeside(QWidget* widget) {
    m_beside->addWidget(widget);
}

void PageHeader::addAction(QWidget* button) {
    m_actions->addWidget(button);
}

} // namespace pilothouse::ui
