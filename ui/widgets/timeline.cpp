// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timeline.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style_paint.h"
#include "ui/theme/theme.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QPainter>

namespace pilothouse::ui {

namespace {

constexpr int barHeight = 8, rowHeight = 24, noteHeight = 18, top = 20, timeAt = 138, lengthAt = 204;

QString nameOf(ecs::TaskStatus status) {
    const auto text = ecs::text(status);
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QColor barColour(const StateStep& step) {
    const Tokens& t = tokens();
    if (step.blamed) return t.badFill;
    if (step.status == ecs::TaskStatus::running) return t.okFill;
    return step.current ? t.changeFill : t.idleLine;
}

QColor dotColour(const StateStep& step) {
    const Tokens& t = tokens();
    if (!step.reached) return t.idleLine;
    if (step.blamed) return t.badFill;
    if (step.status == ecs::TaskStatus::running) return t.okFill;
    return step.current ? t.changeFill : t.idleFill;
}

QString timeText(const StateStep& step) {
    if (!step.reached) return {};
    return step.since > 0 ? clockSecondsText(step.since) : QStringLiteral("–");
}

} // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Timeline::set(std::vector<StateStep> steps, const QString& note, Millis now) {
    const bool resized = steps.size() != m_steps.size() || note.isEmpty() != m_note.isEmpty();
    m_steps = std::move(steps);
    m_note = note;
    m_now = now;
    name();
    if (resized) updateGeometry();
    update();
}

void Timeline::name() {
    QStringList told;
    for (const auto& step : m_steps) {
        QString line =
            nameOf(step.status) + u' ' + (step.reached ? timeText(step) : sayPlain("detail.notReached"));
        if (step.length > 0) line += u' ' + durationText(step.length);
        told << line;
    }
    setAccessibleName(told.join(QStringLiteral(", ")));
}

int Timeline::noteRow() const {
    if (m_note.isEmpty()) return -1;
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        if (m_steps[i].blamed || m_steps[i].current) return int(i);
    return -1;
}

QSize Timeline::sizeHint() const {
    return {280, top + int(m_steps.size()) * rowHeight + (noteRow() >= 0 ? noteHeight : 0)};
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintBar(painter);
    int y = top;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        paintStep(painter, i, y);
        y += rowHeight + (int(i) == noteRow() ? noteHeight : 0);
    }
}

void Timeline::paintBar(QPainter& painter) const {
    Millis total = 0;
    int parts = 0;
    for (const auto& step : m_steps) {
        total += step.length;
        parts += step.length > 0;
    }
    if (total == 0) {
        paint::box(painter, QRectF(0, 0, width(), barHeight), tokens().idleBg, Qt::transparent, 1.5);
        return;
    }
    // To scale, but never under 3 px: what happened must be seen.
    const qreal room = width() - (parts - 1) * 2 - parts * 3;
    qreal x = 0;
    for (const auto& step : m_steps) {
        if (step.length <= 0) continue;
        const qreal w = 3 + room * double(step.length) / double(total);
        paint::box(painter, QRectF(x, 0, w, barHeight), barColour(step), Qt::transparent, 1.5);
        x += w + 2;
    }
}

void Timeline::paintStep(QPainter& painter, std::size_t i, int y) const {
    const Tokens& t = tokens();
    const StateStep& step = m_steps[i];
    const int extra = int(i) == noteRow() ? noteHeight : 0;
    if (i + 1 < m_steps.size()) painter.fillRect(QRect(4, y + 17, 1, rowHeight + extra - 10), t.line2);
    paint::box(painter, QRectF(0, y + 7.5, 9, 9), step.reached ? dotColour(step) : t.panel,
               step.reached ? dotColour(step) : t.line2, 4.5, 1.4);
    painter.setFont(uiFont(12, step.reached ? Weight::strong : Weight::regular));
    painter.setPen(step.reached ? t.text : t.text3);
    painter.drawText(QRect(20, y, 124, rowHeight), Qt::AlignVCenter, nameOf(step.status));
    painter.setFont(uiFont(12));
    const bool over = m_steps.back().status == ecs::TaskStatus::stopped && m_steps.back().reached;
    painter.setPen(step.reached ? t.text2 : t.text3);
    const QRect times(timeAt, y, lengthAt - timeAt, rowHeight);
    if (step.reached)
        drawFigures(painter, times, Qt::AlignVCenter | Qt::AlignLeft, timeText(step));
    else if (over)
        painter.drawText(QRect(timeAt, y, width() - timeAt, rowHeight), Qt::AlignVCenter,
                         sayPlain("detail.notReached"));
    painter.setPen(t.text3);
    QString length;
    if (step.status == ecs::TaskStatus::stopped && step.since > 0)
        length = sayPlain("detail.ago", {{"length", Arg::duration(m_now - step.since)}});
    else if (step.length > 0)
        length = durationText(step.length);
    painter.drawText(QRect(lengthAt, y, width() - lengthAt, rowHeight), Qt::AlignVCenter, length);
    if (extra) {
        painter.setPen(step.blamed ? t.bad : t.text2);
        const QRect note(20, y + rowHeight - 4, width() - 20, noteHeight);
        painter.drawText(note, Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(m_note, Qt::ElideRight, note.width()));
    }
}

void Timeline::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) name();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
