// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/difference_list.h"

#include "ui/theme/fonts.h"
#include "ui/theme/tone.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr int labelWidth = 96, gap = 8, edge = 8, rowHeight = 20;
const QString arrow = QStringLiteral(" → ");

} // namespace

DifferenceList::DifferenceList(QWidget* parent) : QWidget(parent) {
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void DifferenceList::setChanges(const std::vector<Change>& changes) {
    if (m_changes == changes) return;
    m_changes = changes;
    QStringList lines;
    for (const Change& change : changes)
        lines << change.what + u' ' + change.from + arrow + change.to;
    setAccessibleName(lines.join(QStringLiteral(", ")));
    setVisible(!changes.empty());
    updateGeometry();
    update();
}

int DifferenceList::heightForWidth(int width) const {
    return draw(nullptr, width);
}

/// A long name has a line of its own, and so have values that do not fit beside one another.
int DifferenceList::draw(QPainter* painter, int width) const {
    const QFont plain = uiFont(12), mono = monoFont(12);
    const QFontMetrics words(plain), values(mono);
    auto text = [&](int x, int y, int wide, const QFont& font, Tone tone, const QString& what) {
        if (!painter || wide <= 0) return;
        painter->setFont(font);
        painter->setPen(colourOf(tone));
        painter->drawText(QRect(x, y, wide, rowHeight), Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(what, Qt::ElideMiddle, wide));
    };
    int y = edge - 2;
    for (const Change& change : m_changes) {
        const bool wideName = words.horizontalAdvance(change.what) > labelWidth;
        text(edge, y, wideName ? width - 2 * edge : labelWidth, plain, Tone::text2, change.what);
        if (wideName) y += rowHeight;
        int x = edge + labelWidth + gap;
        const int right = width - edge;
        const int from = values.horizontalAdvance(change.from), to = values.horizontalAdvance(change.to);
        const int between = values.horizontalAdvance(arrow);
        const bool oneLine = x + from + between + to <= right || change.from.isEmpty() || change.to.isEmpty();
        text(x, y, right - x, mono, Tone::text3, change.from);
        if (oneLine) {
            x += from;
        } else {
            y += rowHeight;
        }
        text(x, y, right - x, mono, Tone::text3, change.from.isEmpty() ? QStringLiteral("+ ") : arrow);
        x += change.from.isEmpty() ? values.horizontalAdvance(QStringLiteral("+ ")) : between;
        const bool none = change.to.isEmpty();
        text(x, y, right - x, mono, none ? Tone::text3 : Tone::change,
             none ? QStringLiteral("–") : change.to);
        y += rowHeight;
    }
    return m_changes.empty() ? 0 : y + edge - 2;
}

void DifferenceList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().sunken);
    painter.drawRoundedRect(rect(), 5, 5);
    draw(&painter, width());
}

void DifferenceList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) updateGeometry();
    if (event->type() == QEvent::PaletteChange) update();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
