// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/harness/machine.h"
#include "tests/simulation/harness/model.h"
#include "tests/simulation/harness/oracle.h"
#include "tests/simulation/harness/reached.h"

namespace pilothouse::simulation {

/// The invariants, looked at after each step and again when an instant is over. Throws Violation.
class Checks final : public Observer {
public:
    explicit Checks(const Machine& machine) : m_machine(machine) {}

    void step(const Transition& transition) override;
    void settled(Millis now) override;
    void committed() override { m_committed = m_model; }
    void undone() override {
        m_model = m_committed;
        ++reached["step undone"];
    }
    void restarted() override { ++reached["restart"]; }

    Reached reached;

private:
    const Machine& m_machine;
    Model m_model, m_committed;
    int m_untilRead = 1;
};

// task_checks.cpp: the life of one task
void checkTasks(const Transition& t, const Rules& rules);
/// Reports of older attempts change nothing; a network that is lost is noticed.
void checkReport(const Transition& t);
void checkAnswer(const Transition& t);

// place_checks.cpp: where tasks are, and that no engine has more than the State knows
void checkPlaces(const Transition& t, const Oracle& oracle);
void checkStoppedOnEngines(const Transition& t, const std::vector<Link>& links);
void checkEngines(const State& state, const std::vector<Link>& links);

// read_checks.cpp
void checkReads(const State& state, const Oracle& oracle, Millis now);

// service_checks.cpp
void checkBounds(const Transition& t, const Oracle& oracle); ///< what this step did to its services
/// Nothing is left undone that the rules let the scheduler do now.
void checkWorkDone(const State& state, const Oracle& oracle, const Model& model, Millis now);

} // namespace pilothouse::simulation
