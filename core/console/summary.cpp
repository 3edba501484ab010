// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/reasons.h"

namespace pilothouse::console {

const Arg& Reason::arg(std::string_view name) const {
    static const Arg noArg;
    for (const auto& [key, value] : args)
        if (key == name) return value;
    return noArg;
}

int rank(Status status) {
    switch (status) {
    case Status::trouble:
        return 0;
    case Status::failed:
        return 1;
    case Status::atRisk:
        return 2;
    case Status::changing:
        return 3;
    case Status::starting:
        return 4;
    case Status::leaving:
        return 5;
    case Status::unknown:
        return 6;
    case Status::healthy:
    case Status::running:
        return 7;
    case Status::idle:
        return 8;
    case Status::stopped:
        return 9;
    }
    return 9;
}

Summaries summarize(const Part<Task>& tasks) {
    Summaries all;
    for (const auto& task : tasks.rows) {
        if (task->service.empty()) continue;
        TaskSummary& summary = all[task->service];
        const Verdict verdict = explain(*task);
        TaskCells& cells = summary.cells;
        switch (verdict.status) {
        case Status::healthy:
            ++cells.healthy;
            break;
        case Status::running:
            ++cells.running;
            break;
        case Status::trouble:
            ++cells.unhealthy;
            break;
        case Status::atRisk:
            ++summary.waiting;
            ++cells.starting;
            break;
        case Status::starting:
            ++cells.starting;
            break;
        case Status::leaving:
            ++cells.leaving;
            break;
        case Status::failed:
            ++summary.failures[task->startedBy];
            if (!summary.lastFailure || summary.lastFailure->stoppedAt < task->stoppedAt)
                summary.lastFailure = task;
            break;
        default:
            break;
        }
    }
    return all;
}

const TaskSummary* summaryOf(const Summaries& summaries, const Service& service) {
    auto it = summaries.find(service.name);
    return it == summaries.end() ? nullptr : &it->second;
}

} // namespace pilothouse::console
