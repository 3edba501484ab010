// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/task_steps.h"

#include <algorithm>

namespace pilothouse::ui {

namespace {

using ecs::TaskStatus;

struct Told {
    TaskStatus status;
    Millis since;
};

/// A pull that failed also has an end: only a container that was made says that the task went on from there.
bool wentPastPull(const console::Task& task) {
    return std::any_of(task.containers.begin(), task.containers.end(),
                       [](const console::Container& c) { return !c.runtimeId.empty() || c.exitCode; });
}

/// RUNNING and what comes before it were reached if a time says so, or if the task lives and is past them.
bool reachedOf(const Told& step, const console::Task& task) {
    if (step.status > TaskStatus::running) return task.lastStatus >= step.status || step.since > 0;
    if (task.lastStatus <= TaskStatus::running) return task.lastStatus >= step.status;
    if (task.startedAt > 0) return true;
    switch (step.status) {
    case TaskStatus::provisioning:
        return true;
    case TaskStatus::pending:
        return task.pullStartedAt > 0 || wentPastPull(task);
    case TaskStatus::activating:
        return wentPastPull(task);
    default:
        return false;
    }
}

} // namespace

std::vector<StateStep> stepsOf(const console::Task& task, bool failed, Millis now) {
    std::vector<Told> told{{TaskStatus::provisioning, task.createdAt},
                           {TaskStatus::pending, task.pullStartedAt},
                           {TaskStatus::activating, task.pullStoppedAt},
                           {TaskStatus::running, task.startedAt}};
    const bool ends = task.lastStatus > TaskStatus::running || task.desiredStatus == "STOPPED";
    if (ends) {
        told.push_back({TaskStatus::stopping, task.stoppingAt});
        told.push_back({TaskStatus::deprovisioning, task.executionStoppedAt});
        told.push_back({TaskStatus::stopped, task.stoppedAt});
    }
    std::vector<StateStep> steps;
    for (std::size_t i = 0; i < told.size(); ++i) {
        StateStep step{told[i].status, reachedOf(told[i], task), false, false, told[i].since, 0};
        if (!step.reached) step.since = 0;
        steps.push_back(step);
    }
    int last = -1; // newest reached
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].reached) last = int(i);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i].reached || steps[i].since == 0) continue;
        Millis until = 0;
        for (std::size_t k = i + 1; k < steps.size() && until == 0; ++k)
            if (steps[k].reached) until = steps[k].since;
        if (int(i) == last && steps[i].status != TaskStatus::stopped) until = now;
        if (until > steps[i].since) steps[i].length = until - steps[i].since;
    }
    if (last >= 0 && steps[last].status != TaskStatus::stopped) steps[last].current = true;
    if (failed)
        for (int i = last; i >= 0; --i)
            if (steps[i].reached && steps[i].status <= TaskStatus::running) {
                steps[i].blamed = true;
                break;
            }
    return steps;
}

} // namespace pilothouse::ui
