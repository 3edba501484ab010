// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/json_lines.h"

#include <algorithm>

namespace pilothouse::console {

namespace {

constexpr std::size_t widest = 88;

bool isPlain(const Json& value) {
    return !value.isArray() && !value.isObject();
}

/// "{ "a": 1, "b": [ "c" ] }" of a value whose members are plain, or lists of plain values.
std::string inOneLine(const Json& value) {
    if (isPlain(value) || value.size() == 0) return value.dump();
    std::string text = value.isArray() ? "[" : "{ ";
    const char* between = "";
    for (const Json& item : value.items()) {
        text += between + inOneLine(item);
        between = ", ";
    }
    for (const auto& [name, member] : value.members()) {
        text += between + Json(name).dump() + ": " + inOneLine(member);
        between = ", ";
    }
    return text + (value.isArray() ? "]" : " }");
}

bool allPlain(const Json& list) {
    return std::all_of(list.items().begin(), list.items().end(), isPlain);
}

bool fitsOneLine(const Json& value, bool element, std::size_t indent) {
    if (isPlain(value) || value.size() == 0) return true;
    if (value.isArray() && !allPlain(value)) return false;
    if (value.isObject() && !element) return false;
    for (const auto& [name, member] : value.members())
        if (!isPlain(member)) return false;
    return indent + inOneLine(value).size() <= widest;
}

class Writer {
public:
    std::vector<JsonLine> lines;

    /// `before` stands on the line of the value already: indent and name.
    void write(const Json& value, const std::string& before, const std::string& pointer, std::size_t level,
               bool element, const char* after) {
        if (fitsOneLine(value, element, before.size())) {
            lines.push_back({before + inOneLine(value) + after, pointer});
            return;
        }
        const std::string indent(2 * level, ' ');
        lines.push_back({before + (value.isArray() ? "[" : "{"), pointer});
        std::size_t left = value.size(), at = 0;
        for (const Json& item : value.items())
            write(item, indent + "  ", pointer + '/' + std::to_string(at++), level + 1, true,
                  --left > 0 ? "," : "");
        for (const auto& [name, member] : value.members())
            write(member, indent + "  " + Json(name).dump() + ": ", pointer + '/' + pointerPart(name),
                  level + 1, false, --left > 0 ? "," : "");
        lines.push_back({indent + (value.isArray() ? "]" : "}") + after, pointer});
    }
};

} // namespace

std::string pointerPart(std::string_view name) {
    std::string part;
    for (char c : name)
        part += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return part;
}

std::vector<JsonLine> jsonLines(const Json& document) {
    Writer writer;
    writer.write(document, "", "", 0, false, "");
    return std::move(writer.lines);
}

std::string jsonText(const Json& document) {
    std::string text;
    for (const JsonLine& line : jsonLines(document)) {
        if (!text.empty()) text += '\n';
        text += line.text;
    }
    return text;
}

} // namespace pilothouse::console
