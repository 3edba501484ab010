// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/changes.h"

namespace pilothouse::ui {

using Kind = console::DocumentChange::Kind;

namespace {

constexpr qsizetype widest = 56;

const char* wordOf(Kind kind) {
    switch (kind) {
    case Kind::added:
        return "added";
    case Kind::removed:
        return "removed";
    case Kind::moved:
        return "moved";
    case Kind::changed:
        break;
    }
    return "changed";
}

/// The names from `first` on, as the API spells them: "healthCheck.interval".
QString joined(const std::vector<std::string>& path, std::size_t first) {
    QStringList parts;
    for (std::size_t i = first; i < path.size(); ++i)
        parts << QString::fromStdString(path[i]);
    return parts.join(u'.');
}

} // namespace

QString valueText(const Json& value) {
    QString text = QString::fromStdString(value.isString() ? value.asString() : value.dump());
    if (text.isEmpty()) return QStringLiteral("\"\"");
    text.replace(u'\n', u' ');
    return text.size() > widest ? text.left(widest - 1) + QChar(0x2026) : text;
}

Sentence sayChange(const console::DocumentChange& change) {
    const auto& path = change.path;
    Args args{{"before", Arg::plain(valueText(change.before))},
              {"after", Arg{valueText(change.after), {}, Tone::change, false, -1, {}}}};
    const std::string kind = wordOf(change.kind);
    const bool inContainer = path.size() >= 2 && path[0] == "containerDefinitions";
    if (!inContainer) {
        args.emplace("what", Arg::name(joined(path, 0)));
        return say("change.task." + kind, args);
    }
    args.emplace("container", Arg::name(path[1]));
    if (path.size() == 2) return say("change.container." + kind, args);
    const bool variable = path.size() >= 4 && (path[2] == "environment" || path[2] == "secrets");
    args.emplace("what", Arg::name(joined(path, variable ? 3 : 2)));
    if (variable && path.size() == 4) { // the whole variable comes or goes: its value is what matters
        const char* member = path[2] == "environment" ? "value" : "valueFrom";
        args.insert_or_assign("before", Arg::plain(valueText(change.before.at(member))));
        args.insert_or_assign("after",
                              Arg{valueText(change.after.at(member)), {}, Tone::change, false, -1, {}});
        return say("change.variable." + kind, args);
    }
    if (variable && path.size() == 5 && (path[4] == "value" || path[4] == "valueFrom")) {
        args.insert_or_assign("what", Arg::name(path[3]));
        return say("change.variable." + kind, args);
    }
    return say("change.member." + kind, args);
}

} // namespace pilothouse::ui
