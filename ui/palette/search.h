// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"
#include "ui/acts/act.h"
#include "ui/widgets/status_shape.h"

#include <QList>
#include <memory>
#include <optional>
#include <vector>

class QAction;

namespace pilothouse::ui {

class Connections;

/// What the palette looks through.
struct PaletteWorld {
    std::shared_ptr<const console::Snapshot> snapshot; ///< never null
    const Connections* connections = nullptr;
    Targets chosen;            ///< of the page at hand: acts on them come first
    bool open = false;         ///< something is connected
    bool readOnly = false;     ///< acts do not exist
    QList<QAction*> actions{}; ///< of the window: refresh, theme, quit ...
    /// Of the snapshot, where somebody keeps them from key to key: one pass over all tasks.
    std::shared_ptr<const console::Summaries> summaries{};
};

/// One row: a place to go to, an act on something, or an action of the window.
struct PaletteItem {
    enum class Group { acts, places, window };
    Group group = Group::places;
    int score = 0; ///< less is nearer to what was typed
    QString title, detail, icon;
    std::optional<Shape> shape; ///< instead of the icon
    QString keys;               ///< "G, S"; empty: none
    Sentence effect;            ///< of an act, once it is said whole
    QString completion;         ///< what Tab makes of the text

    QString path, connection, cluster; ///< a place
    const ActKind* act = nullptr;      ///< an act, on these
    Asking asking{};
    QAction* action = nullptr;
    QString command; ///< the `aws` command that does or shows the same; empty: none
};

/// The nearest first within each group; acts before places where the text begins with a verb. Never more than
/// about thirty.
std::vector<PaletteItem> searchPalette(const PaletteWorld& world, const QString& typed);

/// Is the act said whole, so that Enter may do it at once? Its effect is on screen then.
bool isSaidWhole(const PaletteItem& item);

} // namespace pilothouse::ui
