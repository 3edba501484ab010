// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tone.h"
#include "ui/widgets/status_shape.h"

#include <QMetaType>
#include <QString>
#include <functional>
#include <optional>

class QPainter;

namespace pilothouse::ui {

/// What one cell of a DataTable shows; models give it under cellRole. Qt::DisplayRole gives its text, so that
/// copying and screen readers have it too.
struct Cell {
    enum class Face { body, strong, detail, mono, figures };
    QString text;
    QString tail; ///< after it, in tailTone
    Face face = Face::body;
    Tone tone = Tone::text;
    Tone tailTone = Tone::text3;
    bool right = false;
    bool head = false; ///< of a group of rows: on the sunken ground
    std::optional<Shape> shape;
    /// Draws instead of text (task cells, strips), in the cell's own rectangle.
    std::function<void(QPainter&, const QRect&)> paint;
};

constexpr int cellRole = 0x0100 + 100; // Qt::UserRole + 100
/// bool: the row is old or cannot be acted on; all its text is text3.
constexpr int staleRole = cellRole + 1;
/// Millis (qlonglong) since the row changed, for the violet ground that fades.
constexpr int arnRole = cellRole + 2;

} // namespace pilothouse::ui

Q_DECLARE_METATYPE(pilothouse::ui::Cell)
