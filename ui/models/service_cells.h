// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/widgets/cell.h"

#include <QRect>

class QPainter;

namespace pilothouse::ui {

/// One cell of 6 x 12 a task, gap 2; where they do not fit, a bar in the same order.
void paintCells(QPainter& painter, const QRect& rect, const console::TaskCells& cells, bool stale);
/// The same in words, for screen readers and tips.
QString cellsText(const console::TaskCells& cells);

/// "4 / 8", right; with a scale that is not shown yet "4 / 8" in violet and "was 2".
void paintRunning(QPainter& painter, const QRect& rect, int running, int desired, const QString& scaleTo,
                  console::Status status);

} // namespace pilothouse::ui
