// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/link.h"

#include <algorithm>

namespace pilothouse::simulation {

namespace {

constexpr std::size_t remembered = 60;

EngineObservation seenEngine(const std::string& name, bool answers) {
    EngineObservation seen;
    seen.engine = name;
    seen.answers = answers;
    seen.version = answers ? "simulated" : "";
    seen.cause = answers ? "" : "connection refused";
    return seen;
}

Millis upTo(Random& random, Millis most) {
    return static_cast<Millis>(random.below(static_cast<std::uint64_t>(most) + 1));
}

} // namespace

void Link::start(const std::vector<TaskGoal>& goals, Millis now) {
    m_goals.clear();
    for (auto& goal : goals)
        m_goals[goal.taskId] = goal;
    tell(now, seenEngine(engine.name(), !m_silent));
    if (!m_silent) order(goals, true, now);
}

void Link::want(const std::vector<TaskGoal>& goals, Millis now) {
    for (auto& goal : goals)
        m_goals[goal.taskId] = goal;
    if (!m_silent) order(goals, false, now);
}

void Link::planeDied() {
    m_orders.clear();
    m_reports.clear();
    m_history.clear();
    m_goals.clear();
}

void Link::order(std::vector<TaskGoal> goals, bool all, Millis now) {
    m_lastOrder = std::max(m_lastOrder, now + upTo(m_random, faults.slowest));
    m_orders.push_back({m_lastOrder, std::move(goals), all});
}

void Link::tell(Millis at, Event event) {
    m_reports.emplace(at, std::move(event));
}

void Link::report(TaskObservation seen, Millis now) {
    bool overtakes = m_random.chance(faults.overtake);
    Millis at = now + upTo(m_random, overtakes ? 20 * faults.slowest : faults.slowest);
    if (!overtakes) at = m_lastReport = std::max(m_lastReport, at);
    if (m_random.chance(faults.repeat)) tell(at + upTo(m_random, 10 * faults.slowest), seen);
    if (!m_history.empty() && m_random.chance(faults.stale))
        tell(at + upTo(m_random, faults.slowest), m_history[m_random.below(m_history.size())]);
    if (m_history.size() == remembered) m_history.erase(m_history.begin());
    m_history.push_back(seen);
    tell(at, std::move(seen));
}

std::optional<Millis> Link::nextDue() const {
    auto due = engine.nextDue();
    if (m_silent && due && *due == 0) due.reset(); // nobody listens
    auto consider = [&](Millis at) {
        if (!due || at < *due) due = at;
    };
    if (!m_orders.empty()) consider(m_orders.front().at);
    if (!m_reports.empty()) consider(m_reports.begin()->first);
    return due;
}

std::vector<Event> Link::advance(Millis now) {
    while (!m_orders.empty() && m_orders.front().at <= now) {
        auto first = std::move(m_orders.front());
        m_orders.pop_front();
        if (first.all)
            engine.relist(first.goals, now);
        else
            engine.want(first.goals, now);
    }
    for (auto& seen : engine.advance(now))
        if (!m_silent) report(std::move(seen), now);
    std::vector<Event> arrived;
    while (!m_reports.empty() && m_reports.begin()->first <= now) {
        arrived.push_back(std::move(m_reports.begin()->second));
        m_reports.erase(m_reports.begin());
    }
    return arrived;
}

void Link::goSilent(Millis now) {
    if (std::exchange(m_silent, true)) return;
    m_orders.clear();
    std::erase_if(m_reports, [](auto& item) { return std::holds_alternative<TaskObservation>(item.second); });
    tell(std::max(m_lastReport, now), seenEngine(engine.name(), false));
}

void Link::answer(Millis now) {
    if (!std::exchange(m_silent, false)) return;
    tell(std::max(m_lastReport, now), seenEngine(engine.name(), true));
    std::vector<TaskGoal> goals;
    for (auto& [id, goal] : m_goals)
        goals.push_back(goal);
    order(std::move(goals), true, now);
}

} // namespace pilothouse::simulation
