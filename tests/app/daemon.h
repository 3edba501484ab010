// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/base/json.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <map>
#include <memory>

namespace pilothouse::tests {

/// A user's home of its own: nothing of the real one is read or written.
class Home {
public:
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString data(bool simulated = true) const {
        return path(simulated ? "data/pilothouse/control-simulated" : "data/pilothouse/control");
    }
    QProcessEnvironment environment() const;

private:
    QTemporaryDir m_folder;
};

QByteArray fileBytes(const QString& path);
Json fileJson(const QString& path);

/// What a run of the program that ends by itself gave.
struct Ran {
    int code = -1;
    QString out, err;
};
Ran runPilothoused(const Home& home, const QStringList& arguments);

/// A running pilothoused, on the simulated engine unless told otherwise. Killed when it goes out of scope.
class Daemon {
public:
    Daemon(const Home& home, const QStringList& flags = {}, bool simulated = true);
    ~Daemon();

    /// Until the ready line, or its end.
    bool ready();
    const QString& line() const { return m_line; }
    /// "endpoint", "region", "account", "engine", "plane" of the ready line.
    QString said(const QString& key) const { return m_said.value(key); }
    QString dataFolder() const { return m_data; }
    qint64 pid() const { return m_process.processId(); }

    Result<Json> call(const std::string& operation, const char* input = "{}");
    Result<Json> call(const std::string& operation, Json input);

    /// SIGTERM (or another), and waits: the exit code, or -signal.
    int end(int signal = 15);
    /// Until it ended by itself.
    int waitForEnd();
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    QString furtherOutput() { return QString::fromUtf8(m_process.readAllStandardOutput()); }
    QString errors() { return QString::fromUtf8(m_process.readAllStandardError()); }

private:
    QString m_data;
    QProcess m_process;
    QString m_line;
    QMap<QString, QString> m_said;
    std::unique_ptr<aws::EcsClient> m_client;
};

} // namespace pilothouse::tests
