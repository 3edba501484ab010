// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>
#include <QString>
#include <QWidget>

namespace pilothouse::tests {

/// What a person can use of a window: buttons, fields, lists and whatever else takes the keyboard. Without
/// the parts of those (scroll bars, the field in a spin box).
QList<QWidget*> controlsOf(QWidget& window);

/// Class, object name and text: enough to find it in the sources.
QString describe(const QWidget* widget);

/// As a screen reader is told.
QString accessibleNameOf(QWidget* widget);

/// What Tab comes by, going once round from where the keyboard is.
QSet<QWidget*> reachedByTab(QWidget& window);

} // namespace pilothouse::tests
