// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/strip.h"

#include "ui/theme/fonts.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>

namespace pilothouse::ui {

namespace {

/// What held at that moment; nothing where it is not known.
const StripValue* valueAt(const std::vector<StripValue>& values, Millis at) {
    auto it = std::upper_bound(values.begin(), values.end(), at,
                               [](Millis time, const StripValue& v) { return time < v.at; });
    if (it == values.begin()) return nullptr;
    --it;
    return it->known ? &*it : nullptr;
}

} // namespace

Strip::Strip(QWidget* parent)
    : QChartView(parent), m_times(new QValueAxis(this)), m_values(new QValueAxis(this)) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus); // the stack has the keyboard
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRenderHint(QPainter::Antialiasing);
    setMouseTracking(true);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(head + plot + foot);
    QChart* made = chart();
    made->setBackgroundVisible(false);
    made->setBackgroundRoundness(0);
    made->setMargins({});
    made->legend()->hide();
    made->setAnimationOptions(QChart::NoAnimation);
    made->layout()->setContentsMargins(0, 0, 0, 0);
    for (QValueAxis* axis : {m_times, m_values}) {
        axis->setVisible(false); // two lines and two labels, drawn here
        axis->setTickCount(2);
    }
    made->addAxis(m_times, Qt::AlignBottom);
    made->addAxis(m_values, Qt::AlignLeft);
    connect(&Theme::instance(), &Theme::changed, this, &Strip::dress);
}

void Strip::set(StripData data) {
    m_data = std::move(data);
    m_values->setRange(m_data.low, m_data.high);
    setAccessibleName(sentence());
    fill();
    viewport()->update();
}

void Strip::setTimes(Millis from, Millis to) {
    if (from == m_from && to == m_to) return;
    m_from = from;
    m_to = to;
    m_times->setRange(double(from), double(to));
    fill();
    viewport()->update();
}

void Strip::setMarks(const std::vector<StripMark>& marks) {
    m_marks = marks;
    viewport()->update();
}

void Strip::setCrosshair(std::optional<Millis> at) {
    if (m_crosshair == at) return;
    m_crosshair = at;
    viewport()->update();
}

QString Strip::sentence() const {
    const Millis at = m_crosshair.value_or(m_to);
    const StripValue* value = valueAt(m_data.line, at);
    const StripValue* bound = valueAt(m_data.bound, at);
    QString text = m_data.name;
    if (value && m_data.tell) text += QStringLiteral(": ") + m_data.tell(value->value);
    if (value && bound && m_data.tell) text += QStringLiteral(" / ") + m_data.tell(bound->value);
    return text;
}

double Strip::xOf(Millis at) const {
    const double width = std::max(1, viewport()->width() - left - right);
    return left + width * double(at - m_from) / double(std::max<Millis>(m_to - m_from, 1));
}

/// Held steps: each value goes on until the next. Of the values within one pixel the last stays.
void Strip::fill(QList<QLineSeries*>& pool, const std::vector<StripValue>& values) {
    qsizetype used = 0;
    QList<QPointF> points;
    auto end = [&](Millis at) {
        if (!points.isEmpty()) points << QPointF(double(at), points.last().y());
        if (points.size() > 1) {
            if (used == pool.size()) {
                auto* series = new QLineSeries(this);
                chart()->addSeries(series);
                series->attachAxis(m_times);
                series->attachAxis(m_values);
                pool << series;
            }
            pool[used++]->replace(points);
        }
        points.clear();
    };
    const Millis pixel = (m_to - m_from) / std::max(1, viewport()->width() - left - right);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const bool last = i + 1 == values.size();
        if (!last && values[i + 1].at <= m_from) continue;
        if (values[i].at >= m_to) break;
        const Millis at = std::max(values[i].at, m_from);
        if (!values[i].known) {
            end(at);
            continue;
        }
        if (!last && values[i + 1].known && values[i + 1].at - at < pixel && !points.isEmpty()) continue;
        if (!points.isEmpty()) points << QPointF(double(at), points.last().y());
        points << QPointF(double(at), std::clamp(values[i].value, m_data.low, m_data.high));
    }
    end(m_to);
    for (; used < pool.size(); ++used)
        pool[used]->clear();
}

void Strip::fill() {
    const qsizetype before = m_lines.size() + m_bounds.size();
    fill(m_bounds, m_data.bound);
    fill(m_lines, m_data.line);
    if (m_lines.size() + m_bounds.size() != before) dress();
}

void Strip::dress() {
    for (QLineSeries* series : m_lines) {
        QPen pen(tokens().s1, 1.5);
        pen.setJoinStyle(Qt::RoundJoin);
        series->setPen(pen);
    }
    for (QLineSeries* series : m_bounds) {
        QPen pen(tokens().text3, 1);
        pen.setDashPattern({3, 2});
        pen.setCapStyle(Qt::FlatCap);
        series->setPen(pen);
    }
    viewport()->update();
}

void Strip::place() {
    chart()->setGeometry(viewport()->rect());
    chart()->setPlotArea(QRectF(left, head, std::max(1, viewport()->width() - left - right), plot));
}

void Strip::drawBackground(QPainter* painter, const QRectF& rect) {
    painter->fillRect(rect, tokens().panel);
    const int width = viewport()->width() - left - right;
    painter->fillRect(QRect(left, head, width, 1), tokens().line);
    painter->fillRect(QRect(left, head + plot - 1, width, 1), tokens().line);
}

void Strip::drawForeground(QPainter* painter, const QRectF&) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const StripMark& mark : m_marks) {
        if (mark.at < m_from || mark.at > m_to) continue;
        QPen pen(colourOf(mark.tone), 1);
        pen.setDashPattern({2, 2});
        painter->setPen(pen);
        const int x = qRound(xOf(mark.at));
        painter->drawLine(x, 0, x, viewport()->height());
    }
    if (m_crosshair) {
        painter->setPen(QPen(tokens().you, 1));
        const int x = qRound(xOf(*m_crosshair));
        painter->drawLine(x, head, x, head + plot - 1);
    }
    paintHead(*painter);
    paintAxis(*painter);
    painter->restore();
}

/// "Tasks 71 / 75", on the panel's ground so that marks do not cross it.
void Strip::paintHead(QPainter& painter) const {
    const Millis at = m_crosshair.value_or(m_to);
    const StripValue* value = valueAt(m_data.line, at);
    const StripValue* bound = valueAt(m_data.bound, at);
    struct Piece {
        QString text;
        QFont font;
        Tone tone;
    };
    std::vector<Piece> pieces{{m_data.name, uiFont(12, Weight::strong), Tone::text}};
    if (value && m_data.tell)
        pieces.push_back(
            {QStringLiteral("  ") + m_data.tell(value->value), uiFont(12, Weight::strong), Tone::text});
    if (value && bound && m_data.tell)
        pieces.push_back({QStringLiteral(" / ") + m_data.tell(bound->value), uiFont(12), Tone::text2});
    if (!value && m_crosshair) pieces.push_back({QStringLiteral("  –"), uiFont(12), Tone::text3});
    double width = 6;
    for (const Piece& piece : pieces)
        width += QFontMetricsF(piece.font).horizontalAdvance(piece.text);
    painter.fillRect(QRectF(left, 0, width, head - 2), tokens().panel);
    double x = left;
    for (const Piece& piece : pieces) {
        painter.setFont(piece.font);
        painter.setPen(colourOf(piece.tone));
        const double wide = QFontMetricsF(piece.font).horizontalAdvance(piece.text);
        painter.drawText(QRectF(x, 0, wide + 1, head - 3), Qt::AlignLeft | Qt::AlignVCenter, piece.text);
        x += wide;
    }
}

void Strip::paintAxis(QPainter& painter) const {
    if (!m_data.tell) return;
    painter.setFont(uiFont(11));
    painter.setPen(tokens().text3);
    const QRectF high(0, head - 4, left - 6, 16), low(0, head + plot - 13, left - 6, 16);
    drawFigures(painter, high, Qt::AlignRight | Qt::AlignVCenter, m_data.tell(m_data.high));
    drawFigures(painter, low, Qt::AlignRight | Qt::AlignVCenter, m_data.tell(m_data.low));
}

void Strip::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    setSceneRect(QRectF(viewport()->rect()));
    place();
    fill();
}

void Strip::mouseMoveEvent(QMouseEvent* event) {
    emit pointed(event->position().x());
    event->ignore();
}

void Strip::leaveEvent(QEvent* event) {
    emit pointed(-1);
    QChartView::leaveEvent(event);
}

/// The page scrolls, not the chart.
void Strip::wheelEvent(QWheelEvent* event) {
    event->ignore();
}

void Strip::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
}

} // namespace pilothouse::ui
