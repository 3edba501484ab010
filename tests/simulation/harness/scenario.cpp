// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/scenario.h"

#include "tests/simulation/harness/checks.h"
#include "tests/simulation/harness/describe.h"
#include "tests/simulation/harness/peace.h"
#include "tests/simulation/harness/user.h"

#include <fmt/format.h>

namespace pilothouse::simulation {

namespace {

Rules rulesOf(Random& random, int mutant) {
    Rules rules;
    rules.settle = random.chance(0.4) ? 5'000 : 0;
    rules.keepStopped = random.chance(0.5) ? 60'000 : 3'600'000;
    rules.mutant = mutant;
    return rules;
}

std::vector<std::string> enginesOf(Random& random) {
    std::vector<std::string> names = {"docker", "simulated", "remote"};
    names.resize(1 + random.below(3));
    return names;
}

/// How rough the times are: a seed is calm, has crashes, has lies, breaks, or all.
struct Weather {
    bool crashes = false, lies = false, breaks = false, sleeps = false;
    static Weather of(std::uint64_t seed) {
        switch (seed % 5) {
        case 0:
            return {};
        case 1:
            return {true, false, false, true};
        case 2:
            return {false, true, true, false};
        case 3:
            return {false, false, true, true};
        default:
            return {true, true, true, true};
        }
    }
};

class Chaos {
public:
    Chaos(Machine& machine, Weather weather, std::uint64_t seed)
        : m_machine(machine), m_weather(weather), m_random(seed) {
        if (weather.crashes) machine.crashes = {0.004, 0.004, 0.3};
    }

    void act() {
        if (m_weather.breaks && m_random.chance(0.3)) harm();
        if (m_weather.lies && m_random.chance(0.2)) lie();
        if (m_weather.crashes && m_random.chance(0.03)) m_machine.restart();
        if (m_weather.sleeps && m_random.chance(0.02))
            m_machine.jump(31'000 + static_cast<Millis>(m_random.below(3'600'000)));
    }

private:
    Link& someLink() { return m_machine.links()[m_random.below(m_machine.links().size())]; }

    void lie() {
        auto& faults = someLink().faults;
        bool honest = m_random.chance(0.3);
        faults.slowest = honest ? 5 : m_random.chance(0.2) ? 20'000 : 300;
        faults.repeat = honest ? 0 : 0.2;
        faults.overtake = honest ? 0 : 0.2;
        faults.stale = honest ? 0 : 0.2;
    }

    void harm() {
        auto& link = someLink();
        auto ids = link.engine.tasks();
        auto what = m_random.below(9);
        if (what == 0) link.engine.failPulls(m_random.chance(0.5));
        if (what == 1) link.engine.failNetworks(m_random.chance(0.3));
        if (what == 2) link.silent() ? link.answer(m_machine.now()) : link.goSilent(m_machine.now());
        if (what == 3 && m_random.chance(0.3)) link.engine.loseEverything();
        if (what <= 3 || ids.empty()) return;
        auto id = *std::next(ids.begin(), static_cast<std::ptrdiff_t>(m_random.below(ids.size())));
        auto container = m_random.below(3);
        if (what == 4) link.engine.vanish(id);
        if (what == 5) link.engine.loseNetwork(id);
        if (what == 6) link.engine.sicken(id, container);
        if (what > 6) link.engine.crash(id, container, static_cast<int>(m_random.below(3)), m_machine.now());
    }

    Machine& m_machine;
    Weather m_weather;
    Random m_random;
};

Millis pause(Random& random) {
    auto what = random.below(10);
    if (what < 3) return static_cast<Millis>(random.below(30));
    if (what < 6) return static_cast<Millis>(random.below(400));
    if (what < 9) return static_cast<Millis>(random.below(15'000));
    return static_cast<Millis>(random.below(120'000));
}

} // namespace

Outcome runSeed(std::uint64_t seed, int mutant) {
    Random random(seed * 1'000'003 + 17);
    auto rules = rulesOf(random, mutant);
    Machine machine(seed, rules, enginesOf(random));
    Checks checks(machine);
    machine.watch(&checks);
    User user(machine, random.next());
    Outcome outcome;
    try {
        user.setUp();
        Chaos chaos(machine, Weather::of(seed), random.next());
        int acts = 40 + static_cast<int>(random.below(60));
        for (int i = 0; i < acts; ++i) {
            user.act();
            chaos.act();
            machine.advance(machine.now() + pause(random));
        }
        if (makePeace(machine, user, random)) checkPeace(machine, user);
    } catch (const Violation& violation) {
        outcome.violation = violation.what();
        for (auto& line : machine.trace)
            outcome.trace += line + "\n";
        outcome.trace += fmt::format("now {}\n", machine.now() % 1'000'000'000) + describe(machine.state());
    }
    outcome.steps = machine.steps();
    outcome.reached = checks.reached;
    return outcome;
}

} // namespace pilothouse::simulation
