// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/status_shape.h"

namespace pilothouse::ui {

/// A status in a word with its shape, on the ground of its hue, 20 px high.
class StatusPill : public QWidget {
    Q_OBJECT
public:
    explicit StatusPill(QWidget* parent = nullptr);
    void set(Shape shape, const QString& word);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Shape m_shape = Shape::unknown;
    QString m_word;
};

/// A quiet fact ("EC2"), or a key ("Ctrl K") in the key look.
class Chip : public QWidget {
    Q_OBJECT
public:
    enum class Look { chip, key };
    explicit Chip(const QString& text = {}, Look look = Look::chip, QWidget* parent = nullptr);
    void setText(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Look m_look;
};

} // namespace pilothouse::ui
