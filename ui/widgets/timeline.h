// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/task_steps.h"

#include <QWidget>

namespace pilothouse::ui {

/// The states of a task: a bar drawn to scale, below it a line a state with its time and length. A state that
/// was not reached is a hollow dot. `note` stands under the state that is blamed or goes on.
class Timeline : public QWidget {
    Q_OBJECT
public:
    explicit Timeline(QWidget* parent = nullptr);
    void set(std::vector<StateStep> steps, const QString& note, Millis now);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int noteRow() const;
    void paintBar(QPainter& painter) const;
    void paintStep(QPainter& painter, std::size_t i, int y) const;
    void name();

    std::vector<StateStep> m_steps;
    QString m_note;
    Millis m_now = 0;
};

} // namespace pilothouse::ui
