// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/harness/machine.h"
#include "tests/simulation/harness/oracle.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace pilothouse::simulation {

/// What the rules remember about the past (growing delays, the breaker's counts, what completed), counted a
/// second time from what happened to tasks. follow() throws Violation where the plane decided otherwise.
class Model {
public:
    void follow(const Transition& t, const Oracle& oracle);
    /// No task of the service may be started before.
    Millis nextTry(const ClusterKey& service) const;
    /// By how much the wall clock has jumped forward since then: deadlines moved with it.
    Millis jumpedSince(Millis then) const;

private:
    struct Delay {
        int failures = 0;
        Millis lastFailureAt = 0, nextTry = 0;
    };
    struct Count {
        int failures = 0;
        bool everRan = false, completed = false;
    };
    void takeJump(const Transition& t);
    void takeCommand(const Transition& t);
    void takeTask(const Transition& t, const TaskRow& was, const TaskRow& is);
    void takeFailure(const Transition& t, const TaskRow& was, const TaskRow& is);
    void countDelay(const Transition& t, const TaskRow& failed);
    bool somethingRunsWell(const Transition& t, const ServiceRow& service, const Delay& delay,
                           const TaskRow& failed) const;
    void takeDeployments(const Transition& t, const Oracle& oracle);
    void takeBreaker(const Transition& t, const DeploymentRow& was, const DeploymentRow& is);
    void takeStop(const Transition& t, const Command& command, const DeploymentRow& is);
    void takeRollback(const Transition& t, const ServiceRow& was, const ServiceRow& is);
    Ptr<DeploymentRow> rollbackTarget(const Transition& t, const ClusterKey& service,
                                      const std::string& failed) const;
    void checkBreakers(const Transition& t) const;
    void checkStarts(const Transition& t) const;
    void forget(const Transition& t);
    void agree(const Transition& t);

    std::map<ClusterKey, Delay> m_delays;
    std::map<std::string, Count> m_counts;          ///< by a deployment's digits
    std::vector<std::pair<Millis, Millis>> m_jumps; ///< when, by how much
};

} // namespace pilothouse::simulation
