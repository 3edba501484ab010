// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFocusFrame>
#include <QPointer>

namespace pilothouse::ui {

/// The 2 px ring outside the control that has the keyboard: always around fields, around buttons only while
/// the keyboard is used to get there. One per application; Theme::install makes it.
class FocusRing : public QFocusFrame {
    Q_OBJECT
public:
    FocusRing();

private:
    void follow(QWidget* now);
};

} // namespace pilothouse::ui
