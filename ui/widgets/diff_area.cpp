// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/diff_area.h"

#include <QApplication>
#include <QClipboard>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace pilothouse::ui {

using console::DiffRow;
using Kind = DiffRow::Kind;

namespace {

constexpr int context = 3; // equal rows that stay beside a change
constexpr int fewest = 3;  // that are worth a fold

int rowHeight() {
    return qRound(18 * Theme::instance().scale());
}

std::vector<std::string> bytes(const QStringList& lines) {
    std::vector<std::string> all;
    for (const QString& line : lines)
        all.push_back(line.toStdString());
    return all;
}

} // namespace

DiffArea::DiffArea(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::ArrowCursor);
    verticalScrollBar()->setSingleStep(rowHeight());
    horizontalScrollBar()->setSingleStep(24);
}

void DiffArea::set(const QStringList& left, const QStringList& right) {
    if (left == m_left && right == m_right && !m_rows.empty()) return;
    m_left = left;
    m_right = right;
    m_rows = console::diffLines(bytes(left), bytes(right));
    m_places.clear();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (m_rows[i].kind != Kind::same && (i == 0 || m_rows[i - 1].kind == Kind::same))
            m_places.push_back(int(i));
    m_open.clear();
    m_place = m_from = m_to = -1;
    arrange();
    emit placeChanged();
}

void DiffArea::setUnified(bool unified) {
    if (m_unified == unified) return;
    m_unified = unified;
    arrange();
}

void DiffArea::setFolding(bool folding) {
    m_folding = folding;
    m_open.clear();
    arrange();
}

int DiffArea::folds() const {
    return int(std::count_if(m_lines.begin(), m_lines.end(), [](const Line& line) { return line.folded; }));
}

/// Rows to lines of the screen: equal stretches folded, changed rows as two lines in one column.
void DiffArea::arrange() {
    m_lines.clear();
    for (int i = 0; i < int(m_rows.size());) {
        int end = i;
        while (end < int(m_rows.size()) && (m_rows[end].kind == Kind::same) == (m_rows[i].kind == Kind::same))
            ++end;
        if (m_rows[i].kind == Kind::same) {
            fold(i, end);
        } else if (!m_unified) {
            for (int row = i; row < end; ++row)
                m_lines.push_back({row, 0, true, true});
        } else {
            for (int row = i; row < end; ++row)
                if (m_rows[row].left >= 0) m_lines.push_back({row, 0, true, false});
            for (int row = i; row < end; ++row)
                if (m_rows[row].right >= 0) m_lines.push_back({row, 0, false, true});
        }
        i = end;
    }
    m_from = m_to = -1;
    measure();
    viewport()->update();
}

void DiffArea::fold(int from, int to) {
    const int first = from == 0 ? 0 : from + context;
    const int last = to == int(m_rows.size()) ? to : to - context;
    const bool folded = m_folding && last - first >= fewest && !m_open.contains(first);
    for (int row = from; row < to; ++row) {
        if (folded && row == first) {
            m_lines.push_back({row, last - first, true, true});
            row = last - 1;
        } else {
            m_lines.push_back({row, 0, !m_unified, true});
        }
    }
}

int DiffArea::gutter() const {
    const int digits = qMax<int>(2, int(QString::number(qMax(m_left.size(), m_right.size())).size()));
    return 36 + qRound(digits * QFontMetricsF(monoFont(11)).horizontalAdvance(u'0'));
}

int DiffArea::half() const {
    return m_unified ? viewport()->width() : viewport()->width() / 2;
}

void DiffArea::measure() {
    const QFontMetricsF metrics(monoFont(12));
    int widest = 0;
    for (const QStringList* lines : {&m_left, &m_right})
        for (const QString& line : *lines)
            widest = qMax(widest, int(line.size()));
    const int text = qRound(widest * metrics.horizontalAdvance(u'0')) + 24;
    const int down = int(m_lines.size()) * rowHeight() + 16 - viewport()->height();
    verticalScrollBar()->setRange(0, qMax(0, down));
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setRange(0, qMax(0, text - (half() - gutter())));
    horizontalScrollBar()->setPageStep(half() - gutter());
}

int DiffArea::lineAt(int y) const {
    const int line = (y - 8 + verticalScrollBar()->value()) / rowHeight();
    return line >= 0 && line < int(m_lines.size()) ? line : -1;
}

void DiffArea::goTo(int place) {
    if (place < 0 || place >= places()) return;
    m_place = place;
    const auto it = std::find_if(m_lines.begin(), m_lines.end(), [&](const Line& line) {
        return !line.folded && line.row == m_places[std::size_t(place)];
    });
    const int top = int(it - m_lines.begin()) * rowHeight();
    if (top < verticalScrollBar()->value() ||
        top + 4 * rowHeight() > verticalScrollBar()->value() + viewport()->height())
        verticalScrollBar()->setValue(top - viewport()->height() / 3);
    viewport()->update();
    emit placeChanged();
}

QString DiffArea::textOf(const Line& line, Side side) const {
    const DiffRow& row = m_rows[std::size_t(line.row)];
    if (side == Side::left) return row.left >= 0 ? m_left[row.left] : QString();
    return row.right >= 0 ? m_right[row.right] : QString();
}

QString DiffArea::chosen() const {
    QStringList lines;
    for (int i = qMin(m_from, m_to); m_from >= 0 && i <= qMax(m_from, m_to); ++i) {
        const Line& line = m_lines[std::size_t(i)];
        const Side side = m_unified ? (line.right ? Side::right : Side::left) : m_side;
        for (int row = line.row; row < line.row + qMax(1, line.folded); ++row) {
            const DiffRow& one = m_rows[std::size_t(row)];
            if ((side == Side::left ? one.left : one.right) >= 0) lines << textOf({row, 0, true, true}, side);
        }
    }
    return lines.join(u'\n');
}

void DiffArea::mousePressEvent(QMouseEvent* event) {
    const int at = lineAt(event->pos().y());
    if (event->button() != Qt::LeftButton || at < 0) return;
    if (m_lines[std::size_t(at)].folded) {
        m_open << m_lines[std::size_t(at)].row;
        return arrange();
    }
    m_side = event->pos().x() < half() && !m_unified ? Side::left : Side::right;
    m_from = m_to = at;
    viewport()->update();
}

void DiffArea::mouseMoveEvent(QMouseEvent* event) {
    const int at = lineAt(event->pos().y());
    if (m_from < 0 || at < 0 || !(event->buttons() & Qt::LeftButton)) return;
    m_to = at;
    viewport()->update();
}

void DiffArea::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        if (m_from >= 0) QApplication::clipboard()->setText(chosen());
        return;
    }
    if (event->matches(QKeySequence::SelectAll) && !m_lines.empty()) {
        m_from = 0;
        m_to = int(m_lines.size()) - 1;
        return viewport()->update();
    }
    auto* bar = verticalScrollBar();
    switch (event->key()) {
    case Qt::Key_J:
        return bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    case Qt::Key_K:
        return bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    case Qt::Key_Home:
        return bar->setValue(0);
    case Qt::Key_End:
        return bar->setValue(bar->maximum());
    default:
        break;
    }
    QAbstractScrollArea::keyPressEvent(event);
}

void DiffArea::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void DiffArea::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) viewport()->update();
}

} // namespace pilothouse::ui
