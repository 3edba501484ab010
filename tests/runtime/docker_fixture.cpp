// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/docker_fixture.h"

#include "core/base/random.h"
#include "core/runtime/docker_names.h"
#include "core/runtime/docker_slices.h"
#include "core/runtime/tar.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace pilothouse::tests {

using control::ContainerGoal;
using control::ObservedContainer;
using control::TaskGoal;
using control::TaskObservation;

namespace {

constexpr std::chrono::seconds patience{60}; ///< for one thing to happen on a busy machine

std::string fileOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

docker::Address engineAddress() {
    const char* host = std::getenv("DOCKER_HOST");
    return *docker::addressOf(host && *host ? host : "unix:///var/run/docker.sock");
}

TestEngine::TestEngine(docker::Address address)
    : m_http(std::make_shared<net::HttpClient>()), m_engine(m_http, std::move(address)),
      m_answers(m_engine.connect().has_value()) {}

TestEngine::~TestEngine() {
    for (auto& image : m_images)
        (void)m_engine.call("DELETE", "/images/" + docker::urlEncoded(image) + "?force=1");
}

void TestEngine::import(const std::string& repository, const std::string& tag, const std::string& tar) {
    net::Request request;
    request.method = "POST";
    request.url = address().base + "/images/create?fromSrc=-&repo=" + docker::urlEncoded(repository) +
                  "&tag=" + docker::urlEncoded(tag);
    request.unixSocket = address().unixSocket;
    request.headers = {{"Content-Type", "application/x-tar"}};
    request.body = tar;
    (void)m_http->wait(std::move(request));
    m_images.insert(repository + ":" + tag);
}

const std::string& TestEngine::busybox() {
    if (!m_busybox.empty()) return m_busybox;
    std::string tar, repository = "ph-test-" + std::to_string(getpid()) + "/busybox";
    runtime::addToTar(tar, "bin/busybox", fileOf("/bin/busybox"), 0755);
    runtime::addToTar(tar, "tmp/.keep", "", 0644);
    runtime::endTar(tar);
    import(repository, "1", tar);
    return m_busybox = repository + ":1";
}

std::size_t TestEngine::count(const std::string& label) {
    auto list = m_engine.call("GET", "/containers/json?all=1&filters=" + docker::labelFilter({label}));
    return list ? list->size() : 0;
}

TestPlane::TestPlane(TestEngine& engine)
    : id(Random(systemSeed()).hex(16) + Random(systemSeed()).hex(16)), m_engine(engine) {}

TestPlane::~TestPlane() {
    stop();
    auto filter = docker::labelFilter({label()});
    if (auto list = m_engine->call("GET", "/containers/json?all=1&filters=" + filter))
        for (auto& item : list->items())
            (void)m_engine->call("DELETE", "/containers/" + item.str("Id") + "?force=1&v=1");
    if (auto list = m_engine->call("GET", "/volumes?filters=" + filter))
        for (auto& item : list->at("Volumes").items())
            (void)m_engine->call("DELETE", "/volumes/" + item.str("Name"));
    if (auto list = m_engine->call("GET", "/networks?filters=" + filter))
        for (auto& item : list->items())
            (void)m_engine->call("DELETE", "/networks/" + item.str("Id"));
    runtime::Slices slices(id);
    if (auto about = m_engine->connect()) slices.adopt(*about);
    slices.tidy();
}

void TestPlane::start(std::vector<TaskGoal> goals) {
    m_runtime = runtime::makeDockerRuntime({m_engine.address(), id}, m_clock);
    runtime::Runtime::Sink sink;
    sink.task = [this](TaskObservation seen) {
        std::scoped_lock lock(m_mutex);
        m_said[seen.taskId].push_back(std::move(seen));
        m_changed.notify_all();
    };
    sink.engine = [this](control::EngineObservation seen) {
        std::scoped_lock lock(m_mutex);
        m_engines.push_back(std::move(seen));
        m_changed.notify_all();
    };
    m_runtime->start(std::move(goals), sink);
}

void TestPlane::stop() {
    if (m_runtime) m_runtime->stop();
    m_runtime.reset();
    std::scoped_lock lock(m_mutex);
    m_said.clear();
    m_engines.clear();
}

TaskGoal TestPlane::task(ecs::TaskDefinition definition) {
    auto plan = std::make_shared<control::TaskPlan>();
    plan->planeId = id;
    plan->cluster = "default";
    plan->instance = std::string(32, '1');
    plan->ec2InstanceId = "i-00000000000000001";
    plan->taskId = Random(systemSeed()).hex(16) + Random(systemSeed()).hex(16);
    plan->hostAddress = "127.64.0." + std::to_string(10 + m_made++);
    plan->cpu = definition.cpu.value_or(0);
    plan->memory = definition.memory.value_or(0);
    plan->definition = std::make_shared<const ecs::TaskDefinition>(std::move(definition));
    TaskGoal goal;
    goal.taskId = plan->taskId;
    goal.engine = "docker";
    goal.network = true;
    goal.containers.assign(plan->definition->containers.size(), ContainerGoal::run);
    goal.plan = plan;
    return goal;
}

void TestPlane::want(TaskGoal goal) {
    m_runtime->want({std::move(goal)});
}

TaskGoal TestPlane::with(TaskGoal goal, std::size_t container, ContainerGoal wanted) {
    goal.containers[container] = wanted;
    return goal;
}

TaskGoal TestPlane::removed(TaskGoal goal) {
    goal.network = false;
    goal.remove = true;
    goal.containers.assign(goal.containers.size(), ContainerGoal::stop);
    return goal;
}

std::string TestPlane::container(const TaskGoal& goal, const std::string& name) const {
    return runtime::containerName(*goal.plan, name);
}

std::string TestPlane::label() const {
    return runtime::planeLabel(id);
}

bool TestPlane::waitFor(const std::function<bool()>& done) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, done);
}

std::optional<TaskObservation> TestPlane::await(const TaskGoal& goal, const Meets& meets) {
    std::optional<TaskObservation> found;
    waitFor([&] {
        auto& all = m_said[goal.taskId];
        if (all.empty() || all.back().attempt != goal.attempt || !meets(all.back())) return false;
        found = all.back();
        return true;
    });
    return found;
}

bool TestPlane::awaitEngine(const std::function<bool(const control::EngineObservation&)>& meets) {
    return waitFor([&] { return !m_engines.empty() && meets(m_engines.back()); });
}

std::vector<TaskObservation> TestPlane::said(const TaskGoal& goal) {
    std::scoped_lock lock(m_mutex);
    return m_said[goal.taskId];
}

ecs::ContainerDefinition busyboxRuns(TestEngine& engine, const std::string& name, const std::string& script) {
    ecs::ContainerDefinition container;
    container.name = name;
    container.image = engine.busybox();
    container.entryPoint = {"/bin/busybox", "sh", "-c"};
    container.command = {script};
    return container;
}

ecs::TaskDefinition definitionOf(std::vector<ecs::ContainerDefinition> containers, ecs::NetworkMode mode) {
    ecs::TaskDefinition definition;
    definition.family = "test";
    definition.networkMode = mode;
    definition.containers = std::move(containers);
    return definition;
}

bool allRun(const TaskObservation& seen) {
    for (auto& container : seen.containers)
        if (container.state != ObservedContainer::running) return false;
    return seen.network == control::NetworkState::up && !seen.containers.empty();
}

TestPlane::Meets isIn(std::size_t container, ObservedContainer state) {
    return [=](auto& seen) {
        return container < seen.containers.size() && seen.containers[container].state == state;
    };
}

TestPlane::Meets isRefused(std::size_t container) {
    return [=](auto& seen) {
        return container < seen.containers.size() && !seen.containers[container].reason.empty();
    };
}

bool isGone(const TaskObservation& seen) {
    return seen.gone;
}

} // namespace pilothouse::tests
