// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_view.h"

#include "core/console/json_lines.h"
#include "ui/theme/icons.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/json_text.h"
#include "ui/words/sentence.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

JsonView::JsonView(QWidget* parent) : QWidget(parent), m_text(new JsonText) {
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFocusPolicy(Qt::StrongFocus);
    setFocusProxy(m_text);
    m_find = new FindBar(m_text, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_find);
    column->addWidget(m_text, 1);
    m_copy = new QToolButton(m_text);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setFixedSize(28, 28);
    m_copy->setObjectName(QStringLiteral("copyJson"));
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    rename();
}

void JsonView::set(const Json& document) {
    if (m_document == document && !m_text->document()->isEmpty()) return;
    m_document = document;
    const int down = m_text->verticalScrollBar()->value(), across = m_text->horizontalScrollBar()->value();
    m_text->setPlainText(QString::fromStdString(console::jsonText(document)));
    m_text->verticalScrollBar()->setValue(down);
    m_text->horizontalScrollBar()->setValue(across);
}

void JsonView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layout()->activate();
    m_copy->move(m_text->width() - 28 - 20, 6);
}

void JsonView::rename() {
    m_text->setAccessibleName(sayPlain("json.text"));
    m_copy->setAccessibleName(sayPlain("json.copy"));
    m_copy->setToolTip(sayPlain("json.copy"));
}

void JsonView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
