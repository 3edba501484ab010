// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery/sheets.h"

namespace pilothouse::ui::gallery {

std::vector<Sheet> sheets() {
    return {{QStringLiteral("parts"), partsSheet}};
}

} // namespace pilothouse::ui::gallery
