// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace pilothouse::tests {

/// A pilothoused with the simulated engine, on a free port, in a data folder of its own.
class PlaneProcess {
public:
    PlaneProcess();
    ~PlaneProcess();

    bool ready() const { return !m_endpoint.isEmpty(); }
    QString endpoint() const { return m_endpoint; } ///< "http://127.0.0.1:1234/"
    QString region() const { return m_region; }
    QString accessKey() const { return m_accessKey; }
    QString secretKey() const { return m_secretKey; }
    QString words() const { return m_words; } ///< what it said instead of being ready
    QString folder() const { return m_folder.path(); }
    int stop(); ///< by SIGTERM; its exit code

    std::unique_ptr<aws::EcsClient> client() const;

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_endpoint, m_region, m_accessKey, m_secretKey, m_words;
};

/// What a command line said.
struct CliReply {
    int exit = -1;
    QByteArray out, err;

    Json json() const { return Json::parse(out.toStdString()).value_or(Json()); }
    QString all() const { return QString("exit %1\n").arg(exit) + out + err; }
};

/// Debian's aws command line, pointed at a plane by its environment and flags; nothing of the user's is read.
class AwsCli {
public:
    explicit AwsCli(const PlaneProcess& plane);

    /// aws ecs OPERATION ...
    CliReply ecs(const QStringList& arguments) const;

    QProcessEnvironment environment;

private:
    QString m_endpoint;
};

} // namespace pilothouse::tests
