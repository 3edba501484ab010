// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/line_diff.h"

#include <algorithm>
#include <cctype>
#include <dtl/dtl.hpp>

namespace pilothouse::console {

namespace {

using Kind = DiffRow::Kind;
using Texts = std::vector<std::string>;

template <typename Same, typename Removed, typename Added>
void walk(const Texts& left, const Texts& right, Same same, Removed removed, Added added) {
    dtl::Diff<std::string> diff(left, right);
    diff.compose();
    std::size_t l = 0, r = 0;
    for (const auto& [text, info] : diff.getSes().getSequence()) {
        if (info.type == dtl::SES_COMMON)
            same(l++, r++);
        else if (info.type == dtl::SES_DELETE)
            removed(l++);
        else
            added(r++);
    }
}

bool isWord(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80);
}

/// Words, runs of spaces, and every other sign by itself.
Texts wordsOf(const std::string& line) {
    Texts words;
    for (std::size_t i = 0; i < line.size();) {
        std::size_t end = i + 1;
        if (isWord(line[i]))
            while (end < line.size() && isWord(line[end]))
                ++end;
        else if (line[i] == ' ')
            while (end < line.size() && line[end] == ' ')
                ++end;
        words.push_back(line.substr(i, end - i));
        i = end;
    }
    return words;
}

/// Neighbouring pieces as one, also over a single sign between them: 3.11.4, not 3 11 4.
void add(std::vector<Stretch>& stretches, const Stretch& piece) {
    if (!stretches.empty()) {
        Stretch& last = stretches.back();
        if (last.from + last.length + 1 >= piece.from) {
            last.length = piece.from + piece.length - last.from;
            return;
        }
    }
    stretches.push_back(piece);
}

std::vector<std::size_t> startsOf(const Texts& words) {
    std::vector<std::size_t> starts;
    std::size_t at = 0;
    for (const auto& word : words) {
        starts.push_back(at);
        at += word.size();
    }
    return starts;
}

void markWords(DiffRow& row, const std::string& left, const std::string& right) {
    const Texts before = wordsOf(left), after = wordsOf(right);
    const auto leftAt = startsOf(before), rightAt = startsOf(after);
    walk(
        before, after, [](std::size_t, std::size_t) {},
        [&](std::size_t i) {
            add(row.leftWords, {leftAt[i], before[i].size()});
        },
        [&](std::size_t i) {
            add(row.rightWords, {rightAt[i], after[i].size()});
        });
}

/// The lines as they are compared: whether another follows is not the line's own.
Texts bare(const Texts& lines) {
    Texts made = lines;
    for (std::string& line : made)
        if (line.ends_with(',')) line.pop_back();
    return made;
}

/// Indent and member's name; of an element that stands on one line its first member with its value.
std::string beginOf(const std::string& line) {
    const auto text = line.find_first_not_of(' ');
    if (text == std::string::npos) return line;
    if (line[text] == '{') return line.substr(0, line.find(',', text));
    const auto colon = line.find("\": ", text);
    return colon == std::string::npos ? line.substr(0, text) : line.substr(0, colon);
}

/// What was removed and added in one place as rows: what begins alike stands side by side.
class Block {
public:
    Block(const Texts& left, const Texts& right, std::vector<DiffRow>& rows)
        : m_left(left), m_right(right), m_rows(rows) {}

    void remove(std::size_t line) { m_removed.push_back(line); }
    void add(std::size_t line) { m_added.push_back(line); }

    void end() {
        std::size_t next = 0;
        for (std::size_t line : m_removed) {
            std::size_t match = next;
            while (match < m_added.size() && beginOf(m_right[m_added[match]]) != beginOf(m_left[line]))
                ++match;
            if (match == m_added.size()) {
                m_rows.push_back({Kind::removed, int(line), -1, {}, {}});
                continue;
            }
            alone(next, match);
            m_rows.push_back({Kind::changed, int(line), int(m_added[match]), {}, {}});
            markWords(m_rows.back(), m_left[line], m_right[m_added[match]]);
            next = match + 1;
        }
        alone(next, m_added.size());
        m_removed.clear();
        m_added.clear();
    }

private:
    void alone(std::size_t from, std::size_t to) {
        for (; from < to; ++from)
            m_rows.push_back({Kind::added, -1, int(m_added[from]), {}, {}});
    }

    const Texts &m_left, &m_right;
    std::vector<DiffRow>& m_rows;
    std::vector<std::size_t> m_removed, m_added;
};

} // namespace

std::vector<DiffRow> diffLines(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    std::vector<DiffRow> rows;
    const Texts before = bare(left), after = bare(right);
    Block block(before, after, rows);
    walk(
        before, after,
        [&](std::size_t l, std::size_t r) {
            block.end();
            rows.push_back({Kind::same, int(l), int(r), {}, {}});
        },
        [&](std::size_t l) { block.remove(l); }, [&](std::size_t r) { block.add(r); });
    block.end();
    return rows;
}

} // namespace pilothouse::console
