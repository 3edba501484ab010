// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/find_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QPainter>

namespace pilothouse::ui {

namespace {

constexpr int wide = 228, high = 28;

} // namespace

FindField::FindField(QWidget* parent) : QAbstractButton(parent) {
    setFixedSize(wide, high);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    retell();
}

void FindField::setNarrow(bool narrow) {
    m_narrow = narrow;
    setFixedWidth(narrow ? high : wide);
    update();
}

void FindField::retell() {
    setText(sayPlain("palette.title"));
    setAccessibleName(text());
    setToolTip(text() + QStringLiteral("  Ctrl+K"));
    update();
}

void FindField::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retell();
    QAbstractButton::changeEvent(event);
}

void FindField::paintEvent(QPaintEvent*) {
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF edge = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (!m_narrow || underMouse()) {
        painter.setPen(t.line);
        painter.setBrush(underMouse() ? t.hover : t.panel);
        painter.drawRoundedRect(edge, 5, 5);
    }
    paintIcon(painter, QRectF(m_narrow ? 6 : 9, 6, 16, 16), QStringLiteral("search"), t.text3);
    if (m_narrow) return;
    painter.setFont(uiFont(11, Weight::strong));
    const QString key = QStringLiteral("Ctrl K");
    const int keyWide = painter.fontMetrics().horizontalAdvance(key) + 10;
    const QRectF box(width() - 6.5 - keyWide, 4.5, keyWide, high - 9);
    painter.setPen(t.line2);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(t.text3);
    painter.drawText(box, Qt::AlignCenter, key);
    painter.setFont(uiFont(13));
    const QRectF words(32, 0, box.left() - 40, high);
    painter.drawText(words, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, int(words.width())));
}

} // namespace pilothouse::ui
