// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/problems.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace pilothouse::ui {

class ActButton;
class ActRunner;
class RollBar;
class StateSentence;
class StatusShape;

/// One problem: shape, title and since when, why, what comes next; at the right the button that goes there
/// and the one that does something about it.
class ProblemRow : public QWidget {
    Q_OBJECT
public:
    ProblemRow(const console::Problem& problem, ActRunner& runner, QWidget* parent = nullptr);

    void set(const console::Problem& problem, const std::shared_ptr<const console::Snapshot>& snapshot,
             Millis now);
    void setNow(Millis now);
    /// `worst`: red ground where it needs a person, and the page's one primary button.
    void setPlace(bool worst, bool first, bool last);
    void setNarrow(bool narrow);
    /// It is over, and stays only because the pointer is on the list.
    void setOver(bool over);

    const console::Problem& problem() const { return m_problem; }
    QPushButton* goButton() const { return m_go; }
    ActButton* actButton() const { return m_act; }

signals:
    void navigate(const QString& path);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void tell();
    void tellTitle();

    console::Problem m_problem;
    std::shared_ptr<const console::Snapshot> m_snapshot;
    ActRunner& m_runner;
    Millis m_now = 0;
    bool m_worst = false, m_first = false, m_last = false, m_over = false;
    StatusShape* m_shape;
    StateSentence *m_title, *m_why, *m_next;
    RollBar* m_roll;
    QVBoxLayout* m_buttons;
    QPushButton* m_go;
    ActButton* m_act = nullptr;
};

} // namespace pilothouse::ui
