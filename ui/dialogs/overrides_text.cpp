// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/overrides_box.h"

namespace pilothouse::ui {

std::optional<Json> commandOf(const QString& text) {
    const QString typed = text.trimmed();
    if (typed.startsWith(u'[')) {
        const auto list = Json::parse(typed.toStdString());
        if (!list || !list->isArray()) return std::nullopt;
        for (const Json& item : list->items())
            if (!item.isString()) return std::nullopt;
        return *list;
    }
    Json words = Json::array();
    QString word;
    bool open = false; // a word is begun, even an empty one in quotes
    QChar quote;
    for (qsizetype i = 0; i < typed.size(); ++i) {
        const QChar c = typed[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
            else if (c == u'\\' && quote == u'"' && i + 1 < typed.size())
                word += typed[++i];
            else
                word += c;
        } else if (c == u'"' || c == u'\'') {
            quote = c;
            open = true;
        } else if (c.isSpace()) {
            if (open) words.push(word.toStdString());
            word.clear();
            open = false;
        } else {
            word += c == u'\\' && i + 1 < typed.size() ? typed[++i] : c;
            open = true;
        }
    }
    if (!quote.isNull()) return std::nullopt;
    if (open) words.push(word.toStdString());
    return words;
}

QString commandText(const Json& command) {
    QStringList words;
    for (const Json& item : command.items()) {
        QString word = QString::fromStdString(item.asString());
        bool plain = !word.isEmpty();
        for (const QChar c : word)
            plain = plain && !c.isSpace() && c != u'"' && c != u'\'' && c != u'\\' && c != u'[';
        if (!plain)
            word = u'"' + word.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\"")) +
                   u'"';
        words << word;
    }
    return words.join(u' ');
}

std::optional<Json> environmentOf(const QString& text) {
    Json all = Json::array();
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed().isEmpty()) continue;
        const qsizetype equals = line.indexOf(u'=');
        if (equals < 1) return std::nullopt;
        all.push(Json::object({{"name", line.left(equals).trimmed().toStdString()},
                               {"value", line.mid(equals + 1).toStdString()}}));
    }
    return all;
}

} // namespace pilothouse::ui
