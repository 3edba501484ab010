// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/snapshot.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pilothouse::console {

// Why a row stands as it does, as codes with typed arguments. ui/words makes a whole sentence of each, in
// each language; nothing here is English.

/// How a row stands, decided here once. The theme gives each its shape and hue.
enum class Status {
    unknown,  ///< the endpoint did not say
    idle,     ///< nothing to run
    healthy,  ///< runs, and its check passes
    running,  ///< runs, without a check
    changing, ///< deployment, scaling
    starting,
    atRisk,  ///< fewer than wanted, waits
    trouble, ///< a person is needed
    failed,  ///< is over, badly
    leaving, ///< draining, stopping
    stopped, ///< is over, as wanted
};

/// Trouble first, then what changes, then the rest: the order of lists.
int rank(Status status);

/// A value in a sentence. Names become links where `arn` is set.
struct Arg {
    enum class Kind {
        text, ///< words of the endpoint or of a caller, shown unchanged
        number,
        percent,
        mebibytes,
        cpuUnits, ///< 1024 are a vCPU
        time,     ///< milliseconds since 1970
        duration, ///< milliseconds
        service,
        task,       ///< id
        definition, ///< family:revision
        container,
        instance,
        image,
        names, ///< `items`, all of one kind
    };
    Kind kind = Kind::text;
    std::string text; ///< the name or the words
    std::int64_t number = 0;
    std::string arn;
    std::vector<Arg> items;
    bool operator==(const Arg&) const = default;
};

struct Reason {
    std::string code; ///< one of reasonKinds()
    std::vector<std::pair<std::string, Arg>> args;

    const Arg& arg(std::string_view name) const; ///< an empty text if there is none
    bool operator==(const Reason&) const = default;
};

/// Every code there is, with the names of its arguments: what ui/words must know in each language.
struct ReasonKind {
    std::string_view code;
    std::vector<std::string_view> args;
};
const std::vector<ReasonKind>& reasonKinds();

struct Verdict {
    Status status = Status::unknown;
    Reason reason;
    std::optional<Reason> cause; ///< of a service in trouble: why its last task failed (a "task." code)
    Millis since = 0;            ///< 0: not known
    bool operator==(const Verdict&) const = default;
};

/// The tasks of one service, one count a kind: what its cells show.
struct TaskCells {
    int healthy = 0, running = 0, unhealthy = 0, starting = 0, missing = 0, leaving = 0;
    int total() const { return healthy + running + unhealthy + starting + missing + leaving; }
    bool operator==(const TaskCells&) const = default;
};

struct TaskSummary {
    TaskCells cells;                         ///< without `missing`
    int waiting = 0;                         ///< without an instance yet
    std::shared_ptr<const Task> lastFailure; ///< newest task that ended badly
    std::map<std::string, int> failures;     ///< that ended badly, by deployment (ecs-svc/N)
    bool operator==(const TaskSummary&) const = default;
};

/// By service name; one pass over the tasks.
using Summaries = std::map<std::string, TaskSummary, std::less<>>;
Summaries summarize(const Part<Task>& tasks);
const TaskSummary* summaryOf(const Summaries& summaries, const Service& service);

/// With `summary` null (tasks not loaded) the service's own counts decide.
Verdict explain(const Service& service, const TaskSummary* summary);
TaskCells cellsOf(const Service& service, const TaskSummary* summary);
Verdict explain(const Task& task);

/// One of the "event." codes; "event.other" carries an unknown message as it is.
Reason explain(const ServiceEvent& event);

/// The sentences on top of a page. One Reason is one sentence; empty while the part has never been whole.
std::vector<Reason> servicesSentence(const Snapshot& snapshot);
std::vector<Reason> tasksSentence(const Snapshot& snapshot);

} // namespace pilothouse::console
