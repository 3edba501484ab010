// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"

#include <QString>
#include <memory>
#include <set>
#include <string>

namespace pilothouse::tests {

/// The plane behind the window, asked through its own API.
class Control {
public:
    explicit Control(QString dataFolder);
    ~Control(); ///< ends the plane and takes away what is left of its containers and networks

    bool connect(); ///< false while it does not listen yet
    Json service(const std::string& name);
    Json task(const std::string& arn);
    std::set<std::string> runningTasks(const std::string& service);
    int tasks(const std::string& desiredStatus);
    std::string definitionStatus(const std::string& name); ///< "ACTIVE", "INACTIVE"

    /// Exactly one deployment, complete, with all its tasks.
    bool isSteady(const std::string& name, int tasks);

private:
    Json ask(const std::string& operation, Json input);

    QString m_folder;
    std::shared_ptr<net::HttpClient> m_http;
    std::unique_ptr<aws::EcsClient> m_client;
    std::string m_plane;
    int m_pid = 0;
};

} // namespace pilothouse::tests
