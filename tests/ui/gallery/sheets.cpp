// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/sheets.h"

namespace pilothouse::ui::gallery {

std::vector<Sheet> sheets() {
    std::vector<Sheet> all{{QStringLiteral("parts"), partsSheet},
                           {QStringLiteral("tasks"), tasksSheet},
                           {QStringLiteral("tasks-running"), tasksRunningSheet},
                           {QStringLiteral("tasks-narrow"), tasksNarrowSheet},
                           {QStringLiteral("states"), statesSheet},
                           {QStringLiteral("documents"), documentsSheet}};
    for (const Sheet& sheet : actSheets())
        all.push_back(sheet);
    return all;
}

} // namespace pilothouse::ui::gallery
