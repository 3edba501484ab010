// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/control/step.h"
#include "core/runtime/simulated_engine.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pilothouse::simulation {

using namespace control;

/// How badly an engine's driver behaves.
struct LinkFaults {
    Millis slowest = 5;  ///< goals and reports take up to so long
    double repeat = 0;   ///< a report comes twice
    double overtake = 0; ///< a report takes its own time: later ones may come before it
    double stale = 0;    ///< with a report comes an old one again, maybe of an older attempt
};

/// What stands between a plane and its engine: in place of a Runtime, in virtual time. Goals keep their
/// order; reports do unless it lies. The engine lives on when the plane dies.
class Link {
public:
    Link(const std::string& engineName, std::uint64_t seed) : engine(engineName), m_random(seed) {}

    // ---- the plane's side ----
    void start(const std::vector<TaskGoal>& goals, Millis now);
    void want(const std::vector<TaskGoal>& goals, Millis now);
    void planeDied(); ///< everything under way is lost

    // ---- time ----
    std::optional<Millis> nextDue() const;
    /// Plays up to now; the reports that arrive.
    std::vector<Event> advance(Millis now);

    // ---- faults ----
    void goSilent(Millis now);
    void answer(Millis now); ///< and relists
    bool silent() const { return m_silent; }

    runtime::SimulatedEngine engine;
    LinkFaults faults;

private:
    struct Order {
        Millis at;
        std::vector<TaskGoal> goals;
        bool all; ///< the plane's start: what is not among them goes
    };
    struct Report {
        Millis at;
        Event event;
    };
    void order(std::vector<TaskGoal> goals, bool all, Millis now);
    void report(TaskObservation seen, Millis now);
    void tell(Millis at, Event event);

    Random m_random;
    bool m_silent = false;
    std::deque<Order> m_orders;
    std::map<std::string, TaskGoal> m_goals; ///< newest of each task since the plane's start
    std::multimap<Millis, Event> m_reports;  ///< equal times keep their order
    std::vector<TaskObservation> m_history;  ///< for stale ones
    Millis m_lastOrder = 0, m_lastReport = 0;
};

} // namespace pilothouse::simulation
