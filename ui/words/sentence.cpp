// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/sentence.h"

#include "ui/theme/fonts.h"
#include "ui/words/language.h"
#include "ui/words/quantities.h"
#include "ui/words/tables.h"

#include <unordered_map>

namespace pilothouse::ui {

namespace {

using Index = std::unordered_map<std::string_view, const WordEntry*>;

const Index& index() {
    static const Index all = [] {
        Index made;
        for (const auto& entry : allWords())
            made.emplace(entry.code, &entry);
        return made;
    }();
    return all;
}

/// Reads one template left to right into spans.
class Reader {
public:
    Reader(std::string_view words, const Args& args) : m_words(words), m_args(args) {}

    Sentence read() {
        run(m_words);
        return std::move(m_sentence);
    }

private:
    void run(std::string_view words) {
        std::size_t from = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i] == '^') {
                plain(words.substr(from, i - from));
                m_tone = m_tone == Tone::text ? Tone::text2 : Tone::text;
                from = i + 1;
            } else if (words[i] == '{') {
                plain(words.substr(from, i - from));
                const auto end = endOf(words, i);
                argument(words.substr(i + 1, end - i - 1));
                i = end;
                from = end + 1;
            }
        }
        plain(words.substr(from));
    }

    /// The brace that closes the one at `open`; a choice may hold holes.
    static std::size_t endOf(std::string_view words, std::size_t open) {
        int depth = 0;
        for (std::size_t i = open; i < words.size(); ++i) {
            depth += words[i] == '{' ? 1 : words[i] == '}' ? -1 : 0;
            if (depth == 0) return i;
        }
        return words.size();
    }

    void plain(std::string_view text) {
        if (text.empty()) return;
        const QString words = QString::fromUtf8(text.data(), qsizetype(text.size()));
        auto& spans = m_sentence.spans;
        if (!spans.empty() && spans.back().link.isEmpty() && !spans.back().strong &&
            spans.back().tone == m_tone) {
            spans.back().text += words;
        } else {
            spans.push_back({words, {}, m_tone, false});
        }
    }

    void argument(std::string_view hole) {
        const auto question = hole.find('?');
        const auto it = m_args.find(hole.substr(0, question));
        if (question != std::string_view::npos) {
            const auto choice = hole.substr(question + 1);
            const auto bar = choice.find('|');
            const bool one = it != m_args.end() && it->second.count == 1;
            run(one ? choice.substr(0, bar) : choice.substr(bar + 1));
        } else if (it == m_args.end()) {
            plain(hole);
        } else if (!it->second.items.empty()) {
            names(it->second.items);
        } else {
            value(it->second);
        }
    }

    void value(const Arg& arg) {
        const Tone tone = arg.tone == Tone::text ? m_tone : arg.tone;
        if (arg.link.isEmpty() && !arg.strong && tone == m_tone)
            plain(arg.text.toStdString());
        else
            m_sentence.spans.push_back({arg.text, arg.link, tone, arg.strong});
    }

    void names(const std::vector<Arg>& items) {
        const bool ja = language() == Language::ja;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0) plain(ja ? "、" : i + 1 == items.size() ? " and " : ", ");
            value(items[i]);
        }
    }

    std::string_view m_words;
    const Args& m_args;
    Sentence m_sentence;
    Tone m_tone = Tone::text;
};

} // namespace

QString Sentence::plain() const {
    QString all;
    for (const auto& span : spans)
        all += span.text;
    return all;
}

QString Sentence::html(Weight least) const {
    QString all;
    for (const auto& span : spans) {
        const QString look =
            QStringLiteral("color:%1;font-weight:%2;text-decoration:none")
                .arg(colourOf(span.tone).name())
                .arg(cssWeight(std::max(least, span.strong ? Weight::strong : Weight::regular)));
        const QString text = span.text.toHtmlEscaped();
        all += span.link.isEmpty() ? QStringLiteral("<span style=\"%1\">%2</span>").arg(look, text)
                                   : QStringLiteral("<a href=\"%1\" style=\"%2\">%3</a>")
                                         .arg(span.link.toHtmlEscaped(), look, text);
    }
    return all;
}

Sentence Sentence::toned(Tone tone) const {
    Sentence made = *this;
    for (auto& span : made.spans)
        if (span.tone == Tone::text) span.tone = tone;
    return made;
}

Sentence& Sentence::operator+=(const Sentence& next) {
    if (!spans.empty() && !next.spans.empty() && language() == Language::en)
        spans.push_back({QStringLiteral(" "), {}, Tone::text, false});
    spans.insert(spans.end(), next.spans.begin(), next.spans.end());
    return *this;
}

Arg Arg::number(std::int64_t n, Tone tone) {
    return {numberText(n), {}, tone, false, n, {}};
}

Arg Arg::duration(Millis length) {
    return plain(durationText(length));
}

Arg Arg::clock(Millis time) {
    return plain(clockText(time));
}

const std::vector<WordEntry>& allWords() {
    static const std::vector<WordEntry> all = [] {
        std::vector<WordEntry> made;
        // One a line, by name.
        for (auto table : {
                 actWords(),           //
                 commonWords(),        //
                 configurationWords(), //
                 definitionWords(),    //
                 documentWords(),      //
                 errorWords(),         //
                 eventListWords(),     //
                 eventWords(),         //
                 fitWords(),           //
                 frameWords(),         //
                 instanceWords(),      //
                 overviewWords(),      //
                 paletteWords(),       //
                 reasonWords(),        //
                 removalWords(),       //
                 rolloutWords(),       //
                 servicePageWords(),   //
                 serviceWords(),       //
                 settingsWords(),      //
                 sheetWords(),         //
                 signInWords(),        //
                 startWords(),         //
                 taskWords(),          //
                 topologyWords(),      //
             })
            made.insert(made.end(), table.begin(), table.end());
        return made;
    }();
    return all;
}

bool hasWords(std::string_view code) {
    return index().contains(code);
}

Sentence say(std::string_view code, const Args& args) {
    const auto it = index().find(code);
    if (it == index().end()) return Reader(code, {}).read();
    return Reader(language() == Language::ja ? it->second->ja : it->second->en, args).read();
}

QString sayPlain(std::string_view code, const Args& args) {
    return say(code, args).plain();
}

} // namespace pilothouse::ui
