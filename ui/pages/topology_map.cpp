// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/topology_map.h"

#include "ui/widgets/tile_layout.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>

namespace pilothouse::ui {

TopologyMap::TopologyMap(const Topology& topology, QWidget* parent)
    : QAbstractScrollArea(parent), m_topology(topology) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    verticalScrollBar()->setSingleStep(40);
}

int TopologyMap::scrolled() const {
    return verticalScrollBar()->value();
}

void TopologyMap::refresh() {
    const auto anchor = anchorAt(0);
    m_hover = {};
    m_boxes.clear();
    m_boxRows.clear();
    m_firstBox.clear();
    m_boxOf.assign(m_topology.instances().size(), 0);
    for (const MapGroup& group : m_topology.groups()) {
        m_firstBox.push_back(m_boxes.size());
        for (const int instance : group.instances) {
            m_boxOf[std::size_t(instance)] = int(m_boxes.size());
            m_boxes.push_back(instance);
            m_boxRows.push_back(m_topology.instances()[std::size_t(instance)].row);
        }
    }
    m_firstBox.push_back(m_boxes.size());
    m_regions.clear();
    m_regionTasks.clear();
    for (const MapRegion region : {MapRegion::fargate, MapRegion::elsewhere, MapRegion::waiting})
        if (auto tasks = m_topology.tasksIn(region); !tasks.empty()) {
            m_regions.push_back(region);
            m_regionTasks.push_back(std::move(tasks));
        }
    if (m_fits.size() != m_topology.instances().size()) m_fits.clear();
    replan(anchor);
    describe();
}

void TopologyMap::replan(const std::optional<Anchor>& anchor) {
    makePlan();
    m_tiles.assign(m_boxes.size(), {});
    m_laid.assign(m_boxes.size(), 0);
    auto* bar = verticalScrollBar();
    bar->setPageStep(viewport()->height());
    bar->setRange(0, std::max(0, m_plan.height - viewport()->height()));
    if (anchor)
        if (const int instance = m_topology.instanceOf(anchor->arn); instance >= 0) {
            const QRect& box = m_plan.boxes[std::size_t(m_boxOf[std::size_t(instance)])];
            bar->setValue(box.top() + int(box.height() * anchor->inside) - anchor->y);
        }
    viewport()->update();
}

void TopologyMap::makePlan() {
    MapShape shape;
    for (const MapGroup& group : m_topology.groups())
        shape.groups.push_back(int(group.instances.size()));
    for (const auto& tasks : m_regionTasks) {
        std::vector<std::int64_t> sizes;
        sizes.reserve(tasks.size());
        for (const int task : tasks)
            sizes.push_back(m_topology.sizeOf(m_topology.tasks()[std::size_t(task)]));
        shape.regions.push_back(std::move(sizes));
    }
    if (const int before = m_zoom; !m_zoomed) {
        m_zoom = fittingZoom(shape, viewport()->size());
        if (m_zoom != before) emit zoomChanged();
    }
    m_plan = planMap(shape, viewport()->width(), m_zoom);
}

/// The first box at or below that height of the viewport, so that a new plan can leave it there.
std::optional<TopologyMap::Anchor> TopologyMap::anchorAt(int y) const {
    const int at = y + scrolled();
    if (at == 0) return std::nullopt; // the top stays the top
    for (std::size_t group = 0; group < m_plan.groups.size(); ++group) {
        const auto [first, last] = boxesBetween(group, at, m_plan.height);
        if (first >= last) continue;
        const QRect& box = m_plan.boxes[std::size_t(first)];
        const double inside = std::clamp(double(at - box.top()) / box.height(), 0.0, 1.0);
        return Anchor{m_boxRows[std::size_t(first)]->arn, inside,
                      box.top() + int(box.height() * inside) - scrolled()};
    }
    return std::nullopt;
}

/// Of one group, those that reach into that stretch of the plan: from, and up to but not including.
std::pair<int, int> TopologyMap::boxesBetween(std::size_t group, int top, int bottom) const {
    const auto begin = m_plan.boxes.begin() + std::ptrdiff_t(m_firstBox[group]);
    const auto end = m_plan.boxes.begin() + std::ptrdiff_t(m_firstBox[group + 1]);
    const auto from = std::partition_point(begin, end, [&](const QRect& box) { return box.bottom() < top; });
    const auto to = std::partition_point(from, end, [&](const QRect& box) { return box.top() <= bottom; });
    return {int(from - m_plan.boxes.begin()), int(to - m_plan.boxes.begin())};
}

const TopologyMap::BoxTiles& TopologyMap::tilesOf(int box) const {
    BoxTiles& made = m_tiles[std::size_t(box)];
    if (m_laid[std::size_t(box)]) return made;
    m_laid[std::size_t(box)] = 1;
    const int instance = m_boxes[std::size_t(box)];
    const console::Instance& row = *m_topology.instances()[std::size_t(instance)].row;
    const bool cpu = m_topology.sizeBy() == Topology::SizeBy::cpu;
    const std::int64_t capacity = cpu ? row.cpu : row.memory;
    made.tasks = m_topology.tasksOf(instance);
    std::vector<std::int64_t> sizes;
    std::int64_t used = 0;
    for (const int task : made.tasks) {
        // What reserves nothing is drawn all the same.
        sizes.push_back(std::max(m_topology.sizeOf(m_topology.tasks()[std::size_t(task)]), capacity / 256));
        used += sizes.back();
    }
    const QSize room = m_plan.roomOf(std::size_t(box)).size();
    made.rects = splitTiles(sizes, QRect(0, 0, filledWidth(room.width(), used, capacity), room.height()));
    return made;
}

/// A group's head stays on screen as long as any of the group is.
QRect TopologyMap::headAt(std::size_t group) const {
    QRect head = m_plan.headOf(group);
    const QRect& whole = m_plan.groups[group];
    head.moveTop(std::min(std::max(whole.top(), scrolled()), whole.bottom() + 1 - head.height()) -
                 scrolled());
    return head;
}

QRect TopologyMap::planRectOf(const MapSpot& spot) const {
    if (spot.instance >= 0) {
        QRect box = m_plan.boxes[std::size_t(m_boxOf[std::size_t(spot.instance)])];
        return box;
    }
    if (spot.task < 0) return {};
    const MapTask& task = m_topology.tasks()[std::size_t(spot.task)];
    if (task.place >= 0) {
        if (m_plan.detail == MapDetail::cells) return {};
        const int box = m_boxOf[std::size_t(task.place)];
        const BoxTiles& tiles = tilesOf(box);
        const auto at = std::find(tiles.tasks.begin(), tiles.tasks.end(), spot.task) - tiles.tasks.begin();
        return at == std::ptrdiff_t(tiles.tasks.size())
                   ? QRect()
                   : tiles.rects[std::size_t(at)].translated(m_plan.roomOf(std::size_t(box)).topLeft());
    }
    for (std::size_t region = 0; region < m_regionTasks.size(); ++region) {
        const auto& tasks = m_regionTasks[region];
        const auto at = std::find(tasks.begin(), tasks.end(), spot.task) - tasks.begin();
        if (at < std::ptrdiff_t(tasks.size())) return m_plan.regionTiles[region][std::size_t(at)];
    }
    return {};
}

QRect TopologyMap::rectOf(const MapSpot& spot) const {
    return planRectOf(spot).translated(0, -scrolled());
}

MapSpot TopologyMap::spotAt(const QPoint& point) const {
    const QPoint at = point + QPoint(0, scrolled());
    for (std::size_t group = 0; group < m_plan.groups.size(); ++group) {
        if (!m_plan.groups[group].contains(at)) continue;
        if (headAt(group).contains(point)) return {};
        const auto [first, last] = boxesBetween(group, at.y(), at.y());
        for (int box = first; box < last; ++box) {
            if (!m_plan.boxes[std::size_t(box)].contains(at)) continue;
            if (m_plan.detail != MapDetail::cells) {
                const QPoint inside = at - m_plan.roomOf(std::size_t(box)).topLeft();
                const BoxTiles& tiles = tilesOf(box);
                for (std::size_t i = 0; i < tiles.rects.size(); ++i)
                    if (tiles.rects[i].contains(inside)) return {tiles.tasks[i], -1};
            }
            return {-1, m_boxes[std::size_t(box)]};
        }
        return {};
    }
    for (std::size_t region = 0; region < m_plan.regions.size(); ++region) {
        if (!m_plan.regions[region].contains(at)) continue;
        for (std::size_t i = 0; i < m_regionTasks[region].size(); ++i)
            if (m_plan.regionTiles[region][i].contains(at)) return {m_regionTasks[region][i], -1};
    }
    return {};
}

void TopologyMap::setZoom(int zoom, int y) {
    if (zoom == m_zoom) return;
    const auto anchor = anchorAt(y);
    m_zoom = zoom;
    replan(anchor);
    emit zoomChanged();
}

void TopologyMap::stepZoom(int steps) {
    const auto& zooms = mapZooms();
    const auto now = std::lower_bound(zooms.begin(), zooms.end(), m_zoom) - zooms.begin();
    const auto next = std::clamp<std::ptrdiff_t>(now + steps, 0, std::ptrdiff_t(zooms.size()) - 1);
    m_zoomed = true;
    // What is looked at stays: what the keyboard is on if it is in sight, else the middle.
    const QRect current = rectOf(cursor());
    const bool seen = !current.isEmpty() && viewport()->rect().intersects(current);
    setZoom(zooms[std::size_t(next)], seen ? current.center().y() : viewport()->height() / 3);
}

void TopologyMap::fitZoom() {
    m_zoomed = false;
    replan(anchorAt(0));
    emit zoomChanged();
}

void TopologyMap::setColour(MapColour colour) {
    m_colour = colour;
    viewport()->update();
}

void TopologyMap::setStale(bool stale) {
    if (m_stale == stale) return;
    m_stale = stale;
    viewport()->update();
}

void TopologyMap::setFits(std::vector<FitNote> fits) {
    m_fits = std::move(fits);
    viewport()->update();
}

void TopologyMap::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    paintMap(painter, event->rect());
}

void TopologyMap::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    replan(anchorAt(0));
}

void TopologyMap::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
    const int delta = event->angleDelta().y();
    if (delta == 0) return;
    const auto& zooms = mapZooms();
    const auto now = std::lower_bound(zooms.begin(), zooms.end(), m_zoom) - zooms.begin();
    const auto next =
        std::clamp<std::ptrdiff_t>(now + (delta > 0 ? 1 : -1), 0, std::ptrdiff_t(zooms.size()) - 1);
    m_zoomed = true;
    setZoom(zooms[std::size_t(next)], int(event->position().y()));
    event->accept();
}

void TopologyMap::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    if (const MapSpot spot = spotAt(event->pos()); !spot.isNothing()) moveTo(spot);
}

void TopologyMap::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton) openSpot(spotAt(event->pos()));
}

void TopologyMap::mouseMoveEvent(QMouseEvent* event) {
    const MapSpot spot = spotAt(event->pos());
    if (spot == m_hover) return;
    for (const MapSpot& old : {m_hover, spot})
        viewport()->update(rectOf(old).adjusted(-2, -2, 2, 2));
    m_hover = spot;
}

bool TopologyMap::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const MapSpot spot = spotAt(help->pos());
        if (spot.isNothing())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), mapWords(m_topology, spot, m_now), viewport(),
                               rectOf(spot));
        return true;
    }
    if (event->type() == QEvent::Leave && !m_hover.isNothing()) {
        m_hover = {};
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace pilothouse::ui
