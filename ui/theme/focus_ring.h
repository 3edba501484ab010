// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace pilothouse::ui {

/// The 2 px ring outside the control that has the keyboard: always around fields, around buttons only while
/// the keyboard is used to get there. One per application; Theme::install makes it. The frame itself belongs
/// to the window that it is in and is made anew in the next.
class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QObject* parent);

private:
    void follow(QWidget* now);
    QPointer<QFocusFrame> m_frame;
};

} // namespace pilothouse::ui
