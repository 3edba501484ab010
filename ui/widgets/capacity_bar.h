// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tone.h"

#include <QWidget>

namespace pilothouse::ui {

/// How much of something that is bounded is reserved, 8 px high: the whole length is the bound.
void paintCapacity(QPainter& painter, const QRect& rect, std::int64_t reserved, std::int64_t capacity,
                   Tone tone);

class CapacityBar : public QWidget {
    Q_OBJECT
public:
    explicit CapacityBar(QWidget* parent = nullptr);
    void set(std::int64_t reserved, std::int64_t capacity, Tone tone = Tone::idle);
    QSize sizeHint() const override { return {120, 12}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::int64_t m_reserved = 0, m_capacity = 0;
    Tone m_tone = Tone::idle;
};

} // namespace pilothouse::ui
