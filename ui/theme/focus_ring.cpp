// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>

namespace pilothouse::ui {

FocusRing::FocusRing(QObject* parent) : QObject(parent) {
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

void FocusRing::follow(QWidget* now) {
    // The field inside a number or combo box: the ring is around the whole.
    if (QWidget* outer = now ? now->parentWidget() : nullptr;
        qobject_cast<QAbstractSpinBox*>(outer) || qobject_cast<QComboBox*>(outer))
        now = outer;
    const auto* line = qobject_cast<QLineEdit*>(now);
    const bool field =
        (line && line->hasFrame()) || qobject_cast<QComboBox*>(now) || qobject_cast<QAbstractSpinBox*>(now);
    const bool button =
        qobject_cast<QAbstractButton*>(now) && now->window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const bool ring = now && now->parentWidget() && (field || button);
    if (!ring) {
        if (m_frame) m_frame->setWidget(nullptr);
        return;
    }
    if (!m_frame) m_frame = new QFocusFrame(now->window());
    m_frame->setWidget(now);
    m_frame->show();
}

} // namespace pilothouse::ui
