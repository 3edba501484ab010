// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/json_tokens.h"

#include "ui/theme/theme.h"

namespace pilothouse::ui {

namespace {

/// One past the closing quote, or the end of the line where it is missing.
qsizetype endOfString(QStringView line, qsizetype i) {
    for (++i; i < line.size(); ++i) {
        if (line[i] == u'\\')
            ++i;
        else if (line[i] == u'"')
            return i + 1;
    }
    return line.size();
}

bool isPlainSign(QChar c) {
    return c.isLetterOrNumber() || c == u'-' || c == u'+' || c == u'.';
}

} // namespace

QVector<JsonToken> jsonTokens(QStringView line) {
    using Kind = JsonToken::Kind;
    QVector<JsonToken> tokens;
    for (qsizetype i = 0; i < line.size();) {
        if (line[i].isSpace()) {
            ++i;
            continue;
        }
        qsizetype end = i + 1;
        Kind kind = Kind::punctuation;
        if (line[i] == u'"') {
            end = endOfString(line, i);
            qsizetype after = end;
            while (after < line.size() && line[after].isSpace())
                ++after;
            kind = after < line.size() && line[after] == u':' ? Kind::key : Kind::string;
        } else if (isPlainSign(line[i])) {
            while (end < line.size() && isPlainSign(line[end]))
                ++end;
            kind = Kind::number;
        }
        tokens.append({kind, int(i), int(end - i)});
        i = end;
    }
    return tokens;
}

QColor colourOf(JsonToken::Kind kind) {
    const Tokens& t = tokens();
    switch (kind) {
    case JsonToken::Kind::key:
        return t.text;
    case JsonToken::Kind::string:
        return t.jstr;
    case JsonToken::Kind::number:
        return t.jnum;
    case JsonToken::Kind::punctuation:
        return t.jpun;
    }
    return t.text;
}

} // namespace pilothouse::ui
