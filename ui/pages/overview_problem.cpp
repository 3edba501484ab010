// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_problem.h"

#include "ui/acts/act_button.h"
#include "ui/dialogs/act_runner.h"
#include "ui/pages/overview_place.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/roll_bar.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace pilothouse::ui {

namespace {

/// "for 20 min" under an hour, "since 14:12" beyond.
QString sinceWords(Millis since, Millis now) {
    const Millis age = qMax<Millis>(now - since, 0);
    if (age >= 3'600'000) return sayPlain("overview.since", {{"clock", Arg::clock(since)}});
    const Millis unit = age < 60'000 ? 1'000 : 60'000;
    return sayPlain("overview.forLength", {{"length", Arg::duration(age / unit * unit)}});
}

} // namespace

ProblemRow::ProblemRow(const console::Problem& problem, ActRunner& runner, QWidget* parent)
    : QWidget(parent), m_problem(problem), m_runner(runner), m_shape(new StatusShape(Shape::unknown)),
      m_title(new StateSentence(13, Weight::bold)), m_why(new StateSentence(12)),
      m_next(new StateSentence(12)), m_roll(new RollBar), m_buttons(new QVBoxLayout), m_go(new QPushButton) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(23, 12, 15, 12); // within the panel's edge
    row->setSpacing(16);
    auto* face = new QVBoxLayout;
    face->addSpacing(4);
    face->addWidget(m_shape);
    face->addStretch(1);
    row->addLayout(face);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    for (StateSentence* sentence : {m_title, m_why, m_next}) {
        words->addWidget(sentence);
        connect(sentence, &QLabel::linkActivated, this, &ProblemRow::navigate);
    }
    words->addStretch(1);
    row->addLayout(words, 1);
    row->addWidget(m_roll, 0, Qt::AlignVCenter);
    m_buttons->setSpacing(4);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_go);
    const ActKind* kind = m_problem.act.empty() ? nullptr : actKind(m_problem.act);
    if (kind) {
        m_act = new ActButton(kind->id, runner);
        m_act->setMinimumWidth(132);
        m_buttons->addWidget(m_act);
    }
    m_buttons->addStretch(1);
    row->addLayout(m_buttons);
    m_go->setMinimumWidth(132);
    m_go->setMaximumWidth(200);
    connect(m_go, &QPushButton::clicked, this, [this] { emit navigate(pathOf(m_problem.place)); });
}

void ProblemRow::set(const console::Problem& problem,
                     const std::shared_ptr<const console::Snapshot>& snapshot, Millis now) {
    m_problem = problem;
    m_snapshot = snapshot;
    m_now = now;
    m_over = false;
    tell();
}

void ProblemRow::setNow(Millis now) {
    m_now = now;
    tellTitle();
}

void ProblemRow::tellTitle() {
    Sentence title = sayReason(m_problem.what);
    if (m_problem.cause) {
        title.spans.push_back({sayPlain("overview.colon"), {}, Tone::text, false});
        for (const Span& span : sayReason(*m_problem.cause).spans)
            title.spans.push_back(span);
    }
    if (m_problem.since > 0 && m_now > 0)
        title.spans.push_back(
            {QStringLiteral("\u2002") + sinceWords(m_problem.since, m_now), {}, Tone::text3, false});
    m_title->setSentence(title);
}

void ProblemRow::tell() {
    tellTitle();
    m_shape->setShape(m_over ? Shape::unknown : shapeOf(m_problem.status));
    m_why->setSentence(sayReasons(m_problem.why).toned(Tone::text2));
    Sentence next;
    if (m_over) {
        next = say("overview.over");
    } else if (!m_problem.next.empty()) {
        next = say("overview.next");
        for (const Span& span : sayReasons(m_problem.next).spans)
            next.spans.push_back(span);
    }
    m_next->setSentence(next);
    m_why->setVisible(!m_problem.why.empty());
    m_next->setVisible(!next.isEmpty());
    m_roll->setVisible(m_problem.roll.has_value() && !m_over);
    if (m_problem.roll) m_roll->set(*m_problem.roll);
    const QString words = goingTo(m_problem.place);
    m_go->setText(fontMetrics().elidedText(words, Qt::ElideRight, 176));
    m_go->setAccessibleName(words);
    m_go->setToolTip(words);
    m_go->setEnabled(!m_over);
    if (!m_act) return;
    m_act->set({m_snapshot, {m_act->act().on, m_problem.targets}, {}});
    if (m_over) m_act->setEnabled(false);
}

void ProblemRow::setPlace(bool worst, bool first, bool last) {
    m_worst = worst;
    m_first = first;
    m_last = last;
    const bool needsPerson = worst && rank(m_problem.status) <= rank(console::Status::atRisk);
    setButtonKind(m_go, needsPerson ? ButtonKind::primary : ButtonKind::plain);
    update();
}

void ProblemRow::setNarrow(bool narrow) {
    m_roll->setFixedWidth(narrow ? 112 : 160);
}

void ProblemRow::setOver(bool over) {
    if (over == m_over) return;
    m_over = over;
    tell();
}

void ProblemRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tokens& t = tokens();
    const bool hot = m_worst && !m_over && m_problem.status == console::Status::trouble;
    if (hot) {
        // Rounded where the panel is.
        QPainterPath ground;
        ground.addRoundedRect(QRectF(rect()).adjusted(0, m_first ? 0 : -8, 0, m_last ? 0 : 8), 5, 5);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setClipRect(rect());
        painter.fillPath(ground, t.badSoft);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    if (!m_last) painter.fillRect(QRect(0, height() - 1, width(), 1), t.line);
}

void ProblemRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) tell();
    QWidget::changeEvent(event);
}

} // namespace pilothouse::ui
