// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace pilothouse::tests {

/// Words that a window shows or tells, and who shows them.
struct Shown {
    QString text, by;
};

/// Texts of labels and buttons, tips, hints in fields, names and descriptions for screen readers, headers and
/// cells of lists. Not what is shown as it came: JSON and the endpoint's own words.
QList<Shown> wordsOf(QWidget& window);

/// The first Latin word of `text` that is no name of the world, no term of ECS and no unit; empty if all is
/// well.
QString strayWord(const QString& text);

} // namespace pilothouse::tests
