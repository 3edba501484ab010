// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace pilothouse::ui::paint {

QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& contents) {
    if (option.menuItemType == QStyleOptionMenuItem::Separator) return {contents.width(), 9};
    const QFontMetrics metrics(uiFont(13));
    const QStringList parts = option.text.split(u'\t');
    int width = metrics.horizontalAdvance(parts.value(0)) + 32 + 16;
    if (parts.size() > 1) width += metrics.horizontalAdvance(parts.value(1)) + 24;
    return {qMax(width, 160), 28};
}

void menuItem(QPainter& painter, const QStyleOptionMenuItem& option) {
    const Tokens& t = tokens();
    const QRect r = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(r.left(), r.center().y(), r.width(), 1), t.line);
        return;
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool checkable = option.checkType != QStyleOptionMenuItem::NotCheckable;
    if (enabled && (option.state & QStyle::State_Selected)) box(painter, r, t.hover, Qt::transparent, 4);
    painter.save();
    const QColor text = enabled ? t.text : t.disabled;
    const QRectF mark(r.left() + 8, r.top() + (r.height() - 14) / 2, 14, 14);
    if (checkable && option.checked)
        paintIcon(painter, mark, QStringLiteral("check"), enabled ? t.you : t.disabled);
    else if (!option.icon.isNull())
        paintIcon(painter, mark, option.icon.name(), enabled ? t.text2 : t.disabled);
    const QStringList parts = option.text.split(u'\t');
    painter.setFont(uiFont(13));
    painter.setPen(text);
    const QRect textRect = r.adjusted(30, 0, -12, 0);
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextHideMnemonic,
                     parts.value(0));
    if (parts.size() > 1) {
        painter.setFont(uiFont(12));
        painter.setPen(enabled ? t.text3 : t.disabled);
        painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, parts.value(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QRectF(r.right() - 20, r.top() + (r.height() - 14) / 2, 14, 14),
                  QStringLiteral("right"), t.text3);
    painter.restore();
}

void headerSection(QPainter& painter, const QStyleOptionHeader& option) {
    const Tokens& t = tokens();
    const QRect r = option.rect;
    painter.fillRect(r, t.sunken);
    painter.fillRect(QRect(r.left(), r.top(), r.width(), 1), t.line);
    painter.fillRect(QRect(r.left(), r.bottom(), r.width(), 1), t.line);
}

void headerLabel(QPainter& painter, const QStyleOptionHeader& option) {
    const Tokens& t = tokens();
    const bool right = option.textAlignment & Qt::AlignRight;
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const bool hover = option.state & QStyle::State_MouseOver;
    painter.save();
    painter.setFont(uiFont(11, Weight::strong));
    painter.setPen(hover || sorted ? t.text2 : t.text3);
    const QFontMetrics metrics(painter.font());
    const bool last =
        option.position == QStyleOptionHeader::End || option.position == QStyleOptionHeader::OnlyOneSection;
    const QRect r = option.rect.adjusted(option.section == 0 ? 24 : 8, 0, last ? -24 : -8, 0);
    const int arrow = sorted ? 14 : 0;
    const QString text = metrics.elidedText(option.text, Qt::ElideRight, r.width() - arrow);
    const int width = metrics.horizontalAdvance(text);
    const int x = right ? r.right() - width - arrow + 1 : r.left();
    painter.drawText(QRect(x, r.top(), width + 1, r.height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    if (sorted)
        paintIcon(painter, QRectF(x + width + 4, r.top() + (r.height() - 10) / 2, 10, 10),
                  option.sortIndicator == QStyleOptionHeader::SortDown ? QStringLiteral("down")
                                                                       : QStringLiteral("up"),
                  t.text3);
    painter.restore();
}

void tab(QPainter& painter, const QStyleOptionTab& option) {
    const Tokens& t = tokens();
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = option.state & QStyle::State_MouseOver;
    painter.save();
    painter.setFont(uiFont(13, selected ? Weight::strong : Weight::regular));
    painter.setPen(!(option.state & QStyle::State_Enabled) ? t.disabled
                   : selected || hover                     ? t.text
                                                           : t.text2);
    const QRect r = option.rect.adjusted(0, 0, -20, 0);
    painter.drawText(r, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine | Qt::TextHideMnemonic,
                     option.text);
    if (selected) painter.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), t.you);
    painter.restore();
}

void scrollBar(QPainter& painter, const QStyleOptionSlider& option, const QRect& handle) {
    if (option.minimum == option.maximum) return;
    const Tokens& t = tokens();
    const bool active = (option.activeSubControls & QStyle::SC_ScrollBarSlider) &&
                        (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    const QRect bar =
        option.orientation == Qt::Horizontal ? handle.adjusted(2, 3, -2, -3) : handle.adjusted(3, 2, -3, -2);
    box(painter, bar, active ? t.idleFill : t.line2, Qt::transparent, 3);
}

void progress(QPainter& painter, const QStyleOptionProgressBar& option) {
    const Tokens& t = tokens();
    const QRect track(option.rect.left(), option.rect.center().y() - 1, option.rect.width(), 4);
    box(painter, track, t.idleLine, Qt::transparent, 2);
    const int range = option.maximum - option.minimum;
    if (range <= 0) return;
    QRect done = track;
    done.setWidth(int(qint64(track.width()) * (option.progress - option.minimum) / range));
    if (done.width() > 0) box(painter, done, t.changeFill, Qt::transparent, 2);
}

} // namespace pilothouse::ui::paint
