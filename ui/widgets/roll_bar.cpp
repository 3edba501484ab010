// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/roll_bar.h"

#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

namespace pilothouse::ui {

RollBar::RollBar(QWidget* parent) : QWidget(parent) {
    setFixedSize(sizeHint());
}

void RollBar::set(const console::Roll& roll) {
    m_roll = roll;
    name();
    update();
}

void RollBar::name() {
    const QString told = sayPlain("overview.roll", {{"fresh", Arg::number(m_roll.fresh)},
                                                    {"old", Arg::number(m_roll.old)},
                                                    {"starting", Arg::number(m_roll.starting)},
                                                    {"lower", Arg::number(m_roll.lower)},
                                                    {"upper", Arg::number(m_roll.upper)}});
    setAccessibleName(told);
    setToolTip(told);
}

void RollBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens();
    const QRect bar(0, 5, width(), 9);
    paint::box(painter, bar, t.sunken, t.line2, 1);
    const int whole = std::max(1, m_roll.upper);
    const auto x = [&](int tasks) { return int(std::int64_t(width()) * std::min(tasks, whole) / whole); };
    int at = 0;
    const auto next = [&](int tasks) {
        const QRect part(x(at), bar.top(), std::max(0, x(at + tasks) - x(at) - 1), bar.height());
        at += tasks;
        return part;
    };
    painter.fillRect(next(m_roll.fresh), t.changeFill);
    painter.fillRect(next(m_roll.old), t.idleLine);
    if (m_roll.starting > 0) {
        const QRect part = next(m_roll.starting);
        painter.fillRect(part, t.changeBg);
        QPen pen(t.changeFill, 1);
        pen.setDashPattern({3, 2});
        painter.setPen(pen);
        painter.drawRect(part.adjusted(0, 0, -1, -1));
    }
    painter.fillRect(QRect(std::min(x(m_roll.lower), width() - 1), 1, 1, 17), t.text3);
    painter.fillRect(QRect(std::min(x(m_roll.desired), width() - 1), 1, 1, 17), t.text);
}

void RollBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) name();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
