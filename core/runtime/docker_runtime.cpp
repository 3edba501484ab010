// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_runtime.h"

#include "core/base/log.h"
#include "core/runtime/docker_inspect.h"
#include "core/runtime/docker_names.h"
#include "core/runtime/docker_task.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <thread>

namespace pilothouse::runtime {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Of an engine that does not answer: asked again so often at first, and at the least.
constexpr Millis firstPause = 250, longestPause = 5'000;
/// After which a task is looked at again of which something went wrong.
constexpr std::chrono::seconds retryPause{1};
/// Some engines send no header before the first event: longer the stream's begin is not waited for.
constexpr std::chrono::milliseconds streamWait{500};

class DockerRuntime final : public Runtime {
public:
    DockerRuntime(DockerOptions options, const Clock& clock)
        : m_options(std::move(options)), m_http(std::make_shared<net::HttpClient>()),
          m_engine(m_http, m_options.address), m_slices(m_options.planeId),
          m_host(
              m_engine, m_slices, clock, m_options.planeId, [this](auto& id) { again(id); },
              [this](auto& id) { againLater(id); }) {}
    ~DockerRuntime() override { DockerRuntime::stop(); }

    std::string engine() const override { return "docker"; }

    void start(std::vector<control::TaskGoal> goals, Sink sink) override {
        m_sink = std::move(sink);
        for (auto& goal : goals)
            entryOf(std::move(goal));
        m_supervisor = std::thread([this] { supervise(); });
        // Starting containers keeps about twice as many calls busy as there are cores; more only wait for
        // each other.
        unsigned count = std::clamp(2 * std::thread::hardware_concurrency(), 2u, 16u);
        for (unsigned i = 0; i < count; ++i)
            m_workers.emplace_back([this] { work(); });
    }

    void want(std::vector<control::TaskGoal> goals) override {
        std::scoped_lock lock(m_mutex);
        for (auto& goal : goals) {
            auto id = goal.taskId;
            entryOf(std::move(goal));
            enqueue(id);
        }
    }

    void stop() override {
        {
            std::scoped_lock lock(m_mutex);
            if (m_stopping) return;
            m_stopping = true;
        }
        m_hasWork.notify_all();
        m_news.notify_all();
        m_http->close(); // ends every call that a worker or the supervisor waits for
        if (m_supervisor.joinable()) m_supervisor.join();
        for (auto& worker : m_workers)
            worker.join();
        m_slices.tidy();
        std::map<std::string, Entry> tasks; // let go without the lock: their calls may be about to take it
        std::scoped_lock lock(m_mutex);
        tasks.swap(m_tasks);
    }

private:
    struct Entry {
        std::shared_ptr<DockerTask> task;
        bool queued = false, busy = false, dirty = false;
        std::optional<control::TaskObservation> told;
    };

    void entryOf(control::TaskGoal goal) {
        auto& entry = m_tasks[goal.taskId];
        if (entry.task)
            entry.task->want(std::move(goal));
        else
            entry.task = std::make_shared<DockerTask>(m_host, std::move(goal));
    }

    // ---- one task, one worker ----------------------------------------------------------------------------

    void enqueue(const std::string& id) { // with m_mutex held
        auto it = m_tasks.find(id);
        if (it == m_tasks.end() || it->second.queued || !m_connected) return;
        if (it->second.busy) {
            it->second.dirty = true;
            return;
        }
        it->second.queued = true;
        m_queue.push_back(id);
        m_hasWork.notify_one();
    }

    void again(const std::string& id) {
        std::scoped_lock lock(m_mutex);
        enqueue(id);
    }

    void againLater(const std::string& id) {
        std::scoped_lock lock(m_mutex);
        m_retries.emplace(SteadyClock::now() + retryPause, id);
        m_news.notify_one();
    }

    void work() {
        for (;;) {
            std::string id;
            std::shared_ptr<DockerTask> task; // let go without the lock
            {
                std::unique_lock lock(m_mutex);
                m_hasWork.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
                if (m_stopping) return;
                id = m_queue.front();
                m_queue.pop_front();
                auto& entry = m_tasks.at(id);
                entry.queued = false;
                entry.busy = true;
                task = entry.task;
            }
            finish(id, task->converge());
        }
    }

    /// Tells what changed, in the order in which it was seen; lets go of a task of which nothing is left.
    void finish(const std::string& id, DockerTask::Round round) {
        if (isNews(id, round)) m_sink.task(*round.seen);
        if (round.retry) againLater(id);
        std::scoped_lock lock(m_mutex);
        auto it = m_tasks.find(id);
        it->second.busy = false;
        bool dirty = std::exchange(it->second.dirty, false);
        if (round.over)
            m_tasks.erase(it);
        else if (dirty)
            enqueue(id);
    }

    bool isNews(const std::string& id, const DockerTask::Round& round) {
        std::scoped_lock lock(m_mutex);
        auto& told = m_tasks.at(id).told;
        if (m_stopping || !round.seen || told == round.seen) return false;
        told = round.seen;
        return true;
    }

    // ---- the engine --------------------------------------------------------------------------------------

    void supervise() {
        Millis pause = firstPause;
        bool said = false; // that it does not answer
        while (!stopped()) {
            auto about = m_engine.connect();
            auto lost = about ? listen(*about) : about.error();
            if (stopped()) return;
            if (about && m_answered) {
                pause = firstPause;
                said = false;
            }
            if (!std::exchange(said, true)) reportLoss(lost);
            if (waitOrStop(pause)) return;
            pause = std::min(pause * 2, longestPause);
        }
    }

    void reportLoss(const Error& error) {
        log::warning("engine", "does not answer", {{"cause", describe(error)}});
        control::EngineObservation seen;
        seen.engine = engine();
        seen.cause = error.cause.empty() ? error.code : error.cause;
        m_sink.engine(seen);
    }

    void reportAnswer(const docker::About& about) {
        control::EngineObservation seen;
        seen.engine = engine();
        seen.answers = true;
        seen.version = about.version;
        seen.cpus = about.cpus;
        seen.memoryBytes = about.memoryBytes;
        seen.limits = m_slices.kernel() ? "kernel" : "accounting";
        m_sink.engine(seen);
    }

    struct Stream {
        bool begun = false;
        std::optional<Error> ended;
    };

    net::Call openStream(const std::shared_ptr<Stream>& stream) {
        return m_engine.events(
            planeLabel(m_options.planeId), [this, stream] { note([&] { stream->begun = true; }); },
            [this](const docker::Event& event) {
                if (auto it = event.attributes.find("pilothouse.task"); it != event.attributes.end())
                    again(it->second);
            },
            [this, stream](Error error) { note([&] { stream->ended = std::move(error); }); });
    }

    /// Events first, then everything anew: nothing that happens in between is missed. Back, with the reason,
    /// when the stream breaks.
    Error listen(const docker::About& about) {
        m_answered = false;
        m_slices.adopt(about);
        m_host.images.forget();
        auto stream = std::make_shared<Stream>();
        auto call = openStream(stream);
        {
            std::unique_lock lock(m_mutex);
            m_news.wait_for(lock, streamWait, [&] { return m_stopping || stream->begun || stream->ended; });
            if (m_stopping) return {};
        }
        if (auto swept = sweep(); !swept) return swept.error();
        reportAnswer(about);
        m_answered = true;
        std::unique_lock lock(m_mutex);
        m_connected = true;
        for (auto& [id, entry] : m_tasks) {
            entry.told.reset();
            enqueue(id);
        }
        while (!m_stopping && !stream->ended)
            waitForNews(lock);
        m_connected = false;
        m_queue.clear();
        for (auto& [id, entry] : m_tasks)
            entry.queued = false;
        return stream->ended.value_or(Error{});
    }

    /// Until something happens or the next retry is due; hands out those that are.
    void waitForNews(std::unique_lock<std::mutex>& lock) {
        if (m_retries.empty())
            m_news.wait(lock);
        else
            m_news.wait_until(lock, m_retries.begin()->first);
        while (!m_retries.empty() && m_retries.begin()->first <= SteadyClock::now()) {
            enqueue(m_retries.begin()->second);
            m_retries.erase(m_retries.begin());
        }
    }

    /// Removes what carries this plane's id and belongs to no task that it knows.
    Result<void> sweep() {
        auto filter = docker::labelFilter({planeLabel(m_options.planeId)});
        auto containers = m_engine.call("GET", "/containers/json?all=1&filters=" + filter);
        if (!containers) return tl::unexpected<Error>(containers.error());
        for (auto& item : containers->items())
            if (isForsaken(item.at("Labels")))
                if (auto done = forsake("/containers/" + item.str("Id") + "?force=1&v=1"); !done) return done;
        auto volumes = m_engine.call("GET", "/volumes?filters=" + filter);
        if (!volumes) return tl::unexpected<Error>(volumes.error());
        for (auto& item : volumes->at("Volumes").items())
            if (isForsaken(item.at("Labels")))
                if (auto done = forsake("/volumes/" + item.str("Name")); !done) return done;
        return {};
    }

    bool isForsaken(const Json& labels) {
        std::scoped_lock lock(m_mutex);
        return labels.str("pilothouse.plane") == m_options.planeId &&
               !m_tasks.contains(labels.str("pilothouse.task"));
    }

    Result<void> forsake(const std::string& path) {
        log::info("engine", "removing what belongs to no task", {{"path", path}});
        auto removed = m_engine.call("DELETE", path);
        if (!removed && outOfReach(removed.error())) return tl::unexpected<Error>(removed.error());
        return {};
    }

    template <typename F>
    void note(F&& f) {
        std::scoped_lock lock(m_mutex);
        f();
        m_news.notify_all();
    }
    bool stopped() {
        std::scoped_lock lock(m_mutex);
        return m_stopping;
    }
    bool waitOrStop(Millis pause) {
        std::unique_lock lock(m_mutex);
        return m_news.wait_for(lock, std::chrono::milliseconds(pause), [&] { return m_stopping; });
    }

    DockerOptions m_options;
    std::shared_ptr<net::HttpClient> m_http;
    docker::Engine m_engine;
    Slices m_slices;
    Sink m_sink;
    bool m_answered = false; ///< in the last connection; the supervisor's own

    std::mutex m_mutex;                // guards all below
    std::condition_variable m_hasWork; ///< workers wait for it
    std::condition_variable m_news;    ///< the supervisor waits for it
    std::map<std::string, Entry> m_tasks;
    std::deque<std::string> m_queue;
    std::multimap<SteadyClock::time_point, std::string> m_retries;
    bool m_connected = false, m_stopping = false;
    DockerHost m_host; ///< after what its callbacks use
    std::thread m_supervisor;
    std::vector<std::thread> m_workers;
};

} // namespace

std::unique_ptr<Runtime> makeDockerRuntime(DockerOptions options, const Clock& clock) {
    return std::make_unique<DockerRuntime>(std::move(options), clock);
}

} // namespace pilothouse::runtime
