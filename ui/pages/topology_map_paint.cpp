// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// TopologyMap: its painting. Rounded shapes and text only where they can be seen; plain rectangles below
// that, for thousands of them must fit into one frame.
#include "ui/models/instance_names.h"
#include "ui/pages/instance_facts.h"
#include "ui/pages/topology_map.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style_paint.h"
#include "ui/widgets/status_shape.h"
#include "ui/words/quantities.h"
#include "ui/words/sentence.h"

#include <QPainter>
#include <QScrollBar>

namespace pilothouse::ui {

struct TopologyMap::Brush {
    QFont small = uiFont(11), detail = uiFont(12), strong = uiFont(13, Weight::strong), mono = monoFont(12),
          smallMono = monoFont(11);
    QFontMetrics smallMetrics{small}, detailMetrics{detail}, strongMetrics{strong}, monoMetrics{mono};
    int scrolled = 0;
    bool focus = false;
    MapSpot cursor;
};

namespace {

constexpr qreal dimmed = 0.4;

int percent(std::int64_t used, std::int64_t capacity) {
    return capacity > 0 ? int(100 * used / capacity) : 0;
}

QPen broken(const QColor& colour) {
    QPen pen(colour, 1);
    pen.setDashPattern({3, 2});
    return pen;
}

/// Nothing is placed there: a ground of slanting lines.
void hatch(QPainter& p, const QRect& rect) {
    p.save();
    p.setClipRect(rect, Qt::IntersectClip);
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(tokens().line2, 1.5));
    for (int x = rect.left() - rect.height() - rect.left() % 8; x < rect.right(); x += 11)
        p.drawLine(x, rect.bottom() + 1, x + rect.height() + 1, rect.top());
    p.restore();
}

void bar(QPainter& p, const QRect& rect, int share) {
    const Tokens& t = tokens();
    paint::box(p, rect, t.sunken, t.line2, 2);
    const QRect inner = rect.adjusted(1, 1, -1, -1);
    p.fillRect(QRect(inner.left(), inner.top(), inner.width() * std::min(share, 100) / 100, inner.height()),
               t.text3);
}

/// Returns how wide it was.
int write(QPainter& p, const QFont& font, const QFontMetrics& metrics, const QColor& colour, int x,
          int middle, int room, const QString& text, bool right = false) {
    if (room <= 0 || text.isEmpty()) return 0;
    QString shown = text;
    int width = metrics.horizontalAdvance(text);
    if (width > room) {
        shown = metrics.elidedText(text, Qt::ElideRight, room);
        width = metrics.horizontalAdvance(shown);
    }
    p.setFont(font);
    p.setPen(colour);
    p.drawText(QPoint(right ? x - width : x, middle + (metrics.ascent() - metrics.descent() + 1) / 2), shown);
    return width;
}

} // namespace

void TopologyMap::paintMap(QPainter& p, const QRect& dirty) {
    p.fillRect(dirty, tokens().page);
    Brush brush;
    brush.scrolled = scrolled();
    brush.focus = hasFocus();
    brush.cursor = cursor();
    const QRect seen = dirty.translated(0, brush.scrolled);
    p.save();
    p.translate(0, -brush.scrolled);
    for (std::size_t group = 0; group < m_plan.groups.size(); ++group) {
        if (!m_plan.groups[group].intersects(seen)) continue;
        const auto [first, last] = boxesBetween(group, seen.top(), seen.bottom());
        for (int box = first; box < last; ++box)
            paintBox(p, brush, box);
    }
    for (std::size_t region = 0; region < m_plan.regions.size(); ++region)
        if (m_plan.regions[region].intersects(seen)) paintRegion(p, brush, region, seen);
    p.restore();
    for (std::size_t group = 0; group < m_plan.groups.size(); ++group)
        if (headAt(group).intersects(dirty)) paintGroup(p, brush, group);
}

void TopologyMap::paintBox(QPainter& p, const Brush& brush, int box) {
    const Tokens& t = tokens();
    const QRect& rect = m_plan.boxes[std::size_t(box)];
    const int instance = m_boxes[std::size_t(box)];
    const MapInstance& row = m_topology.instances()[std::size_t(instance)];
    const bool current = brush.cursor.instance == instance;
    const bool hovered = m_hover.instance == instance;
    if (m_plan.detail == MapDetail::cells) {
        paintCell(p, rect, instance);
    } else {
        const QColor edge = hovered ? t.text3 : t.line2;
        if (m_plan.detail == MapDetail::tiles) {
            p.fillRect(rect, edge);
            p.fillRect(rect.adjusted(1, 1, -1, -1), t.panel);
        } else {
            paint::box(p, rect, t.panel, edge, 6);
            paintHead(p, brush, QRect(rect.left() + 1, rect.top() + 1, rect.width() - 2, m_plan.boxHead),
                      instance);
        }
        const QRect room = m_plan.roomOf(std::size_t(box));
        p.fillRect(room, t.sunken);
        if (!row.takesTasks()) hatch(p, room);
        paintTiles(p, brush, box);
    }
    if (!current) return;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(t.you, 2));
    p.setBrush(Qt::NoBrush);
    const qreal radius = m_plan.detail == MapDetail::cells ? 1 : 6;
    p.drawRoundedRect(QRectF(rect), radius, radius);
    if (brush.focus) {
        p.setPen(QPen(t.youLine, 2));
        p.drawRoundedRect(QRectF(rect).adjusted(-2, -2, 2, 2), radius + 2, radius + 2);
    }
    p.restore();
}

/// Its shape and name; how it is; at the right what is free, or what it lacks for what somebody asks about.
void TopologyMap::paintHead(QPainter& p, const Brush& brush, const QRect& rect, int instance) {
    const Tokens& t = tokens();
    const MapInstance& row = m_topology.instances()[std::size_t(instance)];
    const bool full = m_plan.detail == MapDetail::full;
    const int pad = full ? 7 : 4, middle = rect.top() + rect.height() / 2, size = full ? 10 : 8;
    if (row.dim) p.setOpacity(dimmed);
    paintShape(p, QRectF(rect.left() + pad, middle - size / 2, size, size),
               m_stale ? ui::Shape::unknown : instanceShape(*row.row));
    int x = rect.left() + pad + size + (full ? 6 : 4);
    int right = rect.right() - pad + 1;
    const auto note = [&](const QString& text, const QColor& colour) {
        right -=
            write(p, brush.small, brush.smallMetrics, colour, right, middle, right - x - 60, text, true) + 8;
    };
    if (full) {
        const bool cpu = m_topology.sizeBy() == Topology::SizeBy::cpu;
        if (!m_fits.empty())
            note(m_fits[std::size_t(instance)].text, colourOf(m_fits[std::size_t(instance)].tone));
        else if (cpu)
            note(sayPlain("map.free.cpu", {{"free", Arg::number(row.row->cpuFree)}}), t.text3);
        else
            note(sayPlain("map.free.memory", {{"free", Arg::plain(memoryText(row.row->memoryFree))}}),
                 t.text3);
    } else if (!m_fits.empty()) {
        const FitNote& fit = m_fits[std::size_t(instance)];
        paintShape(p, QRectF(right - 8, middle - 4, 8, 8),
                   fit.takes ? ui::Shape::healthy : ui::Shape::atRisk);
        right -= 12;
    }
    x += write(p, full ? brush.mono : brush.smallMono, brush.monoMetrics, m_stale ? t.text3 : t.text, x,
               middle, right - x, shortInstance(row.name)) +
         6;
    if (full)
        write(p, brush.small, brush.smallMetrics, t.text3, x, middle, right - x,
              row.row->status == "DRAINING" ? sayPlain("map.draining")
              : !row.row->connected         ? sayPlain("map.disconnected")
                                            : row.type);
    p.setOpacity(1);
}

/// An instance without room for words: how full it is, in the hue of its worst task.
void TopologyMap::paintCell(QPainter& p, const QRect& rect, int instance) {
    const Tokens& t = tokens();
    const MapInstance& row = m_topology.instances()[std::size_t(instance)];
    const bool off = !m_fits.empty() && !m_fits[std::size_t(instance)].takes;
    if (row.dim || off) p.setOpacity(dimmed);
    const bool cpu = m_topology.sizeBy() == Topology::SizeBy::cpu;
    const int capacity = cpu ? row.row->cpu : row.row->memory,
              free = cpu ? row.row->cpuFree : row.row->memoryFree;
    const bool trouble = row.worst == MapLook::unhealthy || !row.row->connected;
    QColor fill = t.okFill;
    if (m_stale || !row.row->connected)
        fill = t.idleFill;
    else if (row.worst == MapLook::unhealthy)
        fill = t.badFill;
    else if (row.worst == MapLook::starting)
        fill = t.changeFill;
    else if (m_colour != MapColour::health || row.tasks == 0 || !row.takesTasks())
        fill = t.idleFill;
    p.fillRect(rect, trouble ? t.badFill : m_hover.instance == instance ? t.text3 : t.line2);
    const QRect inner = rect.adjusted(1, 1, -1, -1);
    p.fillRect(inner, row.takesTasks() ? t.sunken : t.idleLine);
    p.fillRect(QRect(inner.topLeft(),
                     QSize(inner.width() * percent(capacity - free, capacity) / 100, inner.height())),
               fill);
    p.setOpacity(1);
}

void TopologyMap::paintTiles(QPainter& p, const Brush& brush, int box) {
    const BoxTiles& tiles = tilesOf(box);
    const QPoint corner = m_plan.roomOf(std::size_t(box)).topLeft();
    for (std::size_t i = 0; i < tiles.tasks.size(); ++i)
        paintTile(p, brush, tiles.rects[i].translated(corner), tiles.tasks[i]);
}

void TopologyMap::paintTile(QPainter& p, const Brush& brush, const QRect& rect, int index) {
    const Tokens& t = tokens();
    const MapTask& task = m_topology.tasks()[std::size_t(index)];
    const QRect r = rect.width() > 3 && rect.height() > 3 ? rect.adjusted(1, 1, -1, -1) : rect;
    const bool hot = m_topology.isFiltered() && !task.dim;
    TileStyle style = tileStyle(m_topology, task, m_colour, m_now, hot);
    if (m_stale)
        style = {style.fill.isValid() ? t.idleBg : QColor(), t.idleLine, t.text3, t.text3, style.broken};
    if (brush.cursor.task != index && m_hover.task == index) style.edge = t.text3;
    if (task.dim) p.setOpacity(dimmed);
    if (r.width() < 14 || r.height() < 10) {
        p.fillRect(r, style.edge);
        if (r.width() > 2 && r.height() > 2)
            p.fillRect(r.adjusted(1, 1, -1, -1), style.fill.isValid() ? style.fill : t.panel);
    } else {
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(style.broken ? broken(style.edge) : QPen(style.edge, 1));
        p.setBrush(style.fill.isValid() ? QBrush(style.fill) : QBrush(Qt::NoBrush));
        p.drawRoundedRect(QRectF(r).adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5);
        p.setRenderHint(QPainter::Antialiasing, false);
        if (r.height() >= 14) paintLabels(p, brush, r, index, style);
    }
    p.setOpacity(1);
    if (brush.cursor.task != index) return;
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(t.you, 2));
    p.drawRoundedRect(QRectF(r), 3.5, 3.5);
    if (brush.focus) {
        p.setPen(QPen(t.youLine, 2));
        p.drawRoundedRect(QRectF(r).adjusted(-2, -2, 2, 2), 5, 5);
    }
    p.restore();
}

/// Its name if that fits, or six signs of it and an ellipsis; below it, from 32 px on, its revision and size.
void TopologyMap::paintLabels(QPainter& p, const Brush& brush, const QRect& r, int index,
                              const TileStyle& style) {
    const MapTask& task = m_topology.tasks()[std::size_t(index)];
    const QString& name = m_topology.nameOf(task).text;
    const QFontMetrics& metrics = brush.smallMetrics;
    int room = r.width() - 10;
    const int sign = metrics.averageCharWidth();
    if (room < 3 * sign) return;
    const bool alarm = task.look == MapLook::unhealthy && m_colour != MapColour::health;
    if (alarm && room > 30) {
        paintShape(p, QRectF(r.right() - 12, r.top() + 4, 9, 9), ui::Shape::trouble);
        room -= 12;
    }
    const int wide = metrics.horizontalAdvance(name);
    if (wide > room && room < 7 * sign) return;
    const bool tall = r.height() >= 28;
    const int middle = tall ? r.top() + 10 : r.top() + r.height() / 2;
    write(p, brush.small, metrics, style.text, r.left() + 6, middle, room, name);
    if (r.height() < 32 || r.width() < 40) return;
    const bool cpu = m_topology.sizeBy() == Topology::SizeBy::cpu;
    const QString size =
        cpu ? sayPlain("map.cpu", {{"cpu", Arg::number(task.cpu)}}) : memoryText(task.memory);
    const QString revision = task.revision > 0 ? QString::number(task.revision) : QString();
    QString sub = revision.isEmpty() ? size : revision + QStringLiteral(", ") + size;
    if (metrics.horizontalAdvance(sub) > room) sub = size;
    if (metrics.horizontalAdvance(sub) > room) sub = revision;
    write(p, brush.small, metrics, style.sub, r.left() + 6, r.top() + 24, room, sub);
}

/// A zone's name and how much of it is reserved; where its boxes have no words, drawn as well.
void TopologyMap::paintGroup(QPainter& p, const Brush& brush, std::size_t group) {
    const Tokens& t = tokens();
    const MapGroup& row = m_topology.groups()[group];
    const QRect head = headAt(group);
    p.fillRect(head.adjusted(-2, 0, 2, 0), t.page);
    const int middle = head.top() + 12;
    const int cpu = percent(row.cpu - row.cpuFree, row.cpu),
              memory = percent(row.memory - row.memoryFree, row.memory);
    const bool bars = m_plan.groupHead > 24;
    const QString name = row.name.isEmpty() ? sayPlain("map.group.unknown")
                         : m_topology.groupBy() == Topology::GroupBy::zone
                             ? sayPlain("map.zone", {{"zone", Arg::plain(row.name)}})
                             : row.name;
    const int count = int(row.instances.size());
    int x = head.left(), right = head.right() + 1;
    const auto capacity = [&](const QString& text) {
        right -=
            write(p, brush.detail, brush.detailMetrics, t.text2, right, middle, right - x, text, true) + 8;
    };
    if (!bars && row.memory + row.cpu > 0) {
        capacity(sayPlain("map.memory", {{"percent", Arg::number(memory)}}));
        capacity(sayPlain("map.cpuShare", {{"percent", Arg::number(cpu)}}));
    }
    x += write(p, brush.strong, brush.strongMetrics, m_stale ? t.text3 : t.text, x, middle, right - x, name) +
         8;
    const QString instances = sayPlain("map.instances", {{"count", Arg::number(count)}});
    if (brush.detailMetrics.horizontalAdvance(instances) <= right - x)
        write(p, brush.detail, brush.detailMetrics, t.text3, x, middle, right - x, instances);
    if (!bars) return;
    const int half = (head.width() - 12) / 2, y = head.top() + 30;
    const auto gauge = [&](int left, const QString& text, int share) {
        const int used = write(p, brush.small, brush.smallMetrics, t.text2, left, y, half, text) + 6;
        bar(p, QRect(left + used, y - 4, std::max(8, half - used), 8), share);
    };
    gauge(head.left(), sayPlain("map.cpuShare", {{"percent", Arg::number(cpu)}}), cpu);
    gauge(head.left() + half + 12, sayPlain("map.memory", {{"percent", Arg::number(memory)}}), memory);
}

void TopologyMap::paintRegion(QPainter& p, const Brush& brush, std::size_t region, const QRect& seen) {
    const Tokens& t = tokens();
    const QRect& rect = m_plan.regions[region];
    const MapRegion kind = m_regions[region];
    const auto& tasks = m_regionTasks[region];
    paint::box(p, rect, t.panel, t.line2, 6);
    int missing = 0;
    for (const int task : tasks)
        missing += m_topology.tasks()[std::size_t(task)].look == MapLook::missing;
    const int middle = rect.top() + 13, there = int(tasks.size()) - missing;
    int x = rect.left() + 8;
    const int right = rect.right() - 8;
    if (kind == MapRegion::fargate) {
        paintIcon(p, QRectF(x, middle - 7, 14, 14), QStringLiteral("cloud"), t.text3);
        x += 20;
    } else {
        paintShape(p, QRectF(x, middle - 5, 10, 10),
                   kind == MapRegion::waiting ? ui::Shape::atRisk : ui::Shape::unknown);
        x += 16;
    }
    static constexpr std::string_view titles[] = {"map.region.fargate", "map.region.elsewhere",
                                                  "map.region.waiting"};
    x += write(p, brush.strong, brush.strongMetrics, t.text, x, middle, right - x,
               sayPlain(titles[int(kind)])) +
         8;
    const Args counts{{"count", Arg::number(there)}, {"missing", Arg::number(missing)}};
    const QString words = kind == MapRegion::fargate
                              ? sayPlain(missing ? "map.fargate.missing" : "map.fargate", counts)
                          : kind == MapRegion::waiting ? sayPlain(missing == 0 ? "map.waits"
                                                                  : there == 0 ? "map.lacks"
                                                                               : "map.waitsLacks",
                                                                  counts)
                                                       : sayPlain("map.tasks", counts);
    write(p, brush.detail, brush.detailMetrics, t.text3, x, middle, right - x, words);
    const auto& tiles = m_plan.regionTiles[region];
    // Rows from the top; a pair of small ones is out of order by less than a cell.
    const int slack = tiles.empty() ? 0 : 2 * tiles.front().height();
    auto at = std::partition_point(tiles.begin(), tiles.end(),
                                   [&](const QRect& tile) { return tile.bottom() < seen.top() - slack; });
    for (; at != tiles.end() && at->top() <= seen.bottom() + slack; ++at)
        paintTile(p, brush, *at, tasks[std::size_t(at - tiles.begin())]);
}

} // namespace pilothouse::ui
