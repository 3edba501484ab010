// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/search.h"

namespace pilothouse::ui {

/// Something an act can be about.
struct Candidate {
    std::string arn;
    QString name, detail;
};
/// Of tasks only the chosen ones and those whose id begins with one of the words.
std::vector<Candidate> candidatesOf(const PaletteWorld& world, Targets::Kind kind, const QStringList& words);

/// Pages, services, tasks, instances, definitions, clusters, connections. Tasks only once two letters were
/// typed: there are many, and nobody knows them by heart.
std::vector<PaletteItem> placesOf(const PaletteWorld& world, const QStringList& words);

} // namespace pilothouse::ui
