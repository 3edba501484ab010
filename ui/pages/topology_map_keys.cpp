// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// TopologyMap: what the keyboard is on, and where it goes from there.
#include "ui/models/instance_names.h"
#include "ui/pages/topology_map.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QScrollBar>
#include <cmath>
#include <limits>

namespace pilothouse::ui {

namespace {

/// How far two stretches are apart, 0 if they meet.
int apart(int a1, int a2, int b1, int b2) {
    return std::max({0, b1 - a2, a1 - b2});
}

/// How near `to` is to `from` in one direction; nothing if it does not lie there.
std::optional<double> distance(const QRect& from, const QRect& to, int dx, int dy) {
    const int ahead = dx > 0   ? to.left() - from.right()
                      : dx < 0 ? from.left() - to.right()
                      : dy > 0 ? to.top() - from.bottom()
                               : from.top() - to.bottom();
    if (ahead <= 0) return std::nullopt;
    const int aside = dx != 0 ? apart(from.top(), from.bottom(), to.top(), to.bottom())
                              : apart(from.left(), from.right(), to.left(), to.right());
    // Of those straight ahead the one that begins where this one does.
    const int skew = dx != 0 ? std::abs(from.top() - to.top()) : std::abs(from.left() - to.left());
    return ahead + 4.0 * aside + 0.05 * skew;
}

} // namespace

MapSpot TopologyMap::cursor() const {
    if (m_cursor.empty()) return {};
    if (const int instance = m_topology.instanceOf(m_cursor); instance >= 0) return {-1, instance};
    return {m_topology.taskOf(m_cursor), -1};
}

void TopologyMap::setCursor(const std::string& key) {
    m_cursor = key;
    const QRect rect = planRectOf(cursor());
    if (!rect.isEmpty()) {
        // Not below the heads that stick to the top.
        const int top = scrolled() + m_plan.groupHead + 4, bottom = scrolled() + viewport()->height() - 8;
        if (rect.top() < top)
            verticalScrollBar()->setValue(rect.top() - m_plan.groupHead - 4);
        else if (rect.bottom() > bottom)
            verticalScrollBar()->setValue(rect.bottom() - viewport()->height() + 8);
    }
    viewport()->update();
    describe();
    emit cursorChanged();
}

void TopologyMap::moveTo(const MapSpot& spot) {
    setCursor(spot.instance >= 0 ? m_topology.instances()[std::size_t(spot.instance)].row->arn
              : spot.task >= 0   ? m_topology.keyOf(spot.task)
                                 : std::string());
}

/// What screen readers hear: the whole map, and what the keyboard is on.
void TopologyMap::describe() {
    setAccessibleName(mapSummary(m_topology));
    const MapSpot spot = cursor();
    const QString words = spot.isNothing() ? QString() : mapWords(m_topology, spot, m_now);
    if (words == accessibleDescription()) return;
    setAccessibleDescription(words);
    if (QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&event);
    }
}

/// Heads and tiles as the keyboard steps over them. Where boxes have no head the box itself stands for it.
std::vector<TopologyMap::Node> TopologyMap::nodesBetween(int top, int bottom) const {
    std::vector<Node> nodes;
    for (std::size_t group = 0; group < m_plan.groups.size(); ++group) {
        const auto [first, last] = boxesBetween(group, top, bottom);
        for (int box = first; box < last; ++box) {
            QRect head = m_plan.boxes[std::size_t(box)];
            const bool tiles = m_plan.detail != MapDetail::cells;
            if (m_plan.boxHead > 0) head.setHeight(m_plan.boxHead);
            const QPoint corner = m_plan.roomOf(std::size_t(box)).topLeft();
            if (m_plan.boxHead > 0 || !tiles || tilesOf(box).tasks.empty())
                nodes.push_back({{-1, m_boxes[std::size_t(box)]}, head});
            if (!tiles) continue;
            const BoxTiles& laid = tilesOf(box);
            for (std::size_t i = 0; i < laid.tasks.size(); ++i)
                nodes.push_back({{laid.tasks[i], -1}, laid.rects[i].translated(corner)});
        }
    }
    for (std::size_t region = 0; region < m_regionTasks.size(); ++region)
        for (std::size_t i = 0; i < m_regionTasks[region].size(); ++i) {
            const QRect& tile = m_plan.regionTiles[region][i];
            if (tile.bottom() >= top && tile.top() <= bottom)
                nodes.push_back({{m_regionTasks[region][i], -1}, tile});
        }
    return nodes;
}

void TopologyMap::move(int dx, int dy) {
    const MapSpot now = cursor();
    QRect from = planRectOf(now);
    if (from.isEmpty()) return jump(scrolled());
    if (now.instance >= 0 && m_plan.boxHead > 0) from.setHeight(m_plan.boxHead);
    const int reach = std::max(viewport()->height(), 600);
    double best = std::numeric_limits<double>::max();
    std::optional<MapSpot> next;
    for (const Node& node : nodesBetween(from.top() - reach, from.bottom() + reach)) {
        const auto away = distance(from, node.rect, dx, dy);
        if (!away || *away >= best || node.spot == now) continue;
        best = *away;
        next = node.spot;
    }
    if (next) moveTo(*next);
}

/// To the first thing at or below that height of the plan, in the column that the keyboard is in.
void TopologyMap::jump(int y) {
    const int x = planRectOf(cursor()).left();
    double best = std::numeric_limits<double>::max();
    std::optional<MapSpot> next;
    for (const Node& node : nodesBetween(y - viewport()->height(), y + viewport()->height())) {
        const double away = std::hypot(node.rect.left() - x, 4.0 * (node.rect.top() - y));
        if (away >= best) continue;
        best = away;
        next = node.spot;
    }
    if (next) moveTo(*next);
}

void TopologyMap::openSpot(const MapSpot& spot) {
    if (spot.instance >= 0)
        emit opened(QStringLiteral("instance/") +
                    QString::fromStdString(m_topology.instances()[std::size_t(spot.instance)].row->id));
    if (spot.task < 0) return;
    const MapTask& task = m_topology.tasks()[std::size_t(spot.task)];
    if (task.row)
        emit opened(QStringLiteral("task/") + QString::fromStdString(task.row->id));
    else
        emit opened(QStringLiteral("service/") + m_topology.nameOf(task).text); // why it lacks is told there
}

void TopologyMap::keyPressEvent(QKeyEvent* event) {
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (!plain) return event->ignore();
    const int page = std::max(60, viewport()->height() - m_plan.groupHead - 40);
    const QRect now = planRectOf(cursor());
    switch (event->key()) {
    case Qt::Key_Left:
        return move(-1, 0);
    case Qt::Key_Right:
        return move(1, 0);
    case Qt::Key_Up:
    case Qt::Key_K:
        return move(0, -1);
    case Qt::Key_Down:
    case Qt::Key_J:
        return move(0, 1);
    case Qt::Key_PageUp:
        return jump(now.top() - page);
    case Qt::Key_PageDown:
        return jump(now.top() + page);
    case Qt::Key_Home:
        return jump(0);
    case Qt::Key_End:
        return jump(m_plan.height);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return openSpot(cursor());
    case Qt::Key_Space:
        emit peeked();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return stepZoom(1);
    case Qt::Key_Minus:
        return stepZoom(-1);
    case Qt::Key_0:
        return fitZoom();
    default:
        event->ignore(); // a letter is a command of the page
    }
}

void TopologyMap::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    if (cursor().isNothing() && event->reason() != Qt::MouseFocusReason) jump(scrolled());
    viewport()->update();
}

void TopologyMap::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace pilothouse::ui
