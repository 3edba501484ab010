// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_field.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/label.h"

#include <QKeyEvent>
#include <QPainter>

namespace pilothouse::ui {

FilterField::FilterField(QWidget* parent)
    : QLineEdit(parent), m_count(new Label({}, 12, Tone::text3, Weight::regular, this)) {
    setTextMargins(22, 0, 90, 0);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_count->setAttribute(Qt::WA_TransparentForMouseEvents);
}

void FilterField::setCount(const QString& text) {
    m_count->setText(text);
    setAccessibleDescription(text);
    setTextMargins(22, 0, m_count->sizeHint().width() + 12, 0);
    resizeEvent(nullptr);
}

void FilterField::resizeEvent(QResizeEvent* event) {
    if (event) QLineEdit::resizeEvent(event);
    const int w = m_count->sizeHint().width();
    m_count->setGeometry(width() - w - 10, 0, w, height());
}

void FilterField::paintEvent(QPaintEvent* event) {
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    paintIcon(painter, QRectF(8, (height() - 14) / 2, 14, 14), QStringLiteral("filter"), tokens().text3);
}

void FilterField::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        if (text().isEmpty())
            emit left();
        else
            clear();
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit left();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace pilothouse::ui
