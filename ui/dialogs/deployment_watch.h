// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/act_runner.h"

namespace pilothouse::ui {

/// Follows the one deployment that an act brought about, through the snapshots of its connection, and tells
/// how it ended: complete, failed, or overtaken by another (then nothing is said: that one is told).
class DeploymentWatch : public QObject {
    Q_OBJECT
public:
    /// By the reply of UpdateService or CreateService. Ends by itself.
    static void start(ActRunner* runner, const Json& reply);

private:
    DeploymentWatch(ActRunner* runner, const Json& service, const std::string& cluster);
    void look();
    void end(bool ok, const char* code, const QString& detail);

    ActRunner* m_runner;
    std::string m_cluster, m_connection, m_service, m_name, m_deployment, m_definition;
    bool m_seen = false;
};

} // namespace pilothouse::ui
