// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/map_plan.h"

#include "ui/widgets/tile_layout.h"

#include <algorithm>
#include <cmath>

namespace pilothouse::ui {

namespace {

constexpr int margin = 24, between = 16, boxWidth = 294, leastColumn = 240;
constexpr int leastWaiting = 192, besides = 560; // a region beside another; the width from which they are

int scaled(int length, int zoom) {
    return int(std::lround(length * zoom / 100.0));
}

class Planner {
public:
    Planner(const MapShape& shape, int width, int zoom) : m_shape(shape), m_zoom(zoom) {
        m_plan.width = width;
        m_inner = std::max(1, width - 2 * margin);
    }

    MapPlan plan() {
        chooseDetail();
        placeGroups();
        placeRegions();
        m_plan.height = m_y + margin - between;
        return std::move(m_plan);
    }

private:
    void chooseDetail() {
        MapPlan& p = m_plan;
        p.tilesHeight = scaled(80, m_zoom);
        if (m_zoom >= 75) {
            p.detail = MapDetail::full;
        } else if (m_zoom >= 33) {
            p.detail = MapDetail::small;
            p.boxHead = 18;
            p.inset = 4;
            m_gap = 6;
        } else if (m_zoom >= 15) {
            p.detail = MapDetail::tiles;
            p.boxHead = 0;
            p.inset = 2;
            m_gap = 4;
        } else {
            p.detail = MapDetail::cells;
            p.boxHead = p.inset = 0;
            p.tilesHeight = std::max(4, scaled(104, m_zoom) - 2);
            m_gap = 2;
        }
        if (p.detail == MapDetail::tiles || p.detail == MapDetail::cells) p.groupHead = 44;
    }

    /// Groups stand beside each other as long as each has its least width, then wrap.
    void placeGroups() {
        const int n = int(m_shape.groups.size());
        if (n == 0) return;
        const int least = scaled(leastColumn, std::max(100, m_zoom));
        const int columns = std::clamp((m_inner + between) / (least + between), 1, n);
        const int column = (m_inner - between * (columns - 1)) / columns;
        for (int g = 0; g < n; g += columns) {
            const int top = m_y;
            for (int c = 0; c < columns && g + c < n; ++c) {
                const int x = margin + c * (column + between);
                const int height =
                    placeBoxes(m_shape.groups[std::size_t(g + c)], x, top + m_plan.groupHead, column);
                m_plan.groups.emplace_back(x, top, column, m_plan.groupHead + height);
                m_y = std::max(m_y, top + m_plan.groupHead + height + between);
            }
        }
    }

    int placeBoxes(int count, int x, int y, int column) {
        const double nominal = boxWidth * m_zoom / 100.0;
        const int per = std::max(1, int(std::lround((column + m_gap) / (nominal + m_gap))));
        const int height =
            2 + m_plan.boxHead + m_plan.tilesHeight + (m_plan.boxHead > 0 ? m_plan.inset : 2 * m_plan.inset);
        for (int i = 0; i < count; ++i) {
            // The last pixels go to the first columns, so that the edges of all rows agree.
            const int at = i % per, room = column - m_gap * (per - 1);
            const int left = room * at / per, right = room * (at + 1) / per;
            m_plan.boxes.emplace_back(x + left + m_gap * at, y + (i / per) * (height + m_gap), right - left,
                                      height);
        }
        const int rows = (count + per - 1) / per;
        return rows == 0 ? 0 : rows * (height + m_gap) - m_gap;
    }

    /// Beside each other where they fit, the last (what waits) as narrow as it can be; else one below the
    /// other.
    void placeRegions() {
        const std::size_t n = m_shape.regions.size();
        if (n == 0) return;
        std::vector<std::int64_t> sums(n, 0);
        std::int64_t all = 0;
        for (std::size_t i = 0; i < n; ++i) {
            for (const std::int64_t size : m_shape.regions[i])
                sums[i] += std::max<std::int64_t>(size, 1);
            all += sums[i];
        }
        const int room = m_inner - between * int(n - 1);
        const bool beside = n > 1 && room >= besides && room >= int(n) * leastWaiting;
        if (!beside) {
            for (std::size_t i = 0; i < n; ++i)
                m_y += placeRegion(i, margin, m_inner) + between;
            return;
        }
        // By their share, but each at least so wide that its title can be read.
        int left = room, x = margin, tallest = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const int others = int(n - 1 - i) * leastWaiting;
            const int share = all == 0 ? left : int(double(room) * double(sums[i]) / double(all));
            const int w = i + 1 == n ? left : std::clamp(share, leastWaiting, left - others);
            tallest = std::max(tallest, placeRegion(i, x, w));
            left -= w;
            x += w + between;
        }
        for (QRect& region : m_plan.regions)
            region.setHeight(tallest);
        m_y += tallest + between;
    }

    int placeRegion(std::size_t i, int x, int width) {
        const bool cells = m_plan.detail == MapDetail::cells;
        const QSize cell(std::max(6, scaled(76, m_zoom)), std::max(6, scaled(38, std::min(m_zoom, 150))));
        const int pad = 8, head = 24;
        Flow flow = flowTiles(m_shape.regions[i], width - 2 * pad - 2, cell);
        for (QRect& tile : flow.tiles)
            tile.translate(x + 1 + pad, m_y + 1 + head);
        const int height = 2 + head + flow.height + (cells ? 4 : pad);
        m_plan.regions.emplace_back(x, m_y, width, height);
        m_plan.regionTiles.push_back(std::move(flow.tiles));
        return height;
    }

    const MapShape& m_shape;
    int m_zoom, m_inner = 0, m_gap = 8, m_y = 0;
    MapPlan m_plan;
};

} // namespace

QRect MapPlan::headOf(std::size_t group) const {
    QRect head = groups[group];
    head.setHeight(groupHead);
    return head;
}

QRect MapPlan::roomOf(std::size_t box) const {
    const QRect inner = boxes[box].adjusted(1, 1, -1, -1);
    const int top = boxHead > 0 ? boxHead : inset;
    return {inner.left() + inset, inner.top() + top, inner.width() - 2 * inset, tilesHeight};
}

const std::vector<int>& mapZooms() {
    static const std::vector<int> zooms{4, 6, 10, 20, 33, 50, 75, 100, 150, 200, 300};
    return zooms;
}

int fittingZoom(const MapShape& shape, const QSize& view) {
    constexpr int namesPages = 3, pages = 2; // names are worth some scrolling
    const std::vector<int>& zooms = mapZooms();
    for (auto zoom = zooms.rbegin(); zoom != zooms.rend(); ++zoom) {
        if (*zoom > 100) continue;
        const MapPlan plan = planMap(shape, view.width(), *zoom);
        const bool names = plan.detail == MapDetail::full;
        if (plan.height <= view.height() * (names ? namesPages : pages)) return *zoom;
    }
    return zooms.front();
}

MapPlan planMap(const MapShape& shape, int width, int zoom) {
    return Planner(shape, width, zoom).plan();
}

} // namespace pilothouse::ui
