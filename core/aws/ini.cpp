// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aws/ini.h"

#include <fmt/format.h>

namespace pilothouse::aws {

namespace {

constexpr std::string_view blanks = " \t\r\f\v";

std::string_view trimmed(std::string_view text) {
    auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool isComment(std::string_view line) {
    return line.starts_with('#') || line.starts_with(';');
}

/// "value # why" ends at the blank before the sign.
std::string_view withoutComment(std::string_view value) {
    for (std::size_t i = 1; i < value.size(); ++i)
        if ((value[i] == '#' || value[i] == ';') && (value[i - 1] == ' ' || value[i - 1] == '\t'))
            return trimmed(value.substr(0, i));
    return value;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// profile  "my name" -> profile my name
std::string sectionName(std::string_view text) {
    std::string out;
    for (char c : trimmed(text)) {
        bool blank = blanks.find(c) != std::string_view::npos;
        if (c == '"' || c == '\'' || (blank && out.ends_with(' '))) continue;
        out += blank ? ' ' : c;
    }
    return out;
}

class Parser {
public:
    explicit Parser(IniFile& out) : m_out(out) {}

    /// Says what is wrong with the line, or "".
    std::string take(std::string_view raw) {
        bool indented = !raw.empty() && (raw[0] == ' ' || raw[0] == '\t');
        auto line = trimmed(raw);
        if (line.empty() || isComment(line)) return {};
        if (line.starts_with('[')) return header(line);
        if (!m_section) return "a value outside of every section";
        return indented && !m_last.empty() ? nested(line) : property(line, "");
    }

private:
    std::string header(std::string_view line) {
        auto end = line.find(']');
        auto name = end == std::string_view::npos ? std::string() : sectionName(line.substr(1, end - 1));
        if (name.empty()) return "a section without a name or its ]";
        m_section = &m_out[name];
        m_last.clear();
        return {};
    }

    std::string property(std::string_view line, const std::string& prefix) {
        auto equals = line.find('=');
        auto name = lowered(trimmed(line.substr(0, equals)));
        if (equals == std::string_view::npos || name.empty()) return "neither a section nor name = value";
        auto value = trimmed(line.substr(equals + 1));
        // A command line may hold the sign itself.
        if (name != "credential_process") value = withoutComment(value);
        (*m_section)[prefix + name] = value;
        if (prefix.empty()) m_last = name;
        return {};
    }

    /// Below "name =" a table, below "name = value" more of the value.
    std::string nested(std::string_view line) {
        auto& above = (*m_section)[m_last];
        if (above.empty() && line.find('=') != std::string_view::npos) return property(line, m_last + ".");
        above += "\n" + std::string(line);
        return {};
    }

    IniFile& m_out;
    IniSection* m_section = nullptr;
    std::string m_last; ///< the property that an indented line belongs to
};

} // namespace

Result<IniFile> parseIni(std::string_view text, const std::string& path) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    IniFile file;
    Parser parser(file);
    for (int number = 1; !text.empty(); ++number) {
        auto end = text.find('\n');
        auto wrong = parser.take(text.substr(0, end));
        if (!wrong.empty()) return fail("aws.profileSyntax", path, fmt::format("line {}: {}", number, wrong));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return file;
}

} // namespace pilothouse::aws
