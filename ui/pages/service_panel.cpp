// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_panel.h"

#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace pilothouse::ui {

ServicePanel::ServicePanel(QWidget* parent)
    : Panel(parent), m_title(new Label({}, 13, Tone::text, Weight::bold)), m_note(new StateSentence(12)),
      m_head(new QHBoxLayout) {
    auto* head = new QWidget;
    head->setFixedHeight(36);
    head->setLayout(m_head);
    m_head->setContentsMargins(15, 0, 11, 0);
    m_head->setSpacing(8);
    m_note->setWordWrap(false);
    m_note->setMinimumWidth(0);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_head->addWidget(m_title);
    m_head->addWidget(m_note, 1);
    body()->addWidget(head);
    connect(m_note, &QLabel::linkActivated, this, &ServicePanel::linkActivated);
}

void ServicePanel::setTitle(const QString& title) {
    m_title->setText(title);
    setAccessibleName(title);
}

void ServicePanel::setNote(const Sentence& note) {
    m_note->setSentence(note.toned(Tone::text3));
}

void ServicePanel::addAction(QWidget* button) {
    m_head->addWidget(button);
}

} // namespace pilothouse::ui
