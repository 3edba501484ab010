// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/strip_stack.h"

#include "ui/theme/fonts.h"
#include "ui/words/quantities.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace pilothouse::ui {

namespace {

constexpr Millis minute = 60'000;
/// How much is shown, and how far the hours stand apart.
struct Span {
    Millis length, tick;
};
constexpr Span spans[] = {{5 * minute, minute}, {15 * minute, 5 * minute}, {60 * minute, 15 * minute}};

Span spanOf(Millis known) {
    for (const Span& span : spans)
        if (known <= span.length) return span;
    return spans[2];
}

} // namespace

StripStack::StripStack(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, flags, 0, hours);
    m_column->setSpacing(0);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StripStack::set(std::vector<StripData> strips, std::vector<StripMark> marks) {
    m_marks = std::move(marks);
    m_count = int(strips.size());
    while (m_strips.size() < m_count) {
        auto* strip = new Strip(this);
        connect(strip, &Strip::pointed, this, [this](double x) { aim(x); });
        strip->setTimes(m_from, m_to);
        m_strips << strip;
        m_column->addWidget(strip);
    }
    QStringList told;
    for (int i = 0; i < m_count; ++i) {
        m_strips[i]->set(std::move(strips[std::size_t(i)]));
        m_strips[i]->setMarks(m_marks);
        told << m_strips[i]->sentence();
    }
    setAccessibleDescription(told.join(QStringLiteral(", ")));
    arrange();
    update();
}

void StripStack::setMost(int strips) {
    if (strips == m_most) return;
    m_most = strips;
    arrange();
}

void StripStack::arrange() {
    for (int i = 0; i < m_strips.size(); ++i)
        m_strips[i]->setVisible(i < m_count && i < m_most);
    updateGeometry();
}

void StripStack::setNow(Millis now, Millis knownSince) {
    m_now = now;
    m_since = knownSince;
    const Span span = spanOf(now - (knownSince > 0 ? knownSince : now));
    const Millis pixel = std::max<Millis>(Millis(double(span.length) / plotWidth()), 1);
    const Millis to = (now / pixel + 1) * pixel;
    if (to == m_to && m_from == to - span.length) return;
    m_to = to;
    m_from = to - span.length;
    for (Strip* strip : m_strips)
        strip->setTimes(m_from, m_to);
    update();
}

double StripStack::plotWidth() const {
    return std::max(1, width() - Strip::left - Strip::right);
}

double StripStack::xOf(Millis at) const {
    return Strip::left + plotWidth() * double(at - m_from) / double(std::max<Millis>(m_to - m_from, 1));
}

void StripStack::aim(double x) {
    if (x < Strip::left || x > width() - Strip::right) return lookAt(std::nullopt);
    lookAt(m_from + Millis((x - Strip::left) / plotWidth() * double(m_to - m_from)));
}

void StripStack::lookAt(std::optional<Millis> at) {
    if (m_crosshair == at) return;
    m_crosshair = at;
    for (Strip* strip : m_strips)
        strip->setCrosshair(at);
    update();
}

/// The flag at that place, the newest where several are near.
const StripMark* StripStack::flagAt(double x) const {
    const StripMark* best = nullptr;
    for (const StripMark& mark : m_marks)
        if (mark.at >= m_from && mark.at <= m_to && std::abs(xOf(mark.at) - x) <= 6) best = &mark;
    return best;
}

void StripStack::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), tokens().panel);
    paintFlags(painter);
    paintHours(painter);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        painter.setPen(tokens().you);
        painter.drawRect(rect().adjusted(4, 0, -5, -1));
    }
}

/// From the newest to the oldest: a name that would touch the one before it is left out, its flag stays.
void StripStack::paintFlags(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(11));
    const QFontMetricsF metrics(painter.font());
    double free = width();
    for (auto it = m_marks.rbegin(); it != m_marks.rend(); ++it) {
        if (it->at < m_from || it->at > m_to) continue;
        const double x = std::round(xOf(it->at)) + 0.5;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(it->tone));
        painter.drawPolygon(QPolygonF({{x - 3.5, 9}, {x + 3.5, 9}, {x, 14}}));
        const double wide = std::min(metrics.horizontalAdvance(it->name), 96.0);
        if (x + 5 <= free && x - 8 - wide >= 4) {
            painter.setPen(colourOf(it->tone));
            painter.drawText(QRectF(x - 8 - wide, 2, wide + 1, 16), Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(it->name, Qt::ElideRight, wide));
            free = x - 8 - wide;
        } else {
            free = std::min(free, x - 6);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const StripMark& mark : m_marks) {
        if (mark.at < m_from || mark.at > m_to) continue;
        QPen pen(colourOf(mark.tone), 1);
        pen.setDashPattern({2, 2});
        painter.setPen(pen);
        const int x = qRound(xOf(mark.at));
        painter.drawLine(x, 15, x, flags - 1);
    }
}

void StripStack::paintHours(QPainter& painter) const {
    painter.setFont(uiFont(11));
    painter.setPen(tokens().text3);
    const QRectF foot(0, height() - hours, width(), 16);
    auto put = [&](Millis at, const QString& text) {
        const double wide = figuresWidth(QFontMetricsF(painter.font()), text) + 2;
        const double x = std::clamp(xOf(at) - wide / 2, double(Strip::left),
                                    std::max<double>(Strip::left, width() - Strip::right - wide));
        drawFigures(painter, QRectF(x, foot.top(), wide, foot.height()), Qt::AlignLeft, text);
        return std::pair(x, x + wide);
    };
    if (m_crosshair) {
        painter.setPen(tokens().you);
        put(*m_crosshair, clockSecondsText(*m_crosshair));
        return;
    }
    const Millis tick = spanOf(m_to - m_from).tick;
    for (Millis at = (m_from / tick + 1) * tick; at <= m_to; at += tick)
        if (xOf(at) >= Strip::left + 12) put(at, clockText(at));
}

void StripStack::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (m_now > 0) setNow(m_now, m_since);
}

void StripStack::mouseMoveEvent(QMouseEvent* event) {
    const bool flag = event->position().y() <= flags && flagAt(event->position().x());
    setCursor(flag ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (event->position().y() > flags) aim(event->position().x());
}

void StripStack::mouseReleaseEvent(QMouseEvent* event) {
    const StripMark* mark = event->position().y() <= flags ? flagAt(event->position().x()) : nullptr;
    if (mark && event->button() == Qt::LeftButton && !mark->link.isEmpty()) emit opened(mark->link);
}

void StripStack::leaveEvent(QEvent* event) {
    if (!hasFocus()) lookAt(std::nullopt);
    QWidget::leaveEvent(event);
}

void StripStack::keyPressEvent(QKeyEvent* event) {
    const Millis step = std::max<Millis>((m_to - m_from) / 60, 1);
    const Millis at = m_crosshair.value_or(m_to);
    switch (event->key()) {
    case Qt::Key_Left:
        return lookAt(std::max(at - step, m_from));
    case Qt::Key_Right:
        return lookAt(std::min(at + step, m_to));
    case Qt::Key_Escape:
        if (!m_crosshair) break;
        return lookAt(std::nullopt);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const StripMark* mark = m_crosshair ? flagAt(xOf(*m_crosshair)) : nullptr;
            mark && !mark->link.isEmpty())
            return emit opened(mark->link);
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void StripStack::focusInEvent(QFocusEvent* event) {
    update();
    QWidget::focusInEvent(event);
}

void StripStack::focusOutEvent(QFocusEvent* event) {
    lookAt(std::nullopt);
    update();
    QWidget::focusOutEvent(event);
}

bool StripStack::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const StripMark* mark = help->pos().y() <= flags ? flagAt(help->pos().x()) : nullptr;
        if (mark)
            QToolTip::showText(help->globalPos(), clockText(mark->at) + QStringLiteral("  ") + mark->sentence,
                               this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace pilothouse::ui
