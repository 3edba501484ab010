// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_problems.h"

#include "ui/acts/act_button.h"
#include "ui/pages/overview_problem.h"
#include "ui/theme/style.h"
#include "ui/words/sentence.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace pilothouse::ui {

namespace {

constexpr int usual = 4; // more are a button away

} // namespace

ProblemList::ProblemList(ActRunner& runner, QWidget* parent)
    : Panel(parent), m_runner(runner), m_more(new QPushButton) {
    setButtonKind(m_more, ButtonKind::ghost);
    setSmall(m_more);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(15, 4, 15, 4);
    foot->addWidget(m_more);
    foot->addStretch(1);
    body()->addLayout(foot);
    m_more->hide();
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_all = !m_all;
        arrange();
    });
    rename();
    hide();
}

ProblemRow* ProblemList::rowOf(const std::string& id) const {
    for (ProblemRow* row : m_rows)
        if (row->problem().id == id) return row;
    return nullptr;
}

void ProblemList::set(std::vector<console::Problem> problems,
                      const std::shared_ptr<const console::Snapshot>& snapshot, Millis now) {
    m_problems = std::move(problems);
    m_snapshot = snapshot;
    m_now = now;
    if (isVisible() && underMouse() && !m_rows.isEmpty())
        hold();
    else
        arrange();
}

/// What they say, but not where they stand.
void ProblemList::hold() {
    for (ProblemRow* row : m_rows) {
        const auto it = std::find_if(m_problems.begin(), m_problems.end(),
                                     [&](const auto& p) { return p.id == row->problem().id; });
        if (it == m_problems.end())
            row->setOver(true);
        else
            row->set(*it, m_snapshot, m_now);
    }
}

void ProblemList::arrange() {
    const int total = int(m_problems.size());
    // One more than usual is shown rather than hidden behind a button of its height.
    const int shown = m_all || total <= usual + 1 ? total : usual;
    QList<ProblemRow*> next;
    for (int i = 0; i < shown; ++i) {
        const console::Problem& problem = m_problems[std::size_t(i)];
        ProblemRow* row = rowOf(problem.id);
        if (row && row->problem().act != problem.act) row = nullptr; // another button: made anew
        if (!row) {
            row = new ProblemRow(problem, m_runner, this);
            connect(row, &ProblemRow::navigate, this, &ProblemList::navigate);
        }
        next << row;
    }
    for (ProblemRow* row : m_rows) {
        if (next.contains(row)) continue;
        body()->removeWidget(row);
        row->hide();
        row->deleteLater();
    }
    const bool moved = next != m_rows;
    m_rows = next;
    for (int i = 0; i < shown; ++i) {
        ProblemRow* row = m_rows[i];
        if (moved) body()->insertWidget(i, row);
        row->setNarrow(m_narrow);
        row->set(m_problems[std::size_t(i)], m_snapshot, m_now);
        row->setPlace(i == 0, i == 0, i + 1 == shown && total <= usual + 1);
        row->show();
    }
    if (moved && m_rows.size() > 1)
        for (qsizetype i = 1; i < m_rows.size(); ++i) {
            QWidget* last = m_rows[i - 1]->actButton() ? static_cast<QWidget*>(m_rows[i - 1]->actButton())
                                                       : m_rows[i - 1]->goButton();
            setTabOrder(last, m_rows[i]->goButton());
        }
    m_more->setVisible(total > usual + 1);
    rename();
    setVisible(total > 0);
}

void ProblemList::setNow(Millis now) {
    m_now = now;
    for (ProblemRow* row : m_rows)
        row->setNow(now);
}

void ProblemList::setNarrow(bool narrow) {
    m_narrow = narrow;
    for (ProblemRow* row : m_rows)
        row->setNarrow(narrow);
}

void ProblemList::rename() {
    setAccessibleName(sayPlain("overview.problems"));
    m_more->setText(
        m_all ? sayPlain("overview.fewer")
              : sayPlain("overview.more", {{"count", Arg::number(std::int64_t(m_problems.size()) - usual)}}));
}

void ProblemList::leaveEvent(QEvent* event) {
    Panel::leaveEvent(event);
    arrange();
}

void ProblemList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) rename();
    Panel::changeEvent(event);
}

} // namespace pilothouse::ui
