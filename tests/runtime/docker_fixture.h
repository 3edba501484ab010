// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/docker/engine.h"
#include "core/runtime/docker_runtime.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace pilothouse::tests {

/// The engine that the tests run on: DOCKER_HOST, else the usual socket.
docker::Address engineAddress();

/// An engine and what this test program puts on it: an image of busybox of its own, removed at the end.
class TestEngine {
public:
    explicit TestEngine(docker::Address address = engineAddress());
    ~TestEngine();
    TestEngine(const TestEngine&) = delete;
    TestEngine& operator=(const TestEngine&) = delete;

    docker::Engine& operator*() { return m_engine; }
    docker::Engine* operator->() { return &m_engine; }
    const docker::Address& address() const { return m_engine.address(); }
    bool answers() const { return m_answers; }
    /// Debian's /bin/busybox as an image (POST /images/create?fromSrc=-).
    const std::string& busybox();
    /// An image of these bytes; removed at the end.
    void import(const std::string& repository, const std::string& tag, const std::string& tar);
    void removeAtEnd(const std::string& image) { m_images.insert(image); }
    /// State of a container by name; a null value if there is none.
    Json inspect(const std::string& name) {
        return m_engine.call("GET", "/containers/" + name + "/json").value_or(Json());
    }
    /// Containers that carry this label.
    std::size_t count(const std::string& label);

private:
    std::shared_ptr<net::HttpClient> m_http;
    docker::Engine m_engine;
    bool m_answers = false;
    std::string m_busybox;
    std::set<std::string> m_images;
};

/// A plane's runtime with an id of its own and what it said. Takes away all that carries its id at the end,
/// also when the test failed.
class TestPlane {
public:
    explicit TestPlane(TestEngine& engine);
    ~TestPlane();
    TestPlane(const TestPlane&) = delete;
    TestPlane& operator=(const TestPlane&) = delete;

    const std::string id; ///< 32 hex
    /// The runtime; made anew by restart(), as when a plane comes back: it is given these goals.
    void start(std::vector<control::TaskGoal> goals = {});
    void stop();

    /// A goal for a new task of this definition: its network, and every container runs.
    control::TaskGoal task(ecs::TaskDefinition definition);
    void want(control::TaskGoal goal);
    /// The goal with one container's changed.
    static control::TaskGoal with(control::TaskGoal goal, std::size_t container,
                                  control::ContainerGoal wanted);
    static control::TaskGoal removed(control::TaskGoal goal);
    std::string container(const control::TaskGoal& goal, const std::string& name) const; ///< on the engine
    std::string label() const;

    /// Waits until the newest observation of the task meets it; the observation, or none after a minute.
    using Meets = std::function<bool(const control::TaskObservation&)>;
    std::optional<control::TaskObservation> await(const control::TaskGoal& goal, const Meets& meets);
    bool awaitEngine(const std::function<bool(const control::EngineObservation&)>& meets);
    /// All that was said of a task, in order.
    std::vector<control::TaskObservation> said(const control::TaskGoal& goal);

private:
    bool waitFor(const std::function<bool()>& done);

    TestEngine& m_engine;
    SystemClock m_clock;
    int m_made = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, std::vector<control::TaskObservation>> m_said;
    std::vector<control::EngineObservation> m_engines;
    std::unique_ptr<runtime::Runtime> m_runtime;
};

// Definitions in few words.
ecs::ContainerDefinition busyboxRuns(TestEngine& engine, const std::string& name, const std::string& script);
ecs::TaskDefinition definitionOf(std::vector<ecs::ContainerDefinition> containers,
                                 ecs::NetworkMode mode = ecs::NetworkMode::bridge);

// What observations are waited for.
bool allRun(const control::TaskObservation& seen);
TestPlane::Meets isIn(std::size_t container, control::ObservedContainer state);
TestPlane::Meets isRefused(std::size_t container);
bool isGone(const control::TaskObservation& seen);

} // namespace pilothouse::tests
