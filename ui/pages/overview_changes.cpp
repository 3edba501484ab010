// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_changes.h"

#include "ui/frame/page_table.h"
#include "ui/pages/overview_place.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

constexpr int rowHeight = 28;

Sentence clauseOf(const console::Change& change) {
    const Sentence what = sayReason(change.what);
    if (!change.what.code.starts_with("event.")) return what;
    Sentence told = say("overview.change", {{"service", Arg::name(change.subject.text)}});
    told.spans.insert(told.spans.end(), what.spans.begin(), what.spans.end());
    return told;
}

} // namespace

/// When, shape, what: a row that can be pressed.
class OverviewChanges::Line : public QAbstractButton {
public:
    explicit Line(QWidget* parent) : QAbstractButton(parent) {
        setFixedHeight(rowHeight);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
    }
    void set(const console::Change& change) {
        m_change = change;
        m_clause = clauseOf(change);
        const QString told = clockText(change.at) + QStringLiteral(" ") + m_clause.plain();
        setAccessibleName(told);
        setToolTip(change.raw.empty() ? told : QString::fromStdString(change.raw));
        update();
    }
    const console::Change& change() const { return m_change; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        const Tokens& t = tokens();
        painter.fillRect(rect(), isDown() ? t.pressed : underMouse() ? t.hover : t.panel);
        painter.setFont(uiFont(12));
        painter.setPen(t.text3);
        const QString clock = clockText(m_change.at);
        const int wide = std::max(36, QFontMetrics(painter.font()).horizontalAdvance(clock) + 4);
        drawFigures(painter, QRectF(15, 0, wide, height()), Qt::AlignLeft | Qt::AlignVCenter, clock);
        const int x = 15 + wide + 8;
        if (m_change.what.code == "change.scaled")
            paintIcon(painter, QRectF(x - 1, 7, 14, 14), QStringLiteral("scaling"), t.change);
        else
            paintShape(painter, QRectF(x, 8, 12, 12), shapeOf(m_change.status));
        paintClause(painter, QRect(x + 20, 0, width() - x - 20 - 15, height()));
        if (hasFocus()) {
            painter.setPen(t.you);
            painter.drawRect(rect().adjusted(4, 1, -5, -2));
        }
    }

private:
    void paintClause(QPainter& painter, QRect rest) const {
        for (const Span& span : m_clause.spans) {
            if (rest.width() <= 8) return;
            painter.setFont(uiFont(13, span.strong ? Weight::strong : Weight::regular));
            painter.setPen(colourOf(span.tone));
            const QFontMetrics metrics(painter.font());
            painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                             metrics.elidedText(span.text, Qt::ElideRight, rest.width()));
            rest.setLeft(rest.left() + metrics.horizontalAdvance(span.text));
        }
    }

    console::Change m_change;
    Sentence m_clause;
};

OverviewChanges::OverviewChanges(QWidget* parent)
    : Panel(parent), m_title(new Label({}, 13, Tone::text, Weight::bold)), m_all(new StateSentence(12)),
      m_none(new Label({}, 12, Tone::text3)) {
    auto* head = new QWidget;
    head->setFixedHeight(36);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(15, 0, 15, 0);
    row->addWidget(m_title, 1);
    row->addWidget(m_all);
    m_all->setWordWrap(false);
    body()->addWidget(head);
    m_none->setContentsMargins(15, 0, 15, 8);
    body()->addWidget(m_none);
    body()->addStretch(1);
    connect(m_all, &QLabel::linkActivated, this, &OverviewChanges::navigate);
    tell();
}

void OverviewChanges::set(std::vector<console::Change> changes) {
    if (changes == m_changes) return;
    // A new line would push the one that the pointer is on.
    m_changes = std::move(changes);
    m_held = isVisible() && underMouse() && !m_lines.isEmpty();
    if (!m_held) tell();
}

void OverviewChanges::leaveEvent(QEvent* event) {
    Panel::leaveEvent(event);
    if (std::exchange(m_held, false)) tell();
}

void OverviewChanges::setRoom(int rows) {
    if (rows == m_room) return;
    m_room = rows;
    tell();
}

void OverviewChanges::tell() {
    m_title->setText(sayPlain("overview.changes"));
    const bool events = pageKind(QStringLiteral("events"));
    m_all->setVisible(events);
    m_all->setSentence({{{sayPlain("overview.allEvents"), QStringLiteral("events"), Tone::you, false}}});
    m_none->setText(sayPlain("overview.changes.none"));
    m_none->setVisible(m_changes.empty());
    const int rows = std::min(m_room, int(m_changes.size()));
    while (m_lines.size() < rows) {
        auto* line = new Line(this);
        connect(line, &QAbstractButton::clicked, this,
                [this, line] { emit navigate(pathOf(line->change().place)); });
        body()->insertWidget(1 + int(m_lines.size()), line);
        m_lines << line;
    }
    for (int i = 0; i < m_lines.size(); ++i) {
        m_lines[i]->setVisible(i < rows);
        if (i < rows) m_lines[i]->set(m_changes[std::size_t(i)]);
    }
}

void OverviewChanges::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    Panel::changeEvent(event);
}

} // namespace pilothouse::ui
