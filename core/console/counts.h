// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/reasons.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace pilothouse::console {

/// How many tasks of one service there were from `at` on, until the next point. A point that is not known
/// begins a gap: nothing may be drawn there.
struct CountPoint {
    Millis at = 0; ///< by the endpoint's clock
    int desired = 0, running = 0, pending = 0;
    Status status = Status::unknown;
    bool changing = false; ///< a deployment was under way
    bool known = false;
    bool operator==(const CountPoint&) const = default;
};

/// The same of the cluster, and what is reserved of its active instances.
struct ClusterPoint : CountPoint {
    std::int64_t cpu = 0, cpuReserved = 0, memory = 0, memoryReserved = 0; ///< units, MiB
    bool operator==(const ClusterPoint&) const = default;
};

/// Of that moment: all its services, and tasks of none.
ClusterPoint clusterPointOf(const Snapshot& snapshot);

/// Something that happened at one moment: it crosses the charts as a line.
struct Mark {
    enum class Kind { started, completed, failed, scaled };
    Kind kind = Kind::started;
    Millis at = 0;
    std::string service, name; ///< ARN and name of the service
    std::string deployment;    ///< ecs-svc/N; of a scaling: the one it happened in
    std::string definition;    ///< ARN
    std::string before;        ///< ARN of the definition it replaces; "": none, or the same
    Millis took = 0;           ///< of `completed` and `failed`
    int from = 0, to = 0;      ///< of `scaled`
    bool operator==(const Mark&) const = default;
};

/// One minute of a health strip.
struct HealthMinute {
    enum class Level { unknown, idle, well, atRisk, trouble }; ///< the worst that it saw
    Level level = Level::unknown;
    bool changing = false;
    bool operator==(const HealthMinute&) const = default;
};

/// Counts of one connection and cluster from when they were first seen, fed by every snapshot. Only changes
/// are kept: what stands still costs one point. The last hour is kept by the second, before that a minute
/// keeps its last point, after a day nothing. On one thread.
class Counts {
public:
    static constexpr Millis second = 1'000, minute = 60'000, hour = 3'600'000, day = 24 * hour;

    /// Another cluster than before forgets all.
    void add(const std::shared_ptr<const Snapshot>& snapshot);
    void clear();
    /// Nobody looks from now on, until the next snapshot: a gap.
    void interrupt(Millis at);

    Millis since() const { return m_since; } ///< 0: nothing was seen yet
    /// Oldest first. Empty of what was never seen.
    const std::vector<CountPoint>& service(const std::string& arn) const;
    const std::vector<ClusterPoint>& cluster() const { return m_cluster; }
    const std::vector<Mark>& marks() const { return m_marks; } ///< oldest first, the newest 500
    /// The last `count` minutes up to `now`, oldest first, of what is known until now.
    std::vector<HealthMinute> health(const std::string& arn, Millis now, int count = 60) const;
    std::size_t points() const { return m_points; } ///< kept of all services

private:
    struct Seen {
        std::shared_ptr<const Service> service;
        TaskSummary tasks;
        bool tasksKnown = false;
        Status status = Status::unknown; ///< of these
        std::vector<CountPoint> points;
    };

    void addServices(const Snapshot& snapshot, Millis at);
    void addCluster(const Snapshot& snapshot, Millis at);
    static Status statusOf(Seen& seen, const std::shared_ptr<const Service>& service,
                           const TaskSummary* tasks);
    void look(const Service* before, const Service& service, Millis at);
    void mark(Mark mark);
    void thin();

    std::shared_ptr<const Snapshot> m_last;
    Summaries m_summaries; ///< of m_last's tasks
    std::map<std::string, Seen, std::less<>> m_services;
    std::vector<ClusterPoint> m_cluster;
    std::vector<Mark> m_marks;
    std::size_t m_points = 0;
    Millis m_since = 0;
};

} // namespace pilothouse::console
