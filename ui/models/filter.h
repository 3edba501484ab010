// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

namespace pilothouse::ui {

/// What a filter field says: words that a row must hold, `column:value` (values parted by commas, any of
/// them), each turned round by a leading `!`. All terms must hold. Letter case does not matter.
struct Filter {
    struct Term {
        QString column; ///< lower case; empty: anywhere
        QStringList values;
        bool negated = false;
        bool operator==(const Term&) const = default;
    };
    std::vector<Term> terms;

    bool isEmpty() const { return terms.empty(); }
    bool operator==(const Filter&) const = default;

    /// `haystack` is the row's text in lower case, `column` gives the lower-case text of a column by its name
    /// or a null string for a name that is no column; such a term is looked for as a word, colon and all.
    bool accepts(const QString& haystack, const std::function<QString(const QString&)>& column) const;
};

/// A quoted "two words" is one word.
Filter parseFilter(const QString& text);

} // namespace pilothouse::ui
