// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/match.h"

namespace pilothouse::ui {

std::optional<int> nearness(const QString& text, const QStringList& words) {
    int sum = 0;
    for (const QString& word : words) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0) return std::nullopt;
        const bool whole = text.size() == word.size();
        const bool begins = at == 0 || !text[at - 1].isLetterOrNumber();
        sum += whole ? 0 : at == 0 ? 1 : begins ? 2 : 4;
    }
    return sum;
}

} // namespace pilothouse::ui
