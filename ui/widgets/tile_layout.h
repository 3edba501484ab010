// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <cstdint>
#include <span>
#include <vector>

namespace pilothouse::ui {

/// One rectangle for each size, in their order, that fill `room` without overlap: the row is cut where both
/// halves are nearest, along the width if that is 1.5 times the height or more, else along the height, and
/// each half again. Whole pixels; neighbours touch, the gap between them is the painter's. A size under 1
/// counts as 1.
std::vector<QRect> splitTiles(std::span<const std::int64_t> sizes, const QRect& room);

/// How much of `width` things of `used` fill where all of it stands for `capacity`: at least one pixel if
/// anything is used, never more than the width.
int filledWidth(int width, std::int64_t used, std::int64_t capacity);

struct Flow {
    std::vector<QRect> tiles; ///< from (0, 0), touching as above
    int height = 0;
};
/// Tiles in rows where nothing bounds them (Fargate, what waits): a cell is the middle size, twice the size
/// is twice the width; sizes of half a cell or less stand in pairs, one above the other.
Flow flowTiles(std::span<const std::int64_t> sizes, int width, const QSize& cell);

} // namespace pilothouse::ui
