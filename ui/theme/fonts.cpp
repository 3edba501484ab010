// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include "ui/theme/theme.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

namespace pilothouse::ui {

namespace {

bool g_strongIsBold = false;

QStringList familiesWith(const QString& latin, const QString& japanese, QFontDatabase::SystemFont fallback) {
    const bool present = QFontDatabase::families().contains(latin);
    return {present ? latin : QFontDatabase::systemFont(fallback).family(), japanese};
}

QFont::Weight qtWeight(Weight weight) {
    return weight == Weight::regular                  ? QFont::Normal
           : weight == Weight::bold || g_strongIsBold ? QFont::DemiBold
                                                      : QFont::Medium;
}

QFont make(const QStringList& families, int px, Weight weight) {
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(qMax(1, qRound(px * Theme::instance().scale())));
    font.setWeight(qtWeight(weight));
    return font;
}

qreal widestDigit(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = qMax(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

} // namespace

QFont uiFont(int px, Weight weight) {
    static const QStringList families =
        familiesWith(QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK JP"), QFontDatabase::GeneralFont);
    return make(families, px, weight);
}

QFont monoFont(int px, Weight weight) {
    static const QStringList families = familiesWith(
        QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono CJK JP"), QFontDatabase::FixedFont);
    QFont font = make(families, px, weight);
    font.setStyleHint(QFont::Monospace,
                      static_cast<QFont::StyleStrategy>(QFont::PreferDefault | QFont::PreferNoShaping));
    return font;
}

void setStrongIsBold(bool bold) {
    g_strongIsBold = bold;
}

int cssWeight(Weight weight) {
    return static_cast<int>(qtWeight(weight));
}

qreal figuresWidth(const QFontMetricsF& metrics, const QString& text) {
    const qreal digit = widestDigit(metrics);
    qreal width = 0;
    for (QChar c : text)
        width += c.isDigit() ? digit : metrics.horizontalAdvance(c);
    return width;
}

void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const qreal width = figuresWidth(metrics, text);
    if (width > rect.width()) {
        painter.drawText(rect, alignment | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, rect.width()));
        return;
    }
    const qreal digit = widestDigit(metrics);
    qreal x = alignment & Qt::AlignRight ? rect.right() - width : rect.left();
    const qreal y = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    for (QChar c : text) {
        const qreal own = metrics.horizontalAdvance(c);
        const qreal cell = c.isDigit() ? digit : own;
        painter.drawText(QPointF(x + (cell - own) / 2, y), QString(c));
        x += cell;
    }
}

} // namespace pilothouse::ui
