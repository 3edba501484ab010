// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/acts/act.h"

namespace pilothouse::ui {

namespace {

/// "desiredCount" is --desired-count, "UpdateService" is update-service.
QString kebab(const std::string& name) {
    QString words;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            if (!words.isEmpty()) words += u'-';
            words += QChar(c - 'A' + 'a');
        } else {
            words += QLatin1Char(c);
        }
    }
    return words;
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

bool isScalar(const Json& value) {
    return !value.isObject() && !value.isArray();
}

QString flag(const std::string& member, const Json& value) {
    const QString name = QStringLiteral(" --") + kebab(member);
    if (value.isBool()) return value.asBool() ? name : QStringLiteral(" --no-") + kebab(member);
    if (value.isString()) return name + u' ' + quoted(value.asString());
    if (!value.isArray()) return name + u' ' + quoted(value.dump());
    const auto items = value.items();
    QString list = name;
    for (const Json& item : items) {
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
    if (!url.contains(QLatin1String(".amazonaws.com")))
        command += QStringLiteral(" --endpoint-url ") + quoted(snapshot.endpointUrl);
    if (!snapshot.region.empty()) command += QStringLiteral(" --region ") + quoted(snapshot.region);
    const auto members = act.input.members();
    for (const auto& [name, value] : members)
        if (isScalar(value) || value.isArray() || value.isObject()) command += flag(name, value);
    return command;
}

} // namespace pilothouse::ui
