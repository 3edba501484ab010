// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter.h"

namespace pilothouse::ui {

namespace {

QStringList wordsOf(const QString& text) {
    QStringList words;
    QString word;
    bool quoted = false;
    for (QChar c : text) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c.isSpace() && !quoted) {
            if (!word.isEmpty()) words << word;
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.isEmpty()) words << word;
    return words;
}

bool containsAny(const QString& text, const QStringList& values) {
    for (const QString& value : values)
        if (text.contains(value)) return true;
    return false;
}

} // namespace

Filter parseFilter(const QString& text) {
    Filter filter;
    for (QString word : wordsOf(text.toLower())) {
        Filter::Term term;
        if (word.startsWith(u'!')) {
            term.negated = true;
            word.remove(0, 1);
        }
        if (const auto colon = word.indexOf(u':'); colon > 0) {
            term.column = word.left(colon);
            word = word.mid(colon + 1);
            term.values = word.split(u',', Qt::SkipEmptyParts);
        } else if (!word.isEmpty()) {
            term.values << word;
        }
        // "service:" and "!" are still being typed.
        if (!term.values.isEmpty()) filter.terms.push_back(term);
    }
    return filter;
}

bool Filter::accepts(const QString& haystack, const std::function<QString(const QString&)>& column) const {
    for (const Term& term : terms) {
        bool holds = false;
        if (term.column.isEmpty()) {
            holds = containsAny(haystack, term.values);
        } else if (const QString cell = column(term.column); !cell.isNull()) {
            holds = containsAny(cell, term.values);
        } else {
            holds = haystack.contains(term.column + u':' + term.values.join(u','));
        }
        if (holds == term.negated) return false;
    }
    return true;
}

} // namespace pilothouse::ui
