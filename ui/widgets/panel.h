// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace pilothouse::ui {

/// The grounds that things stand on. frame: window colour; page: behind panels; sunken: tracks, raw text;
/// raised: overlays, toasts.
enum class Ground { frame, page, panel, sunken, raised, selected };

QColor groundColour(Ground ground);

/// A plain surface filled with its ground, with lines on the sides asked for.
class Surface : public QWidget {
    Q_OBJECT
public:
    explicit Surface(Ground ground, Qt::Edges lines = {}, QWidget* parent = nullptr);
    void setGround(Ground ground);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Ground m_ground;
    Qt::Edges m_lines;
};

/// A box with a 1 px edge and a radius of 6 (5 for sunken ones); its layout is body().
class Panel : public QFrame {
    Q_OBJECT
public:
    explicit Panel(QWidget* parent = nullptr, Ground ground = Ground::panel);
    QVBoxLayout* body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Ground m_ground;
    QVBoxLayout* m_body;
};

} // namespace pilothouse::ui
