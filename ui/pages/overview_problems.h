// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/problems.h"
#include "ui/widgets/panel.h"

class QPushButton;

namespace pilothouse::ui {

class ActRunner;
class ProblemRow;

/// Problems and changes under way, the worst on top. Rows stay with their problem; while the pointer is on
/// the list none comes, goes or moves, only what they say follows.
class ProblemList : public Panel {
    Q_OBJECT
public:
    explicit ProblemList(ActRunner& runner, QWidget* parent = nullptr);

    void set(std::vector<console::Problem> problems, const std::shared_ptr<const console::Snapshot>& snapshot,
             Millis now);
    void setNow(Millis now);
    void setNarrow(bool narrow);
    QList<ProblemRow*> rows() const { return m_rows; }

signals:
    void navigate(const QString& path);

protected:
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void arrange();
    void hold();
    void rename();
    ProblemRow* rowOf(const std::string& id) const;

    ActRunner& m_runner;
    std::vector<console::Problem> m_problems;
    std::shared_ptr<const console::Snapshot> m_snapshot;
    Millis m_now = 0;
    QList<ProblemRow*> m_rows;
    QPushButton* m_more;
    bool m_all = false, m_narrow = false;
};

} // namespace pilothouse::ui
