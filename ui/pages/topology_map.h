// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/topology_colour.h"
#include "ui/theme/tone.h"
#include "ui/widgets/map_plan.h"

#include <QAbstractScrollArea>
#include <optional>

namespace pilothouse::ui {

/// What an instance says of the task that somebody wants to place: "768 MiB short", "room for 3".
struct FitNote {
    QString text;
    Tone tone = Tone::text3;
    bool takes = false;
};

/// A task, an instance's head, or nothing: what the keyboard or the pointer is on.
struct MapSpot {
    int task = -1, instance = -1;
    bool isNothing() const { return task < 0 && instance < 0; }
    bool operator==(const MapSpot&) const = default;
};

/// The map of a cluster: one painted canvas. Boxes are instances, filled from the left by their tasks, so
/// that a box is its own gauge. Painted where it can be seen; tiles are laid out for boxes when they are
/// first seen and kept until something changes. Cursor and scroll hold to what they stand on.
class TopologyMap : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// `topology` is another's; refresh() after each change of it.
    explicit TopologyMap(const Topology& topology, QWidget* parent = nullptr);

    void refresh();
    void setColour(MapColour colour);
    MapColour colour() const { return m_colour; }
    void setNow(Millis now) { m_now = now; }
    void setStale(bool stale);
    /// One an instance, or none at all.
    void setFits(std::vector<FitNote> fits);

    int zoom() const { return m_zoom; }
    void stepZoom(int steps);
    void fitZoom(); ///< as it began: names if a few pages hold them, else the whole

    MapSpot cursor() const;
    void setCursor(const std::string& key); ///< ARN of a task or instance; "": none
    const std::string& cursorKey() const { return m_cursor; }
    /// Where something is painted now, in the viewport; nothing if it is not laid out at this zoom.
    QRect rectOf(const MapSpot& spot) const;
    MapSpot spotAt(const QPoint& point) const;
    const MapPlan& plan() const { return m_plan; }
    /// Paints what a viewport of that size shows.
    void paintMap(QPainter& painter, const QRect& dirty);

signals:
    void cursorChanged();
    void opened(const QString& path);
    void peeked();
    void zoomChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct BoxTiles {
        std::vector<int> tasks;
        std::vector<QRect> rects; ///< from the room's corner
    };
    struct Anchor {
        std::string arn; ///< an instance
        double inside = 0;
        int y = 0; ///< in the viewport
    };
    struct Brush; ///< fonts and metrics of one painting
    struct Node {
        MapSpot spot;
        QRect rect; ///< on the plan
    };

    // topology_map.cpp
    void makePlan();
    void replan(const std::optional<Anchor>& anchor);
    std::optional<Anchor> anchorAt(int y) const;
    void setZoom(int zoom, int y);
    int scrolled() const;
    const BoxTiles& tilesOf(int box) const;
    QRect headAt(std::size_t group) const; ///< in the viewport, where it sticks
    std::pair<int, int> boxesBetween(std::size_t group, int top, int bottom) const;
    void describe();

    // topology_map_keys.cpp
    std::vector<Node> nodesBetween(int top, int bottom) const;
    QRect planRectOf(const MapSpot& spot) const;
    void moveTo(const MapSpot& spot);
    void move(int dx, int dy);
    void jump(int y);
    void openSpot(const MapSpot& spot);

    // topology_map_paint.cpp
    void paintBox(QPainter& p, const Brush& brush, int box);
    void paintHead(QPainter& p, const Brush& brush, const QRect& rect, int instance);
    void paintCell(QPainter& p, const QRect& rect, int instance);
    void paintTiles(QPainter& p, const Brush& brush, int box);
    void paintTile(QPainter& p, const Brush& brush, const QRect& rect, int task);
    void paintLabels(QPainter& p, const Brush& brush, const QRect& rect, int task, const TileStyle& style);
    void paintGroup(QPainter& p, const Brush& brush, std::size_t group);
    void paintRegion(QPainter& p, const Brush& brush, std::size_t region, const QRect& dirty);

    const Topology& m_topology;
    MapColour m_colour = MapColour::health;
    Millis m_now = 0;
    bool m_stale = false, m_zoomed = false; ///< by hand
    int m_zoom = 100;
    MapPlan m_plan;
    std::vector<int> m_boxes, m_boxOf;          ///< the instance of a box, the box of an instance
    std::vector<std::size_t> m_firstBox;        ///< of each group, and the end
    console::Rows<console::Instance> m_boxRows; ///< as they were when the plan was made
    std::vector<MapRegion> m_regions;           ///< those that have something
    std::vector<std::vector<int>> m_regionTasks;
    mutable std::vector<BoxTiles> m_tiles; ///< by box
    mutable std::vector<char> m_laid;
    std::vector<FitNote> m_fits;
    std::string m_cursor;
    MapSpot m_hover;
};

/// What a tip says of it, one thing a line; the same is told to screen readers.
QString mapWords(const Topology& topology, const MapSpot& spot, Millis now);
/// The whole map in a few sentences.
QString mapSummary(const Topology& topology);

} // namespace pilothouse::ui
