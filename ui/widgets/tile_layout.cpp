// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tile_layout.h"

#include <algorithm>
#include <cmath>

namespace pilothouse::ui {

namespace {

/// `sums` has what stands before each item: the sum of items [a, b) is sums[b] - sums[a].
class Splitter {
public:
    explicit Splitter(std::span<const std::int64_t> sizes) : m_sums(sizes.size() + 1), m_rects(sizes.size()) {
        for (std::size_t i = 0; i < sizes.size(); ++i)
            m_sums[i + 1] = m_sums[i] + std::max<std::int64_t>(sizes[i], 1);
    }

    std::vector<QRect> into(const QRect& room) {
        if (!m_rects.empty()) split(0, m_rects.size(), room);
        return std::move(m_rects);
    }

private:
    void split(std::size_t from, std::size_t to, const QRect& room) {
        if (to - from == 1) {
            m_rects[from] = room;
            return;
        }
        const std::size_t cut = nearestCut(from, to);
        const double share = double(m_sums[cut] - m_sums[from]) / double(m_sums[to] - m_sums[from]);
        QRect a = room, b = room;
        if (room.width() >= room.height() * 1.5) {
            a.setWidth(part(room.width(), share));
            b.setLeft(room.left() + a.width());
        } else {
            a.setHeight(part(room.height(), share));
            b.setTop(room.top() + a.height());
        }
        split(from, cut, a);
        split(cut, to, b);
    }

    /// A pixel for each half as long as there are two.
    static int part(int length, double share) {
        const int exact = int(std::lround(length * share));
        return length < 2 ? exact : std::clamp(exact, 1, length - 1);
    }

    /// The first cut at which what stands before it and what stands after it differ least.
    std::size_t nearestCut(std::size_t from, std::size_t to) const {
        const auto difference = [&](std::size_t cut) {
            return std::abs((m_sums[to] - m_sums[cut]) - (m_sums[cut] - m_sums[from]));
        };
        const std::int64_t middle = (m_sums[from] + m_sums[to]) / 2;
        const auto begin = m_sums.begin() + std::ptrdiff_t(from) + 1,
                   end = m_sums.begin() + std::ptrdiff_t(to);
        auto at = std::size_t(std::lower_bound(begin, end, middle) - m_sums.begin());
        at = std::clamp(at, from + 1, to - 1);
        if (at > from + 1 && difference(at - 1) <= difference(at)) --at;
        if (at + 1 < to && difference(at + 1) < difference(at)) ++at;
        return at;
    }

    std::vector<std::int64_t> m_sums;
    std::vector<QRect> m_rects;
};

std::int64_t middleOf(std::span<const std::int64_t> sizes) {
    std::vector<std::int64_t> sorted(sizes.begin(), sizes.end());
    const auto middle = sorted.begin() + std::ptrdiff_t(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return std::max<std::int64_t>(*middle, 1);
}

} // namespace

std::vector<QRect> splitTiles(std::span<const std::int64_t> sizes, const QRect& room) {
    return Splitter(sizes).into(room);
}

int filledWidth(int width, std::int64_t used, std::int64_t capacity) {
    if (used <= 0 || width <= 0) return 0;
    if (capacity <= 0 || used >= capacity) return width;
    return std::max(1, int(std::lround(double(width) * double(used) / double(capacity))));
}

Flow flowTiles(std::span<const std::int64_t> sizes, int width, const QSize& cell) {
    Flow flow;
    if (sizes.empty()) return flow;
    const std::int64_t middle = middleOf(sizes);
    const int most = std::max(width, 1), half = cell.height() / 2;
    int x = 0, y = 0;
    bool paired = false; // the tile before is the upper one of a pair
    for (const std::int64_t size : sizes) {
        const bool small = size * 2 <= middle;
        if (small && paired) {
            const QRect& above = flow.tiles.back();
            flow.tiles.emplace_back(above.left(), above.bottom() + 1, above.width(), cell.height() - half);
            paired = false;
            continue;
        }
        const double cells = small ? 1 : std::clamp(double(size) / double(middle), 0.5, 6.0);
        const int w = std::min(most, int(std::lround(cell.width() * cells)));
        if (x > 0 && x + w > most) {
            x = 0;
            y += cell.height();
        }
        flow.tiles.emplace_back(x, y, w, small ? half : cell.height());
        x += w;
        paired = small;
    }
    flow.height = y + cell.height();
    return flow;
}

} // namespace pilothouse::ui
