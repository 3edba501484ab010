// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace pilothouse::ui::paint {

namespace {

void fieldBox(QPainter& painter, const QRect& rect, QStyle::State state, bool invalid) {
    const Tokens& t = tokens();
    if (invalid) {
        box(painter, rect, t.panel, t.badFill, 5, 1.5);
        return;
    }
    const QColor edge = !(state & QStyle::State_Enabled) ? t.line
                        : state & QStyle::State_HasFocus ? t.you
                                                         : t.line2;
    box(painter, rect, t.panel, edge, 5);
}

} // namespace

void fieldPanel(QPainter& painter, const QStyleOption& option, const QWidget* widget) {
    // Inside a combo or spin box the outer control has painted the field.
    const QWidget* outer = widget ? widget->parentWidget() : nullptr;
    if (outer && (outer->inherits("QAbstractSpinBox") || outer->inherits("QComboBox"))) return;
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
    if (frame && frame->lineWidth == 0) return;
    fieldBox(painter, option.rect, option.state, isInvalid(widget));
}

void comboBox(QPainter& painter, const QStyleOptionComboBox& option, const QWidget* widget) {
    const Tokens& t = tokens();
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.editable) {
        fieldBox(painter, option.rect, option.state, isInvalid(widget));
    } else {
        const QColor fill = !enabled                                                   ? t.panel
                            : option.state & (QStyle::State_Sunken | QStyle::State_On) ? t.pressed
                            : option.state & QStyle::State_MouseOver                   ? t.hover
                                                                                       : t.panel;
        const QColor edge = isInvalid(widget)                       ? t.badFill
                            : !enabled                              ? t.line
                            : option.state & QStyle::State_HasFocus ? t.you
                                                                    : t.line2;
        box(painter, option.rect, fill, edge, 5);
    }
    const QRect r = option.rect;
    paintIcon(painter, QRectF(r.right() - 21, r.top() + (r.height() - 14) / 2, 14, 14),
              QStringLiteral("down"), enabled ? t.text3 : t.disabled);
}

void comboLabel(QPainter& painter, const QStyleOptionComboBox& option, const QWidget* widget) {
    if (option.editable) return;
    painter.save();
    painter.setFont(widget ? widget->font() : uiFont(13));
    painter.setPen(option.state & QStyle::State_Enabled ? tokens().text : tokens().disabled);
    const QRect r = option.rect.adjusted(10, 0, -26, 0);
    painter.drawText(r, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(option.currentText, Qt::ElideRight, r.width()));
    painter.restore();
}

void spinBox(QPainter& painter, const QStyleOptionSpinBox& option, const QWidget* widget, const QRect& up,
             const QRect& down) {
    fieldBox(painter, option.rect, option.state, isInvalid(widget));
    const Tokens& t = tokens();
    const auto arrow = [&](const QRect& rect, QStyle::SubControl which,
                           QAbstractSpinBox::StepEnabledFlag flag, const QString& name) {
        const bool can = (option.stepEnabled & flag) && (option.state & QStyle::State_Enabled);
        if (can && (option.activeSubControls & which))
            box(painter, rect.adjusted(1, 1, -1, 0), t.hover, Qt::transparent, 3);
        paintIcon(painter, QRectF(rect.center().x() - 5, rect.center().y() - 5, 12, 12), name,
                  can ? t.text3 : t.disabled);
    };
    arrow(up, QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, QStringLiteral("up"));
    arrow(down, QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, QStringLiteral("down"));
}

} // namespace pilothouse::ui::paint
