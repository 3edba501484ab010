// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/panel.h"

class QScrollArea;
class QToolButton;

namespace pilothouse::ui {

class ActRunner;
class MapLegend;
class Topology;
class TopologyFit;
class TopologyThing;

/// Beside the map, 262 wide: the question "where would it fit" while one is asked, what the keyboard is on,
/// and the legend at the foot. In a narrow window it is a drawer over the map's right edge.
class TopologyInspector : public Surface {
    Q_OBJECT
public:
    TopologyInspector(const Topology& topology, ActRunner& runner, QWidget* parent = nullptr);

    TopologyFit* fit() const { return m_fit; }
    TopologyThing* thing() const { return m_thing; }
    MapLegend* legend() const { return m_legend; }
    void setDrawer(bool drawer); ///< with a button that closes it
    void rename();

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QScrollArea* m_scroll;
    QToolButton* m_close;
    QWidget* m_closeRow;
    TopologyFit* m_fit;
    TopologyThing* m_thing;
    MapLegend* m_legend;
};

} // namespace pilothouse::ui
