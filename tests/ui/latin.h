// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QSet>
#include <QString>

namespace pilothouse::ui::tests {

/// Names, ECS's own terms, units and what a person types: Latin letters that a Japanese screen may hold.
inline const QSet<QString>& latinInJapanese() {
    static const QSet<QString> words = [] {
        QSet<QString> all;
        for (const char* word : {"ECS",
                                 "AWS",
                                 "CPU",
                                 "JSON",
                                 "MiB",
                                 "GiB",
                                 "vCPU",
                                 "Fargate",
                                 "EC",
                                 "FARGATE",
                                 "SIGTERM",
                                 "SIGKILL",
                                 "HOST",
                                 "PORT",
                                 "http",
                                 "https",
                                 "config",
                                 "aws",
                                 "credentials",
                                 "ap",
                                 "northeast",
                                 "Docker",
                                 "Podman",
                                 "Pilothouse",
                                 "URL",
                                 "ARN",
                                 "ID",
                                 "API",
                                 "Esc",
                                 "true",
                                 "false",
                                 "Del",
                                 "Ctrl",
                                 "Shift",
                                 "Alt",
                                 "Left",
                                 "Right",
                                 "Up",
                                 "Down",
                                 "Enter",
                                 "Space",
                                 "Tab",
                                 "PROVISIONING",
                                 "PENDING",
                                 "ACTIVATING",
                                 "RUNNING",
                                 "DEACTIVATING",
                                 "STOPPING",
                                 "STOPPED",
                                 "DEPROVISIONING",
                                 "UserInitiated",
                                 "TaskFailedToStart",
                                 "docker",
                                 "ecs",
                                 "svc",
                                 "service",
                                 "stopped",
                                 "web",
                                 "host",
                                 "port",
                                 "root",
                                 "MFA",
                                 "English",
                                 "pilothoused",
                                 "ms"})
            all << QLatin1String(word);
        return all;
    }();
    return words;
}

/// The first Latin word of two letters or more that is none of those, no command (in brackets) and no path;
/// empty if all is well.
inline QString foreignWord(QString text) {
    static const QRegularExpression hole(QStringLiteral("\\{[^}]*\\}|%[0-9n]|「[^」]*」|~/[A-Za-z0-9./_-]+")),
        latin(QStringLiteral("[A-Za-z]{2,}"));
    text.remove(hole);
    for (auto it = latin.globalMatch(text); it.hasNext();)
        if (const QString word = it.next().captured(); !latinInJapanese().contains(word)) return word;
    return {};
}

} // namespace pilothouse::ui::tests
