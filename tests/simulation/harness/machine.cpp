// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/harness/machine.h"

#include "tests/simulation/harness/describe.h"

#include <algorithm>

namespace pilothouse::simulation {

namespace {

constexpr std::size_t traced = 40;

template <typename Map>
bool sameKeys(const Map& a, const Map& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](auto& x, auto& y) { return x.first == y.first; });
}

bool sameUsage(const State& a, const State& b) {
    if (!sameKeys(a.usage, b.usage)) return false;
    for (auto& [key, usage] : a.usage) {
        auto& other = b.usage.at(key);
        if (usage.cpu != other.cpu || usage.memory != other.memory || usage.tasks != other.tasks ||
            usage.ports != other.ports)
            return false;
    }
    return true;
}

bool samePorts(const State& a, const State& b) {
    if (!sameKeys(a.enginePorts, b.enginePorts)) return false;
    for (auto& [engine, ports] : a.enginePorts)
        if (ports.any != b.enginePorts.at(engine).any || ports.hostMode != b.enginePorts.at(engine).hostMode)
            return false;
    return true;
}

/// The same task ids, and each leads to the row that the table has.
bool sameTasks(const State& state, const TaskIndex& a, const TaskIndex& b) {
    return sameKeys(a, b) && std::all_of(a.begin(), a.end(), [&](auto& item) {
               auto it = state.tasks.find(item.second->key);
               return it != state.tasks.end() && it->second == item.second;
           });
}

template <typename Key>
bool sameTasks(const State& state, const std::map<Key, TaskIndex>& a, const std::map<Key, TaskIndex>& b) {
    return sameKeys(a, b) && std::all_of(a.begin(), a.end(), [&](auto& item) {
               return sameTasks(state, item.second, b.at(item.first));
           });
}

} // namespace

std::string difference(const State& a, const State& b) {
    if (!a.sameRows(b)) return "rows";
    if (!sameTasks(a, a.tasksOfService, b.tasksOfService)) return "tasksOfService";
    if (!sameTasks(a, a.liveTasksOfService, b.liveTasksOfService)) return "liveTasksOfService";
    if (!sameTasks(a, a.tasksOfInstance, b.tasksOfInstance)) return "tasksOfInstance";
    if (!sameTasks(a, a.liveTasksOfCluster, b.liveTasksOfCluster)) return "liveTasksOfCluster";
    if (!sameTasks(a, a.tasksById, b.tasksById)) return "tasksById";
    if (a.deploymentsOfService != b.deploymentsOfService) return "deploymentsOfService";
    if (a.drainingInstances != b.drainingInstances) return "drainingInstances";
    if (a.due != b.due) return "due";
    if (!sameUsage(a, b)) return "usage";
    if (!samePorts(a, b)) return "enginePorts";
    return "";
}

Machine::Machine(std::uint64_t seed, Rules rules, std::vector<std::string> engines)
    : m_rules(rules), m_chance(seed * 7919 + 1), m_heart(seed * 104729 + 2) {
    auto store = store::Store::open(":memory:");
    if (!store) throw Violation("the store does not open: " + describe(store.error()));
    m_store = std::move(*store);
    auto state = m_store->load({});
    if (!state) throw Violation("the store does not load: " + describe(state.error()));
    m_state = std::move(*state);
    for (auto& name : engines)
        m_links.emplace_back(name, m_chance.next());
    startLinks();
}

void Machine::startLinks() {
    std::map<std::string, std::vector<TaskGoal>> goals;
    for (auto& goal : allGoals(m_state))
        goals[goal.engine].push_back(goal);
    for (auto& link : m_links)
        link.start(goals[link.engine.name()], m_now);
}

void Machine::note(const Event& event) {
    if (trace.size() == traced) trace.erase(trace.begin());
    trace.push_back(std::to_string(m_now % 1'000'000'000) + " " + describe(event));
}

std::optional<Reply> Machine::take(const Event& event, plane::Batch& batch,
                                   std::map<std::string, TaskGoal>& goals) {
    note(event);
    ++m_steps;
    auto done = control::step(m_state, event, m_now, m_heart, m_rules);
    if (done.reply && !*done.reply && !done.changes.empty()) throw Violation("a refused call changes rows");
    auto handed = goalsAfter(m_state, done.changes);
    for (auto& goal : handed)
        goals[goal.taskId] = goal;
    plane::Batch alone;
    alone.add(m_state, done.changes);
    batch.add(m_state, done.changes);
    apply(m_state, done.changes);
    if (m_observer) m_observer->step({event, m_now, m_state, done.changes, alone.undo, handed, done.reply});
    return std::move(done.reply);
}

std::optional<Reply> Machine::handle(const std::vector<Event>& events) {
    plane::Batch batch;
    std::map<std::string, TaskGoal> goals;
    std::optional<Reply> reply;
    for (auto& event : events)
        reply = take(event, batch, goals);
    if (!batch.changes.empty()) {
        if (m_chance.chance(crashes.beforeCommit)) {
            apply(m_state, batch.undo);
            if (m_observer) m_observer->undone();
            restart();
            return {};
        }
        if (auto done = m_store->commit(batch.changes); !done)
            throw Violation("a commit fails: " + describe(done.error()));
        if (m_observer) m_observer->committed();
        if (m_chance.chance(crashes.afterCommit)) {
            restart();
            return {};
        }
    }
    std::map<std::string, std::vector<TaskGoal>> byEngine;
    for (auto& [id, goal] : goals)
        byEngine[goal.engine].push_back(goal);
    for (auto& link : m_links)
        if (auto it = byEngine.find(link.engine.name()); it != byEngine.end()) link.want(it->second, m_now);
    return reply;
}

void Machine::compareWithStore() {
    auto loaded = m_store->load(m_state.arns);
    if (!loaded) throw Violation("the store does not load: " + describe(loaded.error()));
    if (auto what = difference(m_state, *loaded); !what.empty())
        throw Violation("State loaded from the store differs from State in memory: " + what);
    m_state = std::move(*loaded);
}

void Machine::restart() {
    note(Event{Command{"(the plane dies)", Json::object(), ""}});
    for (auto& link : m_links)
        link.planeDied();
    compareWithStore();
    m_now += static_cast<Millis>(m_chance.below(3000));
    for (auto& link : m_links)
        link.advance(m_now); // nobody hears what happens
    for (auto& link : m_links)
        link.planeDied();
    m_heart = Random(m_chance.next());
    ++m_lives;
    startLinks();
    if (!m_observer) return;
    m_observer->restarted();
    m_observer->settled(m_now);
}

std::optional<Reply> Machine::call(const std::string& operation, const Json& input) {
    auto reply = handle({Command{operation, input, "arn:aws:iam::000000000000:user/simulation"}});
    if (m_observer) m_observer->settled(m_now);
    return reply;
}

void Machine::post(Event event) {
    handle({std::move(event)});
    if (m_observer) m_observer->settled(m_now);
}

void Machine::jump(Millis by) {
    m_now += by;
    post(TimeJumped{by});
}

std::optional<Millis> Machine::nextDue() const {
    auto due = control::nextDue(m_state);
    for (auto& link : m_links)
        if (auto at = link.nextDue(); at && (!due || *at < *due)) due = at;
    return due;
}

void Machine::instant() {
    std::vector<Event> events;
    for (auto& link : m_links)
        for (auto& event : link.advance(m_now))
            events.push_back(std::move(event));
    if (auto due = control::nextDue(m_state); due && *due <= m_now)
        events.insert(m_chance.chance(0.5) ? events.begin() : events.end(), Tick{});
    if (events.empty()) return;
    if (m_chance.chance(crashes.sharedCommit)) {
        handle(events);
    } else {
        auto life = m_lives;
        for (auto& event : events)
            if (life == m_lives) handle({event}); // what waits in a plane dies with it
    }
    if (m_observer) m_observer->settled(m_now);
}

void Machine::advance(Millis until) {
    int sameInstant = 0;
    for (;;) {
        auto due = nextDue();
        if (!due || *due > until) break;
        sameInstant = *due <= m_now ? sameInstant + 1 : 0;
        if (sameInstant > 10'000) throw Violation("the plane does not come to rest");
        m_now = std::max(m_now, *due);
        instant();
    }
    m_now = std::max(m_now, until);
}

} // namespace pilothouse::simulation
