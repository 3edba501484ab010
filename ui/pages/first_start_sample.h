// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace pilothouse::ui {

/// What the sample is, drawn: an address, the service web with its tasks, and the worker beside it.
class SampleDrawing : public QWidget {
    Q_OBJECT
public:
    explicit SampleDrawing(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace pilothouse::ui
