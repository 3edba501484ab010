// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/problems.h"

#include <QWidget>

namespace pilothouse::ui {

/// A deployment in one bar of 20 px: new tasks violet, old ones grey, starting ones a broken frame, up to the
/// upper bound; ticks at the lower bound and at the desired count.
class RollBar : public QWidget {
    Q_OBJECT
public:
    explicit RollBar(QWidget* parent = nullptr);
    void set(const console::Roll& roll);
    QSize sizeHint() const override { return {160, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void name();
    console::Roll m_roll;
};

} // namespace pilothouse::ui
