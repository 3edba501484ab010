// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/tables.h"

namespace pilothouse::ui {

std::span<const WordEntry> reasonWords() {
    return {};
}

} // namespace pilothouse::ui
