// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QWidget>

class QPainter;

namespace pilothouse::ui {

/// Status by shape, so that colour never stands alone. Drawn on a 12 px grid at 8, 10, 12 or 14.
enum class Shape {
    healthy,
    running,
    changing,
    starting,
    atRisk,
    trouble,
    failed,
    leaving,
    stopped,
    unknown,
    hint
};

void paintShape(QPainter& painter, const QRectF& rect, Shape shape);
/// The word that says the same ("healthy"), for accessible names and tips.
QString shapeWord(Shape shape);

class StatusShape : public QWidget {
    Q_OBJECT
public:
    explicit StatusShape(Shape shape, int size = 12, QWidget* parent = nullptr);
    void setShape(Shape shape);
    Shape shape() const { return m_shape; }
    QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void name();
    Shape m_shape;
    int m_size;
};

} // namespace pilothouse::ui
