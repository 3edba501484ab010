// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/checks.h"

namespace pilothouse::simulation {

/// Reading everything takes much longer than a step.
static constexpr int readEvery = 50;

void Checks::step(const Transition& t) {
    Oracle oracle(t.state, m_machine.rules());
    checkTasks(t, m_machine.rules());
    checkReport(t);
    checkAnswer(t);
    checkPlaces(t, oracle);
    checkStoppedOnEngines(t, m_machine.links());
    checkBounds(t, oracle);
    m_model.follow(t, oracle);
    countReached(t, reached);
}

void Checks::settled(Millis now) {
    checkEngines(m_machine.state(), m_machine.links());
    auto due = control::nextDue(m_machine.state());
    if (due && *due <= now) return; // the plane has not had its say yet
    Oracle oracle(m_machine.state(), m_machine.rules());
    checkWorkDone(m_machine.state(), oracle, m_model, now);
    if (--m_untilRead > 0) return;
    m_untilRead = readEvery;
    checkReads(m_machine.state(), oracle, now);
}

} // namespace pilothouse::simulation
