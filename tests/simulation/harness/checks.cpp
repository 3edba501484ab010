// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/checks.h"

namespace pilothouse::simulation {

void Checks::step(const Transition& t) {
    Oracle oracle(t.state, m_machine.rules());
    checkTasks(t, m_machine.rules());
    checkReport(t);
    checkAnswer(t);
    checkPlaces(t, oracle);
    checkStoppedOnEngines(t, m_machine.links());
    checkBounds(t, oracle);
    m_model.follow(t, oracle);
}

void Checks::settled(Millis now) {
    checkEngines(m_machine.state(), m_machine.links());
    auto due = control::nextDue(m_machine.state());
    if (due && *due <= now) return; // the plane has not had its say yet
    checkWorkDone(m_machine.state(), Oracle(m_machine.state(), m_machine.rules()), m_model, now);
}

} // namespace pilothouse::simulation
