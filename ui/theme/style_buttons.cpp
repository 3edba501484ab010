// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace pilothouse::ui::paint {

namespace {

struct Look {
    QColor fill, edge, text;
};

Look plainLook(QStyle::State state, ButtonKind kind) {
    const Tokens& t = tokens();
    const bool ghost = kind == ButtonKind::ghost;
    Look look{ghost ? QColor(Qt::transparent) : t.panel, ghost ? QColor(Qt::transparent) : t.line2,
              kind == ButtonKind::danger ? t.bad
              : ghost                    ? t.text2
                                         : t.text};
    if (!(state & QStyle::State_Enabled)) return {look.fill, ghost ? look.edge : t.line, t.disabled};
    if (state & (QStyle::State_Sunken | QStyle::State_On))
        look.fill = t.pressed;
    else if (state & QStyle::State_MouseOver)
        look.fill = t.hover;
    return look;
}

Look primaryLook(QStyle::State state) {
    const Tokens& t = tokens();
    if (!(state & QStyle::State_Enabled)) return {t.idleBg, t.line, t.disabled};
    const QColor fill = state & QStyle::State_Sunken      ? t.youPress
                        : state & QStyle::State_MouseOver ? t.youHover
                                                          : t.you;
    return {fill, fill, t.onYou};
}

Look lookOf(QStyle::State state, const QWidget* widget) {
    const ButtonKind kind = buttonKind(widget);
    Look look = kind == ButtonKind::primary ? primaryLook(state) : plainLook(state, kind);
    const bool focused = (state & QStyle::State_HasFocus) && (state & QStyle::State_KeyboardFocusChange);
    if (focused && kind != ButtonKind::primary) look.edge = tokens().you;
    return look;
}

} // namespace

void box(QPainter& painter, const QRectF& rect, const QColor& fill, const QColor& edge, qreal radius,
         qreal width) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill.alpha() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.setPen(edge.alpha() ? QPen(edge, width) : QPen(Qt::NoPen));
    const qreal half = edge.alpha() ? width / 2 : 0;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
    painter.restore();
}

void buttonBevel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget) {
    const Look look = lookOf(option.state, widget);
    box(painter, option.rect, look.fill, look.edge, 5);
}

void buttonLabel(QPainter& painter, const QStyleOptionButton& option, const QWidget* widget) {
    const Look look = lookOf(option.state, widget);
    const bool primary = buttonKind(widget) == ButtonKind::primary;
    const bool menu = option.features & QStyleOptionButton::HasMenu;
    const int px = isSmall(widget) ? 12 : 13;
    painter.save();
    painter.setFont(uiFont(px, primary ? Weight::strong : Weight::regular));
    painter.setPen(look.text);
    const QFontMetrics metrics(painter.font());
    const int textWidth = metrics.horizontalAdvance(option.text);
    const int iconWidth = option.icon.isNull() ? 0 : 14 + (option.text.isEmpty() ? 0 : 6);
    const int menuWidth = menu ? 12 + 6 : 0;
    const QRect r = option.rect;
    int x = r.left() + qMax(4, (r.width() - iconWidth - textWidth - menuWidth) / 2);
    if (iconWidth) {
        paintIcon(painter, QRectF(x, r.top() + (r.height() - 14) / 2, 14, 14), option.icon.name(), look.text);
        x += iconWidth;
    }
    const QRect textRect(x, r.top(), qMin(textWidth, r.right() - x - menuWidth - 3), r.height());
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(option.text, Qt::ElideRight, textRect.width() + 1));
    if (menu)
        paintIcon(painter, QRectF(textRect.right() + 7, r.top() + (r.height() - 12) / 2, 12, 12),
                  QStringLiteral("down"), look.text);
    painter.restore();
}

void toolButton(QPainter& painter, const QStyleOptionToolButton& option, const QWidget* widget) {
    Look look = plainLook(option.state & ~QStyle::State_MouseOver, ButtonKind::ghost);
    if (option.state & QStyle::State_Enabled) {
        if (option.state & (QStyle::State_Sunken | QStyle::State_On))
            look.fill = tokens().pressed;
        else if (option.state & QStyle::State_MouseOver)
            look.fill = tokens().hover;
    }
    const bool focused =
        (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
    box(painter, option.rect, look.fill, focused ? tokens().you : QColor(Qt::transparent), 5);
    const QRect r = option.rect;
    const bool iconOnly = option.toolButtonStyle == Qt::ToolButtonIconOnly || option.text.isEmpty();
    const int size = qMin(16, qMax(12, option.iconSize.width()));
    if (!option.icon.isNull()) {
        const int x = iconOnly ? r.left() + (r.width() - size) / 2 : r.left() + 8;
        paintIcon(painter, QRectF(x, r.top() + (r.height() - size) / 2, size, size), option.icon.name(),
                  look.text);
    }
    if (iconOnly && !option.icon.isNull()) return;
    painter.save();
    painter.setFont(widget ? widget->font() : uiFont(13));
    painter.setPen(look.text);
    painter.drawText(r.adjusted(option.icon.isNull() ? 8 : 28, 0, -8, 0),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, option.text);
    painter.restore();
}

void checkBox(QPainter& painter, const QRect& rect, QStyle::State state) {
    const Tokens& t = tokens();
    const QRectF square(rect.left() + (rect.width() - 14) / 2, rect.top() + (rect.height() - 14) / 2, 14, 14);
    const bool enabled = state & QStyle::State_Enabled;
    const bool on = state & QStyle::State_On;
    const QColor you = enabled ? t.you : t.disabled;
    const bool focused = (state & QStyle::State_HasFocus) && (state & QStyle::State_KeyboardFocusChange);
    box(painter, square, on ? you : t.panel, on || focused ? you : enabled ? t.idleFill : t.line, 3);
    if (on) paintIcon(painter, square.adjusted(2, 2, -2, -2), QStringLiteral("check"), t.onYou);
    if (state & QStyle::State_NoChange) painter.fillRect(square.adjusted(3, 6, -3, -6), you);
}

void radioButton(QPainter& painter, const QRect& rect, QStyle::State state) {
    const Tokens& t = tokens();
    const QRectF square(rect.left(), rect.top() + (rect.height() - 14) / 2, 14, 14);
    const bool enabled = state & QStyle::State_Enabled;
    const QColor you = enabled ? t.you : t.disabled;
    const bool on = state & QStyle::State_On;
    const bool focused = (state & QStyle::State_HasFocus) && (state & QStyle::State_KeyboardFocusChange);
    if (focused) box(painter, square.adjusted(-1, -1, 1, 1), t.youLine, Qt::transparent, 8);
    box(painter, square, t.panel, on || focused ? you : enabled ? t.idleFill : t.line, 7, on ? 1.5 : 1);
    if (on) box(painter, square.adjusted(4, 4, -4, -4), you, Qt::transparent, 3);
}

} // namespace pilothouse::ui::paint
