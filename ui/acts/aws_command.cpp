// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/act.h"

#include <QRegularExpression>

namespace pilothouse::ui {

namespace {

/// As aws spells it: "desiredCount" is desired-count, "enableECSManagedTags" enable-ecs-managed-tags.
QString kebab(const std::string& name) {
    static const QRegularExpression word(QStringLiteral("(.)([A-Z][a-z]+)")),
        end(QStringLiteral("([a-z0-9])([A-Z])"));
    QString words = QString::fromStdString(name);
    words.replace(word, QStringLiteral("\\1-\\2")).replace(end, QStringLiteral("\\1-\\2"));
    return words.toLower();
}

/// A word for a POSIX shell.
QString quoted(const std::string& word) {
    QString text = QString::fromStdString(word);
    const auto plain = [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || QStringLiteral("-_./:@%+=,").contains(c));
    };
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), plain)) return text;
    return u'\'' + text.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

/// Words that aws would take for something else: an option, a file or address to read, JSON of its own.
bool isTaken(const std::string& word) {
    for (const char* start : {"-", "file://", "fileb://", "http://", "https://", "[", "{"})
        if (word.starts_with(start)) return true;
    return word.empty();
}

bool isSafe(const Json& value) {
    if (value.isString()) return !isTaken(value.asString());
    if (value.isNull()) return false;
    for (const Json& item : value.items())
        if (item.isString() && isTaken(item.asString())) return false;
    return true;
}

QString flag(const std::string& member, const Json& value) {
    const QString name = QStringLiteral(" --") + kebab(member);
    if (value.isBool()) return value.asBool() ? name : QStringLiteral(" --no-") + kebab(member);
    if (value.isString()) return name + u' ' + quoted(value.asString());
    if (!value.isArray() || value.size() == 0) return name + u' ' + quoted(value.dump());
    QString list = name;
    for (const Json& item : value.items()) {
        if (!item.isString()) return name + u' ' + quoted(value.dump());
        list += u' ' + quoted(item.asString());
    }
    return list;
}

} // namespace

QString awsCommand(const console::Act& act, const console::Snapshot& snapshot) {
    QString command = QStringLiteral("aws ecs ") + kebab(act.operation);
    // AWS's own endpoint is what the command takes by itself.
    const QString url = QString::fromStdString(snapshot.endpointUrl);
    if (!url.isEmpty() && !url.contains(QLatin1String(".amazonaws.com")))
        command += QStringLiteral(" --endpoint-url ") + quoted(snapshot.endpointUrl);
    if (!snapshot.region.empty()) command += QStringLiteral(" --region ") + quoted(snapshot.region);
    const auto& members = act.input.members();
    if (!std::all_of(members.begin(), members.end(),
                     [](const auto& member) { return isSafe(member.second); }))
        return command + QStringLiteral(" --cli-input-json ") + quoted(act.input.dump());
    for (const auto& [name, value] : members)
        command += flag(name, value);
    return command;
}

} // namespace pilothouse::ui
