// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane.h"

#include "core/base/log.h"
#include "core/plane/batch.h"
#include "core/plane/recorder.h"
#include "core/plane/timekeeper.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace pilothouse::plane {

using namespace control;

namespace {

/// So many events share one commit at most: an answer must not wait for a queue that never ends.
constexpr std::size_t batchLimit = 64;
/// After a commit that failed, before what could not be kept is tried again.
constexpr std::chrono::milliseconds commitPause{1'000};

struct Item {
    Event event;
    std::function<void(Reply)> done; ///< of a call
};

struct Answer {
    std::function<void(Reply)> done;
    Reply reply;
};

Millis lastNowOf(const State& state) {
    auto meta = state.meta.find("plane");
    return meta == state.meta.end() ? 0 : meta->second->lastNow;
}

} // namespace

const std::vector<std::string>& crashPoints() {
    static const std::vector<std::string> all = {"before-commit", "after-commit", "before-reply",
                                                 "after-reply",   "before-start", "after-start",
                                                 "before-goals",  "after-goals"};
    return all;
}

struct Plane::Impl {
    Options options;
    std::unique_ptr<store::Store> store;
    State state;
    std::vector<std::unique_ptr<runtime::Runtime>> runtimes;
    Timekeeper time;
    Random random;
    std::unique_ptr<Recorder> recorder;

    mutable std::shared_mutex stateMutex; // readers between steps; the plane's thread alone writes
    std::mutex queueMutex;
    std::condition_variable wake;
    std::deque<Item> queue;
    bool stopping = false;
    bool pausing = false; // the plane's thread only: what a commit could not keep waits to be tried again
    std::thread thread;

    Impl(Options o, std::unique_ptr<store::Store> s, State st,
         std::vector<std::unique_ptr<runtime::Runtime>> r, const Clock& clock)
        : options(std::move(o)), store(std::move(s)), state(std::move(st)), runtimes(std::move(r)),
          time(clock, lastNowOf(state)), random(options.seed) {}

    void crash(const char* point) {
        if (options.crashPoint) options.crashPoint(point);
    }

    void push(Item item) {
        std::scoped_lock lock(queueMutex);
        queue.push_back(std::move(item));
        wake.notify_one();
    }

    Millis now() const { return std::max(time.now(), lastNowOf(state)); }

    void startRuntimes() {
        std::map<std::string, std::vector<TaskGoal>> goals;
        for (auto& goal : allGoals(state))
            goals[goal.engine].push_back(goal);
        for (auto& runtime : runtimes) {
            runtime::Runtime::Sink sink{[this](TaskObservation seen) {
                                            push({std::move(seen), {}});
                                        },
                                        [this](EngineObservation seen) {
                                            push({std::move(seen), {}});
                                        }};
            crash("before-start");
            runtime->start(std::move(goals[runtime->engine()]), std::move(sink));
            crash("after-start");
        }
    }

    void run() {
        startRuntimes();
        while (auto items = waitForWork()) {
            if (Millis by = time.look(); by > 0 && nextDue(state)) moveDeadlines(*items, by);
            handle(std::move(*items));
        }
    }

    /// The waiting events, and a Tick if a deadline is due; nothing at the end.
    std::optional<std::vector<Item>> waitForWork() {
        std::unique_lock lock(queueMutex);
        if (std::exchange(pausing, false)) wake.wait_for(lock, commitPause, [&] { return stopping; });
        auto ready = [&] { return stopping || !queue.empty(); };
        auto due = nextDue(state);
        if (!due) {
            wake.wait(lock, ready);
        } else if (Millis left = *due - now(); left > 0) {
            // Not longer than a part of a jump, so that one is noticed while nothing happens.
            auto longest = std::min<Millis>(left, Timekeeper::jump / 2);
            wake.wait_for(lock, std::chrono::milliseconds(longest), ready);
        }
        if (stopping) return {};
        std::vector<Item> items;
        while (!queue.empty() && items.size() < batchLimit) {
            items.push_back(std::move(queue.front()));
            queue.pop_front();
        }
        if (due && *due <= now()) items.push_back({Tick{}, {}});
        return items;
    }

    static void moveDeadlines(std::vector<Item>& items, Millis by) {
        log::warning("plane", "the clock jumped forward", {{"milliseconds", std::to_string(by)}});
        std::erase_if(items, [](auto& item) { return std::holds_alternative<Tick>(item.event); });
        items.insert(items.begin(), {TimeJumped{by}, {}});
    }

    /// Steps one after the other on the State as it will be, one commit for all, then answers and goals.
    void handle(std::vector<Item> items) {
        if (items.empty()) return;
        std::vector<Answer> answers;
        std::map<std::string, TaskGoal> goals;
        {
            std::unique_lock lock(stateMutex);
            const Random before = random;
            Batch batch;
            std::size_t steps = 0;
            for (auto& item : items) {
                auto reply = take(item.event, batch, goals, steps);
                if (item.done) answers.push_back({item.done, reply.value_or(Json::object())});
                if (auto* seen = std::get_if<EngineObservation>(&item.event); seen && options.engineSeen)
                    for (auto& more : options.engineSeen(state, *seen))
                        take(more, batch, goals, steps);
            }
            auto committed = commit(batch.changes);
            if (!committed) {
                apply(state, batch.undo);
                random = before;
                if (recorder) recorder->undone(steps);
                pausing = keep(std::move(items));
                goals.clear();
                refuseAll(answers, committed.error());
            }
        }
        for (auto& answer : answers) {
            crash("before-reply");
            answer.done(std::move(answer.reply));
            crash("after-reply");
        }
        hand(goals);
    }

    std::optional<Reply> take(const Event& event, Batch& batch, std::map<std::string, TaskGoal>& goals,
                              std::size_t& steps) {
        Millis at = now();
        if (recorder) recorder->write(event, at);
        auto done = step(state, event, at, random, options.rules);
        for (auto& goal : goalsAfter(state, done.changes))
            goals[goal.taskId] = goal;
        batch.add(state, done.changes);
        apply(state, done.changes);
        ++steps;
        return std::move(done.reply);
    }

    Result<void> commit(const Changes& all) {
        if (all.empty()) return {};
        crash("before-commit");
        auto done = store->commit(all);
        if (done) crash("after-commit");
        return done;
    }

    /// What nobody waits for is not lost with the commit: a runtime reports a change once.
    bool keep(std::vector<Item> items) {
        std::erase_if(items,
                      [](auto& item) { return item.done || std::holds_alternative<Tick>(item.event); });
        std::scoped_lock lock(queueMutex);
        queue.insert(queue.begin(), std::make_move_iterator(items.begin()),
                     std::make_move_iterator(items.end()));
        return !items.empty();
    }

    static void refuseAll(std::vector<Answer>& answers, const Error& error) {
        log::error("plane", "a commit failed; nothing was changed", {{"cause", describe(error)}});
        for (auto& answer : answers)
            answer.reply =
                refuse("ServerException", "The change could not be written to disk: " + error.cause);
    }

    void hand(const std::map<std::string, TaskGoal>& goals) {
        std::map<std::string, std::vector<TaskGoal>> byEngine;
        for (auto& [id, goal] : goals)
            byEngine[goal.engine].push_back(goal);
        for (auto& runtime : runtimes) {
            auto it = byEngine.find(runtime->engine());
            if (it == byEngine.end()) continue;
            crash("before-goals");
            runtime->want(std::move(it->second));
            crash("after-goals");
        }
    }
};

Plane::Plane(Options options, std::unique_ptr<store::Store> store, State state,
             std::vector<std::unique_ptr<runtime::Runtime>> runtimes, const Clock& clock)
    : m_impl(std::make_unique<Impl>(std::move(options), std::move(store), std::move(state),
                                    std::move(runtimes), clock)) {}

Plane::~Plane() {
    {
        std::scoped_lock lock(m_impl->queueMutex);
        m_impl->stopping = true;
        m_impl->wake.notify_one();
    }
    if (m_impl->thread.joinable()) m_impl->thread.join();
    for (auto& runtime : m_impl->runtimes)
        runtime->stop();
    for (auto& item : m_impl->queue)
        if (item.done) item.done(refuse("ServerException", "The control plane is stopping."));
}

Result<void> Plane::start() {
    auto& impl = *m_impl;
    if (!impl.options.recordPath.empty()) {
        auto recorder =
            Recorder::open(impl.options.recordPath, impl.options.seed, impl.options.rules, impl.state);
        if (!recorder) return tl::unexpected<Error>(recorder.error());
        impl.recorder = std::move(*recorder);
    }
    impl.thread = std::thread([&impl] { impl.run(); });
    return {};
}

void Plane::submit(Command command, std::function<void(Reply)> done) {
    m_impl->push({std::move(command), std::move(done)});
}

void Plane::post(Event event) {
    m_impl->push({std::move(event), {}});
}

Reply Plane::read(const std::string& operation, const Json& input) const {
    std::shared_lock lock(m_impl->stateMutex);
    return control::read(m_impl->state, operation, input, m_impl->now());
}

void Plane::inspect(const std::function<void(const State&)>& look) const {
    std::shared_lock lock(m_impl->stateMutex);
    look(m_impl->state);
}

} // namespace pilothouse::plane
