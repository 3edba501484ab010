// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace pilothouse::ui {

/// An icon of resources/icons by its name ("play", "search"), its stroke in `colour`.
void paintIcon(QPainter& painter, const QRectF& rect, const QString& name, const QColor& colour);

/// The same as a QIcon for buttons, actions and menus: text2 of the theme of the moment, disabled where it
/// is. Our style paints it in the button's own text colour.
QIcon icon(const QString& name);

} // namespace pilothouse::ui
