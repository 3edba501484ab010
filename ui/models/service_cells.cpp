// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/service_cells.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QPainter>
#include <array>
#include <cmath>

namespace pilothouse::ui {

namespace {

constexpr int cellWidth = 6, cellHeight = 12, gap = 2, most = 18;

struct Look {
    QColor fill, edge; ///< invalid: none
    bool broken = false;
};

struct Run {
    int count;
    Look look;
};

/// In the order in which they stand: what serves, what comes, what lacks, what goes.
std::array<Run, 6> runs(const console::TaskCells& cells, bool stale) {
    const Tokens& t = tokens();
    if (stale) {
        const Look there{t.idleLine, {}}, frame{{}, t.idleFill};
        return {Run{cells.healthy, there},
                Run{cells.running, there},
                Run{cells.unhealthy, there},
                Run{cells.starting, frame},
                Run{cells.missing, {{}, t.idleFill, true}},
                Run{cells.leaving, there}};
    }
    return {Run{cells.healthy, {t.okFill, {}}},        Run{cells.running, {t.okFill, {}}},
            Run{cells.unhealthy, {t.badFill, {}}},     Run{cells.starting, {t.changeBg, t.changeFill}},
            Run{cells.missing, {{}, t.badFill, true}}, Run{cells.leaving, {t.idleLine, {}}}};
}

void paintCell(QPainter& painter, const QRectF& rect, const Look& look) {
    painter.setBrush(look.fill.isValid() ? QBrush(look.fill) : QBrush(Qt::NoBrush));
    if (!look.edge.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, 1.2, 1.2);
        return;
    }
    QPen pen(look.edge, 1.2);
    if (look.broken) pen.setDashPattern({2 / 1.2, 1.4 / 1.2});
    painter.setPen(pen);
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 1, 1);
}

} // namespace

void paintCells(QPainter& painter, const QRect& rect, const console::TaskCells& cells, bool stale) {
    const int total = cells.total();
    const qreal top = rect.top() + (rect.height() - cellHeight) / 2;
    if (total == 0) {
        painter.setFont(uiFont(12));
        painter.setPen(tokens().text3);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("–"));
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool single = total <= most && total * (cellWidth + gap) - gap <= rect.width();
    const qreal bar = std::min(rect.width(), most * (cellWidth + gap) - gap);
    qreal x = rect.left();
    for (const Run& run : runs(cells, stale)) {
        if (single) {
            for (int i = 0; i < run.count; ++i, x += cellWidth + gap)
                paintCell(painter, QRectF(x, top, cellWidth, cellHeight), run.look);
        } else if (run.count > 0) {
            const qreal width = std::max(2.0, bar * run.count / total);
            paintCell(painter, QRectF(x, top, width - 1, cellHeight), run.look);
            x += width;
        }
    }
    painter.restore();
}

QString cellsText(const console::TaskCells& cells) {
    return sayPlain("services.cells", {{"healthy", Arg::number(cells.healthy)},
                                       {"running", Arg::number(cells.running)},
                                       {"unhealthy", Arg::number(cells.unhealthy)},
                                       {"starting", Arg::number(cells.starting)},
                                       {"missing", Arg::number(cells.missing)},
                                       {"leaving", Arg::number(cells.leaving)}});
}

void paintRunning(QPainter& painter, const QRect& rect, int running, int desired, const QString& scaleTo,
                  console::Status status) {
    QRectF rest = rect;
    auto put = [&](const QString& text, const QColor& colour, Weight weight) {
        painter.setFont(uiFont(13, weight));
        painter.setPen(colour);
        const qreal wide = figuresWidth(QFontMetricsF(painter.font()), text);
        drawFigures(painter, rest, Qt::AlignRight | Qt::AlignVCenter, text);
        rest.setRight(rest.right() - wide);
    };
    const Tokens& t = tokens();
    const bool bad = status == console::Status::trouble, short_ = status == console::Status::atRisk;
    if (scaleTo.isEmpty()) {
        put(QStringLiteral(" / ") + numberText(desired), t.text3, Weight::regular);
    } else {
        put(sayPlain("pending.was", {{"value", Arg::number(desired)}}), t.text3, Weight::regular);
        rest.setRight(rest.right() - 6);
        put(scaleTo, t.change, Weight::strong);
        put(QStringLiteral(" / "), t.text3, Weight::regular);
    }
    const QColor colour = bad                                  ? t.bad
                          : short_                             ? t.warn
                          : status == console::Status::unknown ? t.text3
                                                               : t.text;
    put(numberText(running), colour, bad || short_ ? Weight::bold : Weight::strong);
}

} // namespace pilothouse::ui
