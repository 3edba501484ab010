// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/goal.h"

#include "core/control/overrides.h"
#include "core/control/step.h"
#include "core/control/usage.h"

namespace pilothouse::control {

namespace {

/// Rows as they will be once `over` is applied to `state`.
struct Look {
    const State& state;
    const Changes* over = nullptr;

    template <typename Row>
    Ptr<Row> get(const KeyOf<Row>& key) const {
        if (over) {
            auto& table = Changes::of<Row>(*over);
            if (auto it = table.find(key); it != table.end()) return it->second;
        }
        auto& table = State::of<Row>(state);
        auto it = table.find(key);
        return it == table.end() ? nullptr : it->second;
    }
};

bool ended(const TaskRow& task) {
    return task.lastStatus >= ecs::TaskStatus::deprovisioning;
}

/// All of a goal but its plan.
TaskGoal wishes(const TaskRow& task) {
    TaskGoal goal;
    goal.taskId = task.key.name;
    goal.attempt = task.attempt;
    goal.engine = task.engine;
    goal.network = !ended(task);
    goal.remove = ended(task);
    goal.connected = task.connected;
    for (auto& container : task.containers) {
        goal.containers.push_back(container.goal);
        goal.begun.push_back(container.status != ecs::ContainerStatus::pending);
    }
    return goal;
}

/// The variables that every container gets, below its own: what ECS sets on EC2 and Fargate, and which task
/// it is (there is no metadata endpoint).
std::vector<std::pair<std::string, std::string>> environmentOf(const TaskRow& task, const ArnMaker& arns) {
    bool fargate = task.launchType == ecs::LaunchType::fargate;
    return {{"AWS_EXECUTION_ENV", fargate ? "AWS_ECS_FARGATE" : "AWS_ECS_EC2"},
            {"AWS_REGION", arns.region},
            {"AWS_DEFAULT_REGION", arns.region},
            {"PILOTHOUSE_CLUSTER", task.key.cluster},
            {"PILOTHOUSE_TASK", task.key.name},
            {"PILOTHOUSE_SERVICE", task.service}};
}

std::shared_ptr<const TaskPlan> planOf(const Look& look, const TaskRow& task) {
    auto plan = std::make_shared<TaskPlan>();
    auto definition = look.get<DefinitionRow>(task.definition);
    auto instance = look.get<InstanceRow>({task.key.cluster, task.instance});
    auto meta = look.get<MetaRow>("plane");
    plan->planeId = meta ? meta->planeId : "";
    plan->cluster = task.key.cluster;
    plan->instance = task.instance;
    plan->ec2InstanceId = instance ? instance->ec2InstanceId : "";
    plan->taskId = task.key.name;
    plan->service = task.service;
    plan->deployment = task.deployment;
    plan->attempt = task.attempt;
    plan->hostAddress = instance ? instance->address : "";
    plan->instanceCpu = instance ? instance->cpu : 0;
    plan->instanceMemory = instance ? instance->memory : 0;
    plan->launchType = task.launchType;
    plan->environment = environmentOf(task, look.state.arns);
    if (!definition)
        plan->definition = std::make_shared<const ecs::TaskDefinition>();
    else if (task.overrides.empty())
        plan->definition = {definition, &definition->typed};
    else
        plan->definition =
            std::make_shared<const ecs::TaskDefinition>(withOverrides(definition->typed, task.overrides));
    plan->cpu = plan->definition->cpu.value_or(0);
    plan->memory = plan->definition->memory.value_or(0);
    return plan;
}

TaskGoal goalWith(const Look& look, const TaskRow& task) {
    auto goal = wishes(task);
    goal.plan = planOf(look, task);
    return goal;
}

} // namespace

TaskGoal goalOf(const State& state, const TaskRow& task) {
    return goalWith({state}, task);
}

std::vector<TaskGoal> goalsAfter(const State& before, const Changes& changes) {
    std::vector<TaskGoal> goals;
    for (auto& [key, row] : changes.tasks) {
        auto it = before.tasks.find(key);
        auto* was = it == before.tasks.end() ? nullptr : it->second.get();
        if (!row && was && isLive(*was)) {
            auto goal = goalWith({before}, *was);
            goal.network = false;
            goal.remove = true;
            goals.push_back(std::move(goal));
        } else if (row && !(was && wishes(*was) == wishes(*row))) {
            goals.push_back(goalWith({before, &changes}, *row));
        }
    }
    return goals;
}

std::vector<TaskGoal> allGoals(const State& state) {
    std::vector<TaskGoal> goals;
    for (auto& [key, row] : state.tasks)
        if (isLive(*row)) goals.push_back(goalOf(state, *row));
    return goals;
}

} // namespace pilothouse::control
