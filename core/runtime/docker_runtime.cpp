// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/docker_runtime.h"

#include "core/base/log.h"
#include "core/runtime/docker_inspect.h"
#include "core/runtime/docker_names.h"
#include "core/runtime/docker_task.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <set>
#include <thread>

namespace pilothouse::runtime {

namespace {

/// Of an engine that does not answer: asked again so often at first, and at the least.
constexpr Millis firstPause = 250, longestPause = 5'000;

class DockerRuntime final : public Runtime {
public:
    DockerRuntime(DockerOptions options, const Clock& clock)
        : m_options(std::move(options)), m_http(std::make_shared<net::HttpClient>()),
          m_engine(m_http, m_options.address),
          m_slices(m_options.planeId), m_host{m_engine, m_slices,          clock,
                                              {},       m_options.planeId, [this](auto& id) { again(id); }} {}
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
        m_changed.notify_all();
        m_http->close(); // ends every call that a worker or the supervisor waits for
        if (m_supervisor.joinable()) m_supervisor.join();
        for (auto& worker : m_workers)
            worker.join();
        m_tasks.clear();
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

    void enqueue(const std::string& id) { // with m_mutex held
        auto it = m_tasks.find(id);
        if (it == m_tasks.end() || it->second.queued || !m_connected) return;
        if (it->second.busy) {
            it->second.dirty = true;
            return;
        }
        it->second.queued = true;
        m_queue.push_back(id);
        m_changed.notify_one();
    }

    void again(const std::string& id) {
        std::scoped_lock lock(m_mutex);
        enqueue(id);
    }

    void work() {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [&] { return m_stopping || !m_queue.empty(); });
            if (m_stopping) return;
            auto id = m_queue.front();
            m_queue.pop_front();
            auto it = m_tasks.find(id);
            if (it == m_tasks.end()) continue;
            it->second.queued = false;
            it->second.busy = true;
            auto task = it->second.task;
            lock.unlock();
            auto seen = task->converge();
            lock.lock();
            finish(lock, id, std::move(seen));
        }
    }

    /// Tells what changed, and lets go of a task of which nothing is left.
    void finish(std::unique_lock<std::mutex>& lock, const std::string& id,
                std::optional<control::TaskObservation> seen) {
        auto it = m_tasks.find(id);
        if (it == m_tasks.end()) return;
        it->second.busy = false;
        bool told = !seen || it->second.told == seen;
        if (seen) it->second.told = seen;
        bool gone = seen && seen->gone;
        if (gone)
            m_tasks.erase(it);
        else if (std::exchange(it->second.dirty, false))
            enqueue(id);
        if (told || m_stopping) return;
        lock.unlock();
        m_sink.task(std::move(*seen));
        lock.lock();
    }

    void supervise() {
        Millis pause = firstPause;
        bool said = false; // that it does not answer
        for (;;) {
            auto about = m_engine.connect();
            if (stopped()) return;
            if (!about) {
                if (!std::exchange(said, true)) reportLoss(about.error());
                if (waitOrStop(pause)) return;
                pause = std::min(pause * 2, longestPause);
                continue;
            }
            pause = firstPause;
            said = false;
            if (auto lost = listen(*about)) {
                said = true;
                reportLoss(*lost);
            }
            if (stopped()) return;
        }
    }

    void reportLoss(const Error& error) {
        log::warning("engine", "does not answer", {{"cause", describe(error)}});
        m_sink.engine({.engine = "docker",
                       .answers = false,
                       .version = {},
                       .cause = error.cause,
                       .cpus = 0,
                       .memoryBytes = 0});
    }

    /// Events first, then everything anew: nothing that happens in between is missed. Back when the stream
    /// breaks.
    std::optional<Error> listen(const docker::About& about) {
        m_slices.adopt(about);
        struct Stream {
            bool begun = false;
            std::optional<Error> ended;
        };
        auto stream = std::make_shared<Stream>();
        auto call = m_engine.events(
            planeLabel(m_options.planeId), [this, stream] { note([&] { stream->begun = true; }); },
            [this](const docker::Event& event) {
                if (auto it = event.attributes.find("pilothouse.task"); it != event.attributes.end())
                    again(it->second);
            },
            [this, stream](Error error) { note([&] { stream->ended = std::move(error); }); });
        {
            std::unique_lock lock(m_mutex);
            // Some engines send no header before the first event: do not wait for it for ever.
            m_changed.wait_for(lock, std::chrono::milliseconds(500),
                               [&] { return m_stopping || stream->begun || stream->ended; });
            if (m_stopping) return {};
        }
        if (auto swept = sweep(); !swept) return swept.error();
        m_sink.engine({.engine = "docker",
                       .answers = true,
                       .version = about.version,
                       .cause = {},
                       .cpus = about.cpus,
                       .memoryBytes = about.memoryBytes,
                       .limits = m_slices.kernel() ? "kernel" : "accounting"});
        std::unique_lock lock(m_mutex);
        m_connected = true;
        for (auto& [id, entry] : m_tasks)
            enqueue(id);
        m_changed.wait(lock, [&] { return m_stopping || stream->ended; });
        m_connected = false;
        m_queue.clear();
        for (auto& [id, entry] : m_tasks)
            entry.queued = false;
        return stream->ended;
    }

    /// Removes what carries this plane's id and belongs to no task that it knows.
    Result<void> sweep() {
        auto list = m_engine.call("GET", "/containers/json?all=1&filters=" +
                                             docker::labelFilter(planeLabel(m_options.planeId)));
        if (!list) return tl::unexpected<Error>(list.error());
        for (auto& item : list->items()) {
            auto& labels = item.at("Labels");
            if (labels.str("pilothouse.plane") != m_options.planeId) continue;
            {
                std::scoped_lock lock(m_mutex);
                if (m_tasks.contains(labels.str("pilothouse.task"))) continue;
            }
            log::info("engine", "removing a container of no task",
                      {{"container", item.str("Id").substr(0, 12)}});
            auto removed = m_engine.call("DELETE", "/containers/" + item.str("Id") + "?force=1&v=1");
            if (!removed && removed.error().code.starts_with("net."))
                return tl::unexpected<Error>(removed.error());
        }
        return {};
    }

    template <typename F>
    void note(F&& f) {
        std::scoped_lock lock(m_mutex);
        f();
        m_changed.notify_all();
    }
    bool stopped() {
        std::scoped_lock lock(m_mutex);
        return m_stopping;
    }
    bool waitOrStop(Millis pause) {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, std::chrono::milliseconds(pause), [&] { return m_stopping; });
    }

    DockerOptions m_options;
    std::shared_ptr<net::HttpClient> m_http;
    docker::Engine m_engine;
    Slices m_slices;
    DockerHost m_host;
    Sink m_sink;

    std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::map<std::string, Entry> m_tasks;
    std::deque<std::string> m_queue;
    bool m_connected = false, m_stopping = false;
    std::thread m_supervisor;
    std::vector<std::thread> m_workers;
};

} // namespace

std::unique_ptr<Runtime> makeDockerRuntime(DockerOptions options, const Clock& clock) {
    return std::make_unique<DockerRuntime>(std::move(options), clock);
}

} // namespace pilothouse::runtime
