// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOption>

class QPainter;
class QWidget;

namespace pilothouse::ui::paint {

// The painters of Style, one subject a file.

void box(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& edge, qreal radius,
         qreal width = 1);

// style_buttons.cpp
void buttonBevel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget);
void buttonLabel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget);
void toolButton(QPainter& painter, const QStyleOptionToolButton& option, const QWidget* widget);
void checkBox(QPainter& painter, const QRect& rect, QStyle::State state);
void radioButton(QPainter& painter, const QRect& rect, QStyle::State state);

// style_fields.cpp
void fieldPanel(QPainter& painter, const QStyleOption& option, const QWidget* widget);
void comboBox(QPainter& painter, const QStyleOptionComboBox& option, const QWidget* widget);
void comboLabel(QPainter& painter, const QStyleOptionComboBox& option, const QWidget* widget);
void spinBox(QPainter& painter, const QStyleOptionSpinBox& option, const QWidget* widget, const QRect& up,
             const QRect& down);

// style_lists.cpp
void menuItem(QPainter& painter, const QStyleOptionMenuItem& option);
QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents);
void headerSection(QPainter& painter, const QStyleOptionHeader& option);
void headerLabel(QPainter& painter, const QStyleOptionHeader& option);
void tab(QPainter& painter, const QStyleOptionTab& option);
void scrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& handle);
void progress(QPainter& painter, const QStyleOptionProgressBar& option);

} // namespace pilothouse::ui::paint
