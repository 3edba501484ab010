// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/topology.h"

#include <QColor>
#include <QString>

namespace pilothouse::ui {

/// What the colours of the map tell.
enum class MapColour { health, service, revision, age };

struct TileStyle {
    QColor fill, edge, text, sub; ///< no fill: a frame
    bool broken = false;          ///< of what is not there yet
};

/// In the colours of the theme of the moment. `hot`: a filter is set and leaves it in full.
TileStyle tileStyle(const Topology& topology, const MapTask& task, MapColour colour, Millis now, bool hot);

struct LegendRow {
    TileStyle style;
    QString words;
    int count = 0;
};
std::vector<LegendRow> legendOf(const Topology& topology, MapColour colour, Millis now);

} // namespace pilothouse::ui
