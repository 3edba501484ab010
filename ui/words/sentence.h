// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tone.h"

#include <QString>
#include <map>
#include <string_view>
#include <vector>

namespace pilothouse::ui {

/// A piece of a sentence: a name that leads somewhere, or the words between.
struct Span {
    QString text;
    QString link; ///< "service/web", "task/ID", "definition/web:43", "instance/ID"; empty: no link
    Tone tone = Tone::text;
    bool strong = false;
    bool operator==(const Span&) const = default;
};

struct Sentence {
    std::vector<Span> spans;

    bool isEmpty() const { return spans.empty(); }
    QString plain() const;
    /// For QLabel: colours of the theme of the moment.
    QString html(Weight least = Weight::regular) const;
    /// The same in another tone where it had none of its own.
    Sentence toned(Tone tone) const;
    Sentence& operator+=(const Sentence& next); ///< a space between in English, none in Japanese
    bool operator==(const Sentence&) const = default;
};

/// A value that a sentence is told with.
struct Arg {
    QString text;
    QString link;
    Tone tone = Tone::text;
    bool strong = false;
    std::int64_t count = -1;  ///< chooses between one and many
    std::vector<Arg> items{}; ///< names in a row: "a, b and c"

    static Arg plain(const QString& text) { return {text, {}, Tone::text, false, -1, {}}; }
    static Arg plain(std::string_view text) {
        return plain(QString::fromUtf8(text.data(), qsizetype(text.size())));
    }
    static Arg name(const QString& text, const QString& link = {}, Tone tone = Tone::text) {
        return {text, link, tone, true, -1, {}};
    }
    static Arg name(std::string_view text, const QString& link = {}, Tone tone = Tone::text) {
        return name(QString::fromUtf8(text.data(), qsizetype(text.size())), link, tone);
    }
    static Arg number(std::int64_t n, Tone tone = Tone::text);
    static Arg duration(Millis length); ///< "1 min 48 s"
    static Arg clock(Millis time);      ///< "14:12", with the date beyond a day
};

using Args = std::map<std::string_view, Arg>;

/// The sentence of a code in the language of the moment. Its template: {name} inserts an argument,
/// {name?one|many} chooses by its count (holes inside a choice too), ^ begins or ends what only explains
/// (text2). A code without words gives the code itself; words_test.cpp lets none through.
Sentence say(std::string_view code, const Args& args = {});
QString sayPlain(std::string_view code, const Args& args = {});
bool hasWords(std::string_view code);

/// One code with its words. Rooms of words are tables of these (errors_words.cpp, reasons_words.cpp, ...).
struct WordEntry {
    std::string_view code;
    std::string_view en;
    std::string_view ja;
};
const std::vector<WordEntry>& allWords();

} // namespace pilothouse::ui
