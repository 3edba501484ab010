// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_start_way.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/words/errors.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace pilothouse::ui {

Rule::Rule(QWidget* parent) : QWidget(parent) {
    setFixedHeight(1);
}

void Rule::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), tokens().line);
}

BigIcon::BigIcon(const QString& name, QWidget* parent) : QWidget(parent), m_name(name) {
    setFixedSize(20, 20);
}

void BigIcon::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintIcon(painter, rect(), m_name, tokens().text2);
}

Way::Way(const QString& iconName, QWidget* parent)
    : QWidget(parent), m_head(new QHBoxLayout), m_actions(new QHBoxLayout), m_text(new QVBoxLayout),
      m_title(new Label({}, 15, Tone::text, Weight::bold, this)),
      m_body(new Label({}, 13, Tone::text2, Weight::regular, this)),
      m_raw(new Label({}, 12, Tone::text2, Weight::regular)), m_why(new StateSentence(13, this)),
      m_rawPanel(new Panel(this, Ground::sunken)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 15);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(new BigIcon(iconName, this), 0, Qt::AlignTop);
    m_head->setSpacing(8);
    m_head->addWidget(m_title);
    m_head->addStretch(1);
    m_title->setMinimumHeight(22);
    m_body->setWordWrap(true);
    m_text->setSpacing(2);
    m_text->addLayout(m_head);
    m_text->addWidget(m_body);
    m_text->addStretch(1);
    row->addLayout(m_text, 1);
    m_actions->setSpacing(8);
    row->addLayout(m_actions);
    column->addLayout(row);
    m_raw->setMono();
    m_raw->setWordWrap(true);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_raw->setContentsMargins(8, 6, 8, 6);
    m_rawPanel->body()->addWidget(m_raw);
    m_trouble = new QWidget(this);
    auto* trouble = new QVBoxLayout(m_trouble);
    trouble->setContentsMargins(36, 8, 0, 0);
    trouble->setSpacing(8);
    trouble->addWidget(m_why);
    trouble->addWidget(m_rawPanel);
    column->addWidget(m_trouble);
    setError(std::nullopt);
}

void Way::setTitle(const QString& title) {
    m_title->setText(title);
}

void Way::setBody(const QString& body) {
    m_body->setText(body);
    m_body->setVisible(!body.isEmpty());
}

void Way::addBeside(QWidget* widget) {
    m_head->insertWidget(m_head->count() - 1, widget);
}

void Way::addAction(QWidget* widget) {
    m_actions->addWidget(widget);
}

void Way::addBelow(QWidget* widget) {
    m_text->insertWidget(m_text->count() - 1, widget);
}

void Way::setError(const std::optional<Error>& error) {
    m_error = error;
    tellError();
}

void Way::tellError() {
    m_trouble->setVisible(m_error.has_value());
    m_rawPanel->setVisible(m_error && !m_error->cause.empty());
    if (!m_error) return;
    const Explanation explanation = explainError(*m_error);
    Sentence sentence = explanation.why;
    for (Span& span : sentence.spans)
        if (span.tone == Tone::text) span.tone = Tone::bad;
    sentence += explanation.next;
    m_why->setSentence(sentence);
    m_raw->setText(explanation.raw.trimmed());
}

void Way::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tellError();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
