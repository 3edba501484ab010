// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/daemon.h"

#include <map>
#include <optional>
#include <set>

namespace pilothouse::tests {

/// Calls that a user may make, and a ledger of what was answered: a plane that was killed anywhere in between
/// must stand by every line of it.
class Workload {
public:
    explicit Workload(std::string image) : m_image(std::move(image)) {}

    /// Until all is called and the service is steady, or the plane is gone.
    void run(Daemon& daemon);
    /// On the plane that was started after it: what does not hold, or "". Repeats first what was not
    /// answered, as a client would.
    QString check(Daemon& daemon);

    /// Ids of the tasks that should run at the end; of all that should not.
    const std::set<std::string>& running() const { return m_running; }

private:
    bool call(Daemon& daemon, const std::string& operation, const std::string& input);
    bool runTask(Daemon& daemon, const std::string& token);
    bool steady(Daemon& daemon);
    QString checkService(Daemon& daemon);
    QString checkTasks(Daemon& daemon);

    std::string m_image;
    Json m_reply; ///< of the last call that was answered
    std::string m_definition;
    std::optional<int> m_desired;               ///< of the service, as last answered
    int m_asked = 0;                            ///< as last asked for
    std::map<std::string, std::string> m_tasks; ///< token -> task
    std::set<std::string> m_stopped;            ///< tasks whose StopTask was answered
    bool m_extraCluster = false;
    std::set<std::string> m_running;
};

} // namespace pilothouse::tests
