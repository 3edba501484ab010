// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace pilothouse::ui {
struct ActKind;
}

namespace pilothouse::tests {

class Stage;

/// What stands over a page: the palette, and the question of every act ("sheet-service-scale").
QStringList overlays();

/// Opens it over the page that it is mostly asked from; false with why in the stage's `error`.
bool openOverlay(Stage& stage, const QString& name);

} // namespace pilothouse::tests
