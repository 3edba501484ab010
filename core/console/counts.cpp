// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/counts.h"

#include <algorithm>

namespace pilothouse::console {

namespace {

constexpr std::size_t manyPoints = 1'000'000, longSeries = 3'600 + 24 * 60 + 512, manyMarks = 500;

template <typename Point>
bool sameBut(Point a, const Point& b) {
    a.at = b.at;
    return a == b;
}

/// Of every minute before `fine` the last point stays; of what ended before `oldest` nothing.
template <typename Point>
void thinSeries(std::vector<Point>& points, Millis fine, Millis oldest) {
    std::vector<Point> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const bool last = i + 1 == points.size();
        if (!last && points[i + 1].at <= oldest) continue;
        if (!last && points[i].at < fine &&
            points[i].at / Counts::minute == points[i + 1].at / Counts::minute)
            continue;
        kept.push_back(points[i]);
    }
    points = std::move(kept);
}

/// Appends what differs; within one second the later counts. Says by how many points it grew.
template <typename Point>
std::size_t append(std::vector<Point>& points, Point point) {
    if (!points.empty()) {
        point.at = std::max(point.at, points.back().at);
        if (sameBut(point, points.back())) return 0;
        const bool sameSecond =
            points.size() > 1 && points.back().at / Counts::second == point.at / Counts::second;
        if (sameSecond) {
            points.back() = point;
            return 0;
        }
    } else if (!point.known) {
        return 0;
    }
    points.push_back(point);
    return 1;
}

bool isChanging(const Service& service) {
    if (service.deployments.size() > 1) return true;
    return !service.deployments.empty() && service.deployments.front().rolloutState == "IN_PROGRESS";
}

HealthMinute::Level levelOf(const CountPoint& point) {
    using Level = HealthMinute::Level;
    if (!point.known) return Level::unknown;
    switch (point.status) {
    case Status::trouble:
    case Status::failed:
        return Level::trouble;
    case Status::atRisk:
        return Level::atRisk;
    case Status::idle:
    case Status::stopped:
        return Level::idle;
    case Status::unknown:
        return Level::unknown;
    default:
        return Level::well;
    }
}

const Deployment* deploymentOf(const Service& service, const std::string& id) {
    for (const Deployment& deployment : service.deployments)
        if (deployment.id == id) return &deployment;
    return nullptr;
}

Mark markOf(Mark::Kind kind, Millis at, const Service& service, const Deployment& deployment) {
    Mark mark;
    mark.kind = kind;
    mark.at = at;
    mark.service = service.arn;
    mark.name = service.name;
    mark.deployment = deployment.id;
    mark.definition = deployment.taskDefinition;
    for (const Deployment& other : service.deployments)
        if (other.id != deployment.id && other.createdAt < deployment.createdAt &&
            other.taskDefinition != deployment.taskDefinition)
            mark.before = other.taskDefinition;
    return mark;
}

} // namespace

ClusterPoint clusterPointOf(const Snapshot& snapshot) {
    ClusterPoint point;
    point.at = snapshot.takenAt;
    point.known = snapshot.services.state == PartState::ok;
    for (const auto& service : snapshot.services.rows) {
        point.desired += service->desired;
        point.running += service->running;
        point.pending += service->pending;
        point.changing = point.changing || isChanging(*service);
    }
    // Tasks of no service are wanted as long as nobody stops them.
    for (const auto& task : snapshot.tasks.rows) {
        if (!task->service.empty() || task->lastStatus == ecs::TaskStatus::stopped) continue;
        const bool runs = task->lastStatus == ecs::TaskStatus::running;
        point.desired += task->desiredStatus != "STOPPED";
        point.running += runs;
        point.pending += !runs && task->desiredStatus != "STOPPED";
    }
    for (const auto& instance : snapshot.instances.rows) {
        if (instance->status != "ACTIVE") continue;
        point.cpu += instance->cpu;
        point.cpuReserved += instance->cpu - instance->cpuFree;
        point.memory += instance->memory;
        point.memoryReserved += instance->memory - instance->memoryFree;
    }
    return point;
}

void Counts::clear() {
    *this = Counts();
}

const std::vector<CountPoint>& Counts::service(const std::string& arn) const {
    static const std::vector<CountPoint> none;
    auto it = m_services.find(arn);
    return it == m_services.end() ? none : it->second.points;
}

void Counts::add(const std::shared_ptr<const Snapshot>& snapshot) {
    if (!snapshot || snapshot == m_last) return;
    if (m_last && m_last->cluster != snapshot->cluster) clear();
    if (snapshot->services.asOf == 0) return;
    const Millis at = snapshot->takenAt;
    if (m_since == 0) m_since = at;
    if (!m_last || m_last->tasks.rows != snapshot->tasks.rows) m_summaries = summarize(snapshot->tasks);
    addServices(*snapshot, at);
    addCluster(*snapshot, at);
    m_last = snapshot;
    if (m_points > manyPoints) thin();
}

/// To explain a service is work: only if it or its tasks changed.
Status Counts::statusOf(Seen& seen, const std::shared_ptr<const Service>& service, const TaskSummary* tasks) {
    const bool same =
        seen.service == service && seen.tasksKnown == (tasks != nullptr) && (!tasks || seen.tasks == *tasks);
    if (same) return seen.status;
    seen.tasksKnown = tasks != nullptr;
    seen.tasks = tasks ? *tasks : TaskSummary{};
    seen.status = explain(*service, tasks).status;
    return seen.status;
}

void Counts::addServices(const Snapshot& snapshot, Millis at) {
    const bool known = snapshot.services.state == PartState::ok;
    const bool tasksKnown = snapshot.tasks.asOf != 0;
    for (const auto& service : snapshot.services.rows) {
        Seen& seen = m_services[service->arn];
        CountPoint point;
        point.at = at;
        point.known = known;
        if (known) {
            static const TaskSummary none;
            const TaskSummary* summary = summaryOf(m_summaries, *service);
            point.desired = service->desired;
            point.running = service->running;
            point.pending = service->pending;
            point.status = statusOf(seen, service, !tasksKnown ? nullptr : summary ? summary : &none);
            point.changing = isChanging(*service);
        }
        m_points += append(seen.points, point);
        if (seen.points.size() > longSeries) {
            m_points -= seen.points.size();
            thinSeries(seen.points, at - hour, at - day);
            m_points += seen.points.size();
        }
        if (seen.service != service) {
            look(seen.service.get(), *service, at);
            seen.service = service;
        }
    }
    if (!m_last || m_last->services.rows.size() == 0) return;
    // Gone: its series ends, and is forgotten a day after.
    for (const auto& old : m_last->services.rows) {
        const auto& rows = snapshot.services.rows;
        auto it = std::lower_bound(rows.begin(), rows.end(), old->arn,
                                   [](const auto& row, const std::string& arn) { return row->arn < arn; });
        if (it != rows.end() && (*it)->arn == old->arn) continue;
        Seen& seen = m_services[old->arn];
        seen.service.reset();
        m_points += append(seen.points, CountPoint{at, 0, 0, 0, Status::unknown, false, false});
    }
}

void Counts::addCluster(const Snapshot& snapshot, Millis at) {
    ClusterPoint point;
    point.at = at;
    if (snapshot.services.state == PartState::ok) point = clusterPointOf(snapshot);
    append(m_cluster, point);
    if (m_cluster.size() > longSeries) thinSeries(m_cluster, at - hour, at - day);
}

void Counts::interrupt(Millis at) {
    const CountPoint gap{at, 0, 0, 0, Status::unknown, false, false};
    for (auto& [arn, seen] : m_services)
        m_points += append(seen.points, gap);
    ClusterPoint all;
    all.at = at;
    append(m_cluster, all);
}

/// What happened to a service between two looks at it. Deployments tell their own times, so those that were
/// under way when it was first seen are marked as well.
void Counts::look(const Service* before, const Service& service, Millis at) {
    for (const Deployment& now : service.deployments) {
        const Deployment* old = before ? deploymentOf(*before, now.id) : nullptr;
        const bool over = now.rolloutState == "COMPLETED" || now.rolloutState == "FAILED";
        if (!old && (before || !over)) mark(markOf(Mark::Kind::started, now.createdAt, service, now));
        // Of one that was over when it was first seen its start is long past.
        if (!over || (!old && !before) || (old && old->rolloutState == now.rolloutState)) continue;
        const bool failed = now.rolloutState == "FAILED";
        Mark end = markOf(failed ? Mark::Kind::failed : Mark::Kind::completed,
                          now.updatedAt > now.createdAt ? now.updatedAt : at, service, now);
        if (before && end.before.empty())
            for (const Deployment& other : before->deployments)
                if (other.id != now.id && other.taskDefinition != now.taskDefinition)
                    end.before = other.taskDefinition;
        end.took = end.at - now.createdAt;
        mark(std::move(end));
    }
    if (!before || before->desired == service.desired || service.status != "ACTIVE") return;
    Mark scaled;
    scaled.kind = Mark::Kind::scaled;
    scaled.at = at;
    scaled.service = service.arn;
    scaled.name = service.name;
    if (!service.deployments.empty()) scaled.deployment = service.deployments.front().id;
    scaled.definition = service.taskDefinition;
    scaled.from = before->desired;
    scaled.to = service.desired;
    mark(std::move(scaled));
}

void Counts::mark(Mark mark) {
    auto after = std::upper_bound(m_marks.begin(), m_marks.end(), mark.at,
                                  [](Millis at, const Mark& other) { return at < other.at; });
    m_marks.insert(after, std::move(mark));
    if (m_marks.size() > manyMarks) m_marks.erase(m_marks.begin());
}

/// Many services that change all the time: five minutes by the second, an hour by the minute.
void Counts::thin() {
    m_points = 0;
    const Millis now = m_last ? m_last->takenAt : 0;
    for (auto it = m_services.begin(); it != m_services.end();) {
        thinSeries(it->second.points, now - 5 * minute, now - hour);
        const bool gone = !it->second.service && it->second.points.size() <= 1;
        m_points += gone ? 0 : it->second.points.size();
        it = gone ? m_services.erase(it) : std::next(it);
    }
}

std::vector<HealthMinute> Counts::health(const std::string& arn, Millis now, int count) const {
    std::vector<HealthMinute> minutes(static_cast<std::size_t>(std::max(count, 0)));
    const auto& points = service(arn);
    const Millis begin = now - count * minute;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Millis from = std::max(points[i].at, begin);
        const Millis to = std::min(i + 1 < points.size() ? points[i + 1].at : now, now);
        if (to <= from || !points[i].known) continue;
        const HealthMinute::Level level = levelOf(points[i]);
        const auto last = std::min<Millis>((std::max(to - 1, from) - begin) / minute, count - 1);
        for (Millis m = (from - begin) / minute; m <= last; ++m) {
            HealthMinute& cell = minutes[static_cast<std::size_t>(m)];
            cell.level = std::max(cell.level, level);
            cell.changing = cell.changing || points[i].changing;
        }
    }
    return minutes;
}

} // namespace pilothouse::console
