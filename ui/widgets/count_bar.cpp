// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/count_bar.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace pilothouse::ui {

namespace {

constexpr int leastSlot = 16, barTop = 22, barHeight = 26, below = 4, wordsTop = barTop + barHeight + 6;

Tone toneOf(Slot slot, bool stale) {
    if (stale) return Tone::text3;
    switch (slot) {
    case Slot::fresh:
    case Slot::starting:
        return Tone::change;
    case Slot::unhealthy:
    case Slot::missing:
        return Tone::bad;
    case Slot::room:
        return Tone::text3;
    default:
        return Tone::text2;
    }
}

QString wordsOf(const SlotRun& run) {
    return run.name.isEmpty() ? run.words : run.name + QStringLiteral("  ") + run.words;
}

} // namespace

BarLayout layOutBar(const std::vector<SlotRun>& runs, int lower, int desired, int upper, int width) {
    BarLayout layout;
    const int total = std::accumulate(runs.begin(), runs.end(), 0,
                                      [](int sum, const SlotRun& run) { return sum + run.count; });
    const int places = std::max({total, upper, desired, lower, 1});
    // Every edge on a whole pixel, so that rounding never adds up.
    auto edge = [&](int slot) { return int(std::int64_t(width) * slot / places); };
    const bool single = width / places >= leastSlot;
    int at = 0;
    for (int i = 0; i < int(runs.size()); ++i) {
        const int step = single ? 1 : runs[i].count;
        for (int end = at + runs[i].count; at < end && step > 0; at += step) {
            const int x = edge(at) + 1;
            layout.pieces.push_back({runs[i].slot, i, step, x, std::max(2, edge(at + step) - 1 - x)});
        }
    }
    layout.lower = edge(lower);
    layout.desired = edge(desired);
    layout.upper = edge(upper);
    return layout;
}

CountBar::CountBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
}

QSize CountBar::sizeHint() const {
    return {400, wordsTop + 22};
}

void CountBar::set(Content content) {
    if (m_content == content) return;
    m_content = std::move(content);
    QStringList all;
    for (const SlotRun& run : m_content.runs)
        if (run.count > 0) all << wordsOf(run);
    all << m_content.lowerWords << m_content.desiredWords << m_content.upperWords;
    setAccessibleName(all.join(QStringLiteral(", ")));
    update();
}

void CountBar::paintPiece(QPainter& painter, const BarLayout::Piece& piece) const {
    const Tokens& t = tokens();
    const QRectF r(piece.x, barTop, piece.width, barHeight);
    auto fill = [&](const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_content.stale ? t.idleLine : colour);
        painter.drawRoundedRect(r, 2, 2);
    };
    auto frame = [&](const QColor& ground, const QColor& edge, qreal width, const QList<qreal>& dashes) {
        QPen pen(m_content.stale ? t.line2 : edge, width);
        pen.setDashPattern({dashes[0] / width, dashes[1] / width});
        painter.setPen(pen);
        painter.setBrush(ground.isValid() && !m_content.stale ? QBrush(ground) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(r.adjusted(width / 2, width / 2, -width / 2, -width / 2), 2, 2);
    };
    switch (piece.slot) {
    case Slot::settled:
        return fill(t.okFill);
    case Slot::fresh:
        return fill(t.changeFill);
    case Slot::old:
        return fill(t.idleLine);
    case Slot::unhealthy:
        return fill(t.badFill);
    case Slot::starting:
        return frame(t.changeBg, t.changeFill, 1.2, {4, 2.5});
    case Slot::missing:
        return frame({}, t.badFill, 1.2, {4, 2.5});
    case Slot::room:
        return frame({}, t.line2, 1, {2, 3});
    }
}

/// The desired count has the first right to its place; the lower bound gives way to it, then the upper.
void CountBar::paintTicks(QPainter& painter, const BarLayout& layout) const {
    const Tokens& t = tokens();
    struct Tick {
        int x;
        QString words;
        bool strong;
        QRect place{};
    };
    std::vector<Tick> ticks{{layout.desired, m_content.desiredWords, true},
                            {layout.upper, m_content.upperWords, false},
                            {layout.lower, m_content.lowerWords, false}};
    std::vector<QRect> taken;
    for (Tick& tick : ticks) {
        if (tick.words.isEmpty()) continue;
        painter.setFont(uiFont(11, tick.strong ? Weight::bold : Weight::strong));
        const int wide = painter.fontMetrics().horizontalAdvance(tick.words) + 2;
        const int x = std::clamp(tick.x, 0, width() - 1);
        painter.fillRect(QRectF(tick.strong ? x - 0.75 : x, 16, tick.strong ? 1.5 : 1, barHeight + 6 + below),
                         tick.strong ? t.text : t.text2);
        // Centred on its tick, else to its left or right; where nothing fits the facts below still say it.
        for (int left : {x - wide / 2, x - wide, x}) {
            const QRect place(std::clamp(left, 0, std::max(0, width() - wide)), 0, wide, 15);
            const bool free = std::none_of(taken.begin(), taken.end(), [&](const QRect& other) {
                return other.adjusted(-10, 0, 10, 0).intersects(place);
            });
            if (!free) continue;
            taken.push_back(place);
            painter.setPen(tick.strong ? t.text : t.text2);
            painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, tick.words);
            break;
        }
    }
}

void CountBar::paintWords(QPainter& painter, const BarLayout& layout) const {
    painter.setFont(uiFont(12));
    const QFontMetrics metrics = painter.fontMetrics();
    std::vector<std::pair<int, int>> starts; // of runs that are there
    for (const auto& piece : layout.pieces)
        if (starts.empty() || starts.back().first != piece.run) starts.push_back({piece.run, piece.x});
    int free = 0;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const SlotRun& run = m_content.runs[std::size_t(starts[i].first)];
        const QString words = wordsOf(run);
        const bool last = i + 1 == starts.size();
        const int end = last ? width() : starts[i + 1].second - 8;
        const int wide = metrics.horizontalAdvance(words) + 2;
        // The last may begin further left, where the words before it leave room.
        const int left = std::max(free, last ? std::min(starts[i].second, width() - wide) : starts[i].second);
        if (end - left < 28) continue;
        painter.setPen(colourOf(toneOf(run.slot, m_content.stale)));
        painter.drawText(QRect(left, wordsTop, end - left, 16), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(words, Qt::ElideRight, end - left));
        free = left + std::min(wide, end - left) + 12;
    }
}

void CountBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const BarLayout layout =
        layOutBar(m_content.runs, m_content.lower, m_content.desired, m_content.upper, width());
    for (const auto& piece : layout.pieces)
        paintPiece(painter, piece);
    paintTicks(painter, layout);
    paintWords(painter, layout);
}

bool CountBar::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const BarLayout layout =
        layOutBar(m_content.runs, m_content.lower, m_content.desired, m_content.upper, width());
    for (const auto& piece : layout.pieces)
        if (help->pos().x() >= piece.x && help->pos().x() < piece.x + piece.width) {
            QToolTip::showText(help->globalPos(), wordsOf(m_content.runs[std::size_t(piece.run)]), this);
            return true;
        }
    QToolTip::hideText();
    event->ignore();
    return true;
}

} // namespace pilothouse::ui
