// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <cstdint>
#include <vector>

namespace pilothouse::ui {

/// What of a box there is room for.
enum class MapDetail {
    full,  ///< its head with name and figures, its tasks with names
    small, ///< its name, its tasks
    tiles, ///< its tasks without a word
    cells, ///< how full it is, and its worst
};

/// What stands on a map of groups of boxes (instances by zone) and of regions without boxes (Fargate, what
/// waits), as numbers.
struct MapShape {
    std::vector<int> groups;                        ///< boxes in each
    std::vector<std::vector<std::int64_t>> regions; ///< the sizes of what stands in each
};

/// Where everything stands at some width and zoom. Values only: made by planMap, painted by others.
struct MapPlan {
    MapDetail detail = MapDetail::full;
    int width = 0, height = 0;
    int groupHead = 24; ///< height of a group's head; with `cells` and `tiles` it has bars below its figures
    int boxHead = 24, inset = 8, tilesHeight = 80;
    std::vector<QRect> groups; ///< head and boxes
    std::vector<QRect> boxes;  ///< of the first group, then of the next
    std::vector<QRect> regions;
    std::vector<std::vector<QRect>> regionTiles;

    QRect headOf(std::size_t group) const; ///< where it stands while its group is not scrolled
    QRect roomOf(std::size_t box) const;   ///< where the box's tasks stand: its whole width is its capacity
};

/// The steps of the zoom, in percent, smallest first.
const std::vector<int>& mapZooms();
/// The step at which this many boxes are best read in a view of that size: names if a few pages hold them.
int fittingZoom(const MapShape& shape, const QSize& view);

MapPlan planMap(const MapShape& shape, int width, int zoom);

} // namespace pilothouse::ui
