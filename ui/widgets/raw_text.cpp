// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/raw_text.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

/// Lets a long ARN or address break after the signs at which a reader would break it. Only for the eye: the
/// text that is copied is the text that was given.
QString breakable(const QString& text) {
    QString shown;
    for (QChar c : text) {
        shown += c;
        if (c == u'/' || c == u':' || c == u'.' || c == u'-' || c == u'_' || c == u'=')
            shown += QChar(0x200B);
    }
    return shown;
}

} // namespace

RawText::RawText(QWidget* parent) : Panel(parent, Ground::sunken) {
    auto* label = new Label({}, 11, Tone::text2);
    label->setMono();
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label = label;
    body()->setContentsMargins(8, 6, 34, 6);
    body()->addWidget(label);
    m_copy = new QToolButton(this);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setIconSize({14, 14});
    m_copy->setFixedSize(24, 24);
    m_copy->setToolTip(tr("Copy these words"));
    m_copy->setAccessibleName(m_copy->toolTip());
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text); });
    hide();
}

void RawText::setText(const QString& text) {
    if (m_text == text) return;
    m_text = text;
    m_label->setText(breakable(text));
    m_label->setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void RawText::resizeEvent(QResizeEvent* event) {
    Panel::resizeEvent(event);
    m_copy->move(width() - 28, 4);
}

void RawText::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_copy->setToolTip(tr("Copy these words"));
        m_copy->setAccessibleName(m_copy->toolTip());
    }
    Panel::changeEvent(event);
}

} // namespace pilothouse::ui
