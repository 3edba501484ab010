// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/plane/batch.h"
#include "core/store/store.h"
#include "tests/simulation/harness/link.h"

#include <memory>
#include <stdexcept>
#include <vector>

namespace pilothouse::simulation {

/// An invariant that does not hold; ends the run of a seed.
struct Violation : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// One step as an observer sees it: the State is already the new one, earlier rows stand beside it.
struct Transition {
    const Event& event;
    Millis now;
    const State& state;
    const Changes& changes;
    const Changes& before; ///< the rows that changes replaced (null: there was none)
    const std::vector<TaskGoal>& goals;
    const std::optional<Reply>& reply;

    /// f(earlier row or null, new row or null) for each changed row.
    template <typename Row, typename F>
    void each(F&& f) const {
        auto& old = Changes::of<Row>(before);
        for (auto& [key, row] : Changes::of<Row>(changes))
            f(old.at(key), row);
    }
    /// The row as it was before this step.
    template <typename Row>
    Ptr<Row> earlier(const KeyOf<Row>& key) const {
        auto& old = Changes::of<Row>(before);
        if (auto it = old.find(key); it != old.end()) return it->second;
        return current<Row>(key);
    }
    template <typename Row>
    Ptr<Row> current(const KeyOf<Row>& key) const {
        auto& table = State::of<Row>(state);
        auto it = table.find(key);
        return it == table.end() ? nullptr : it->second;
    }
};

/// Who looks at each step. What it remembers must follow the plane: a step that was never committed has not
/// been.
class Observer {
public:
    virtual ~Observer() = default;
    virtual void step(const Transition& transition) = 0;
    virtual void committed() = 0;
    virtual void undone() = 0; ///< the steps since the last committed() never were
    virtual void restarted() = 0;
    virtual void settled(Millis now) = 0; ///< all events of an instant are done and committed
};

struct CrashPlan {
    double beforeCommit = 0, afterCommit = 0; ///< probability for each commit
    double sharedCommit = 0.3;                ///< several waiting events share one
};

/// A plane in miniature on one thread in virtual time: State, store, engines; steps, commits and goals in the
/// order of core/plane, deaths between any two writes.
class Machine {
public:
    Machine(std::uint64_t seed, Rules rules, std::vector<std::string> engines);

    void watch(Observer* observer) { m_observer = observer; }

    /// A call; its answer, or nothing if the plane died before it could.
    std::optional<Reply> call(const std::string& operation, const Json& input);
    void post(Event event);
    /// Lets everything happen that happens until then.
    void advance(Millis until);
    /// When something happens next.
    std::optional<Millis> nextDue() const;
    /// The wall clock jumps forward, as after a sleep.
    void jump(Millis by);
    /// The plane dies and comes back after a while.
    void restart();

    Millis now() const { return m_now; }
    std::size_t steps() const { return m_steps; }
    const State& state() const { return m_state; }
    const Rules& rules() const { return m_rules; }
    std::vector<Link>& links() { return m_links; }
    const std::vector<Link>& links() const { return m_links; }
    std::vector<std::string> trace; ///< the newest events, for a failing seed

    CrashPlan crashes;

private:
    /// Steps, one commit, goals; the answer to the last event.
    std::optional<Reply> handle(const std::vector<Event>& events);
    std::optional<Reply> take(const Event& event, plane::Batch& batch,
                              std::map<std::string, TaskGoal>& goals);
    void instant();
    void startLinks();
    void compareWithStore();
    void note(const Event& event);

    Rules m_rules;
    Random m_chance, m_heart; ///< what happens to the plane; the plane's own
    std::unique_ptr<store::Store> m_store;
    State m_state;
    std::vector<Link> m_links;
    Millis m_now = 1'700'000'000'000;
    std::size_t m_steps = 0, m_lives = 0;
    Observer* m_observer = nullptr;
};

/// Compares rows and indices; the first difference, or "".
std::string difference(const State& a, const State& b);

} // namespace pilothouse::simulation
