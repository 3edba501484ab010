// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/sheets.h"

namespace pilothouse::ui::gallery {

std::vector<Sheet> sheets() {
    return {{QStringLiteral("parts"), partsSheet},
            {QStringLiteral("tasks"), tasksSheet},
            {QStringLiteral("tasks-running"), tasksRunningSheet},
            {QStringLiteral("tasks-narrow"), tasksNarrowSheet},
            {QStringLiteral("states"), statesSheet},
            {QStringLiteral("run"), runSheet},
            {QStringLiteral("stop"), stopSheet},
            {QStringLiteral("scale"), scaleSheet},
            {QStringLiteral("deploy"), deploySheet},
            {QStringLiteral("documents"), documentsSheet}};
}

} // namespace pilothouse::ui::gallery
