// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runtime/simulated_runtime.h"
#include "tests/support/test_registry.h"

#include <QtTest>
#include <algorithm>
#include <mutex>

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

TaskGoal goalOf(const std::string& id) {
    ecs::TaskDefinition definition;
    ecs::ContainerDefinition container;
    container.name = "app";
    container.image = "app";
    definition.containers.push_back(container);
    TaskPlan plan;
    plan.taskId = id;
    plan.definition = std::make_shared<const ecs::TaskDefinition>(definition);
    TaskGoal goal;
    goal.taskId = id;
    goal.plan = std::make_shared<const TaskPlan>(plan);
    goal.network = true;
    goal.containers = {ContainerGoal::run};
    return goal;
}

/// What a runtime has reported, from its own thread.
class Reports {
public:
    runtime::Runtime::Sink sink() {
        return {[this](TaskObservation seen) {
                    std::scoped_lock lock(m_mutex);
                    ++m_count;
                    m_tasks[seen.taskId] = std::move(seen);
                },
                [this](EngineObservation seen) {
                    std::scoped_lock lock(m_mutex);
                    m_engine = std::move(seen);
                }};
    }
    TaskObservation task(const std::string& id) {
        std::scoped_lock lock(m_mutex);
        return m_tasks[id];
    }
    bool runs(const std::string& id) {
        auto seen = task(id);
        return !seen.containers.empty() && seen.containers[0].state == ObservedContainer::running;
    }
    EngineObservation engine() {
        std::scoped_lock lock(m_mutex);
        return m_engine;
    }

    int count() {
        std::scoped_lock lock(m_mutex);
        return m_count;
    }

private:
    std::mutex m_mutex;
    int m_count = 0;
    std::map<std::string, TaskObservation> m_tasks;
    EngineObservation m_engine;
};

} // namespace

class SimulatedRuntimeTest : public QObject {
    Q_OBJECT
private slots:
    void playsGoalsInRealTime() {
        SystemClock clock;
        Reports reports;
        auto runtime = runtime::makeSimulatedRuntime(clock, {4, 8LL << 30});
        runtime->start({}, reports.sink());
        QTRY_VERIFY(reports.engine().answers);
        QCOMPARE(reports.engine().cpus, 4);
        QCOMPARE(reports.engine().memoryBytes, 8LL << 30);
        QCOMPARE(reports.engine().engine, runtime->engine());
        runtime->want({goalOf("t")});
        QTRY_VERIFY(reports.runs("t"));
        runtime->stop();
    }

    void runsAgainAfterARestart() {
        SystemClock clock;
        Reports before, after;
        auto first = runtime::makeSimulatedRuntime(clock);
        first->start({goalOf("t")}, before.sink());
        QTRY_VERIFY(before.runs("t"));
        first->stop();
        auto second = runtime::makeSimulatedRuntime(clock);
        second->start({goalOf("t")}, after.sink());
        QTRY_VERIFY(after.runs("t"));
        QCOMPARE(after.task("t").containers[0].runtimeId, before.task("t").containers[0].runtimeId);
    }

    void saysNothingAfterStop() {
        SystemClock clock;
        Reports reports;
        auto runtime = runtime::makeSimulatedRuntime(clock);
        runtime->start({goalOf("t")}, reports.sink());
        QTRY_VERIFY(reports.runs("t"));
        runtime->stop();
        auto told = reports.count();
        runtime->want({goalOf("u")});
        runtime.reset(); // joins what might still speak
        QCOMPARE(reports.count(), told);
    }
};

static pilothouse::tests::Registered<SimulatedRuntimeTest> registered("simulated_runtime");
#include "simulated_runtime_test.moc"
