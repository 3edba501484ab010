// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/plane/plane.h"

#include "core/base/log.h"
#include "core/plane/recorder.h"

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
constexpr std::size_t batch = 64;
/// A jump of the wall clock beyond this moves the deadlines with it (the computer slept, or its clock was
/// set).
constexpr Millis jump = 30'000;

struct Item {
    Event event;
    std::function<void(Reply)> done;
};

} // namespace

struct Plane::Impl {
    Options options;
    std::unique_ptr<store::Store> store;
    State state;
    std::vector<std::unique_ptr<runtime::Runtime>> runtimes;
    const Clock& clock;
    Random random;
    std::unique_ptr<Recorder> recorder;

    mutable std::shared_mutex stateMutex; // readers between steps; the plane's thread alone writes
    std::mutex queueMutex;
    std::condition_variable wake;
    std::deque<Item> queue;
    bool stopping = false;
    std::thread thread;
    Millis lastWall = 0;

    Impl(Options o, std::unique_ptr<store::Store> s, State st,
         std::vector<std::unique_ptr<runtime::Runtime>> r, const Clock& c)
        : options(std::move(o)), store(std::move(s)), state(std::move(st)), runtimes(std::move(r)), clock(c),
          random(options.seed) {}

    void crash(const char* point) {
        if (options.crashPoint) options.crashPoint(point);
    }

    void push(Item item) {
        std::scoped_lock lock(queueMutex);
        queue.push_back(std::move(item));
        wake.notify_one();
    }

    Millis now() const {
        auto meta = state.meta.find("plane");
        return std::max(clock.now(), meta == state.meta.end() ? Millis{0} : meta->second->lastNow);
    }

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
            runtime->start(std::move(goals[runtime->engine()]), std::move(sink));
        }
    }

    void run() {
        startRuntimes();
        lastWall = clock.now();
        for (;;) {
            auto items = waitForWork();
            if (!items) return;
            noticeJump(*items);
            handle(std::move(*items));
        }
    }

    /// The waiting events, or a Tick when a deadline is due; nothing at the end.
    std::optional<std::vector<Item>> waitForWork() {
        std::unique_lock lock(queueMutex);
        auto ready = [&] { return stopping || !queue.empty(); };
        auto due = nextDue(state);
        if (!due) {
            wake.wait(lock, ready);
        } else if (Millis left = *due - now(); left > 0) {
            // Not longer than a part of a jump, so that one is noticed while nothing happens.
            wake.wait_for(lock, std::chrono::milliseconds(std::min<Millis>(left, jump / 2)), ready);
        }
        if (stopping) return {};
        std::vector<Item> items;
        while (!queue.empty() && items.size() < batch) {
            items.push_back(std::move(queue.front()));
            queue.pop_front();
        }
        if (due && *due <= now()) items.push_back({Tick{}, {}});
        return items;
    }

    void noticeJump(std::vector<Item>& items) {
        Millis wall = clock.now();
        if (wall - lastWall > jump && nextDue(state)) {
            log::warning("plane", "the clock jumped forward",
                         {{"milliseconds", std::to_string(wall - lastWall)}});
            std::erase_if(items, [](auto& item) { return std::holds_alternative<Tick>(item.event); });
            items.insert(items.begin(), {TimeJumped{wall - lastWall}, {}});
        }
        lastWall = wall;
    }

    /// Steps one after the other on the State as it will be, one commit for all, then answers and goals.
    void handle(std::vector<Item> items) {
        if (items.empty()) return;
        struct Answer {
            std::function<void(Reply)> done;
            Reply reply;
        };
        std::vector<Answer> answers;
        std::map<std::string, TaskGoal> goals;
        State& next = state;
        Changes all, undo;
        {
            std::unique_lock lock(stateMutex);
            for (auto& item : items) {
                Millis time = now();
                if (recorder) recorder->write(item.event, time);
                auto done = step(next, item.event, time, random, options.rules);
                for (auto& goal : goalsAfter(next, done.changes))
                    goals[goal.taskId] = goal;
                remember(next, done.changes, undo);
                apply(next, done.changes);
                merge(all, std::move(done.changes));
                if (item.done) answers.push_back({std::move(item.done), done.reply.value_or(Json::object())});
            }
            if (auto committed = commit(all); !committed) {
                log::error("plane", "commit failed; nothing was changed",
                           {{"cause", describe(committed.error())}});
                apply(next, undo);
                goals.clear();
                for (auto& answer : answers)
                    answer.reply = refuse("ServerException",
                                          "The change could not be written: " + committed.error().cause);
            }
        }
        if (!answers.empty()) crash("before-reply");
        for (auto& answer : answers)
            answer.done(std::move(answer.reply));
        hand(goals);
    }

    Result<void> commit(const Changes& all) {
        if (all.empty()) return {};
        crash("before-commit");
        auto done = store->commit(all);
        if (done) crash("after-commit");
        return done;
    }

    /// What takes `changes` back: the rows as they are now, unless an earlier step of this commit changed
    /// them already.
    static void remember(const State& before, const Changes& changes, Changes& undo) {
        remembered<MetaRow>(before, changes, undo), remembered<ClusterRow>(before, changes, undo);
        remembered<FamilyRow>(before, changes, undo), remembered<DefinitionRow>(before, changes, undo);
        remembered<InstanceRow>(before, changes, undo), remembered<ServiceRow>(before, changes, undo);
        remembered<DeploymentRow>(before, changes, undo), remembered<TaskRow>(before, changes, undo);
        remembered<EventRow>(before, changes, undo), remembered<TokenRow>(before, changes, undo);
        remembered<DeadlineRow>(before, changes, undo);
    }
    template <typename Row>
    static void remembered(const State& before, const Changes& changes, Changes& undo) {
        auto& table = State::of<Row>(before);
        for (auto& [key, row] : Changes::of<Row>(changes)) {
            auto it = table.find(key);
            Changes::of<Row>(undo).try_emplace(key, it == table.end() ? nullptr : it->second);
        }
    }
    static void merge(Changes& all, Changes more) {
        mergeTable(all.meta, more.meta), mergeTable(all.clusters, more.clusters);
        mergeTable(all.families, more.families), mergeTable(all.definitions, more.definitions);
        mergeTable(all.instances, more.instances), mergeTable(all.services, more.services);
        mergeTable(all.deployments, more.deployments), mergeTable(all.tasks, more.tasks);
        mergeTable(all.events, more.events), mergeTable(all.tokens, more.tokens);
        mergeTable(all.deadlines, more.deadlines);
    }
    template <typename T>
    static void mergeTable(T& all, T& more) {
        for (auto& [key, row] : more)
            all.insert_or_assign(key, std::move(row));
    }

    void hand(const std::map<std::string, TaskGoal>& goals) {
        if (goals.empty()) return;
        crash("before-goals");
        std::map<std::string, std::vector<TaskGoal>> byEngine;
        for (auto& [id, goal] : goals)
            byEngine[goal.engine].push_back(goal);
        for (auto& runtime : runtimes)
            if (auto it = byEngine.find(runtime->engine()); it != byEngine.end())
                runtime->want(std::move(it->second));
        crash("after-goals");
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

void Plane::start() {
    if (!m_impl->options.recordPath.empty()) {
        auto recorder = Recorder::open(m_impl->options.recordPath, m_impl->options.seed);
        if (recorder)
            m_impl->recorder = std::move(*recorder);
        else
            log::error("plane", "nothing is recorded", {{"cause", describe(recorder.error())}});
    }
    m_impl->thread = std::thread([this] { m_impl->run(); });
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
