// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;
class QFontMetricsF;

namespace pilothouse::ui {

/// Weights of the design. In Japanese 500 falls to Regular, so strong is 600 there.
enum class Weight { regular, strong, bold };

/// Inter with Noto Sans CJK JP; px 20, 15, 13, 12 or 11, times the user's scale. Where Inter is missing the
/// system's font serves.
QFont uiFont(int px, Weight weight = Weight::regular);
/// JetBrains Mono without ligatures (they would change logs and JSON).
QFont monoFont(int px = 12, Weight weight = Weight::regular);

/// Set by the language: strong is 600 instead of 500.
void setStrongIsBold(bool bold);
int cssWeight(Weight weight);

/// Columns of numbers: each digit centred in the widest digit's advance, for Inter's digits are proportional
/// and Qt 6.4 cannot ask for tabular ones. Uses the painter's font and pen; too long ends with an ellipsis.
void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);
qreal figuresWidth(const QFontMetricsF& metrics, const QString& text);

} // namespace pilothouse::ui
