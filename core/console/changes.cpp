// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/changes.h"

#include "core/console/arguments.h"

#include <algorithm>
#include <optional>
#include <queue>
#include <set>
#include <tuple>

namespace pilothouse::console {

namespace {

/// They say that nothing happened, or what a deployment says better.
bool isNoise(const std::string& code) {
    static constexpr std::string_view codes[] = {
        "event.steady",   "event.deploymentCompleted", "event.registered", "event.deregistered",
        "event.draining", "event.deploymentFailed",    "event.rollingBack"};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

Status statusOfEvent(const std::string& code) {
    if (code == "event.failingStarts") return Status::trouble;
    if (code == "event.boundsPrevent" || code == "event.noInstances" || code == "event.throttled" ||
        code.starts_with("event.noRoom."))
        return Status::atRisk;
    if (code == "event.started") return Status::starting;
    if (code == "event.stopped") return Status::leaving;
    return Status::unknown;
}

/// Its start, and its end if it has come to one.
void tellDeployment(const Service& service, const Deployment& deployment, std::vector<Mark>& marks) {
    // Of one that is being replaced `updatedAt` is the replacement's: when it ended is not known any more.
    if (deployment.status == "ACTIVE" && deployment.rolloutState == "COMPLETED") return;
    Mark mark;
    mark.service = service.arn;
    mark.name = service.name;
    mark.deployment = deployment.id;
    mark.definition = deployment.taskDefinition;
    mark.at = deployment.createdAt;
    for (const Deployment& other : service.deployments)
        if (other.createdAt < deployment.createdAt && other.taskDefinition != deployment.taskDefinition)
            mark.before = other.taskDefinition;
    marks.push_back(mark);
    const bool failed = deployment.rolloutState == "FAILED";
    if (!failed && deployment.rolloutState != "COMPLETED") return;
    mark.kind = failed ? Mark::Kind::failed : Mark::Kind::completed;
    mark.at = std::max(deployment.updatedAt, deployment.createdAt);
    mark.took = mark.at - deployment.createdAt;
    marks.push_back(mark);
}

/// Of one deployment its end tells all; its start only while it is under way. What was seen to happen counts
/// before what the endpoint still knows of it.
std::vector<Mark> deploymentsOf(const Snapshot& snapshot, const std::vector<Mark>& seen) {
    std::vector<Mark> all;
    for (auto it = seen.rbegin(); it != seen.rend(); ++it)
        all.push_back(*it);
    for (const auto& service : snapshot.services.rows)
        for (const Deployment& deployment : service->deployments)
            tellDeployment(*service, deployment, all);
    std::set<std::pair<std::string, std::string>> over, told;
    const auto key = [](const Mark& mark) { return std::pair(mark.service, mark.deployment); };
    for (const Mark& mark : all)
        if (mark.kind == Mark::Kind::completed || mark.kind == Mark::Kind::failed) over.insert(key(mark));
    std::vector<Mark> kept;
    for (Mark& mark : all) {
        if (mark.kind == Mark::Kind::scaled) {
            kept.push_back(std::move(mark));
            continue;
        }
        if (mark.kind == Mark::Kind::started && over.contains(key(mark))) continue;
        if (told.insert(key(mark)).second) kept.push_back(std::move(mark));
    }
    return kept;
}

/// The newest `most` of all; older ones are not even read.
class Feed {
public:
    explicit Feed(std::size_t most) : m_most(most) {}
    bool isFull(Millis at) const { return m_times.size() >= m_most && at <= m_times.top(); }
    void put(Change change) {
        m_times.push(change.at);
        if (m_times.size() > m_most) m_times.pop();
        m_changes.push_back(std::move(change));
    }
    std::vector<Change> take() {
        std::sort(m_changes.begin(), m_changes.end(), [](const Change& a, const Change& b) {
            return std::tuple(b.at, a.id) < std::tuple(a.at, b.id);
        });
        if (m_changes.size() > m_most) m_changes.resize(m_most);
        return std::move(m_changes);
    }

private:
    std::size_t m_most;
    std::priority_queue<Millis, std::vector<Millis>, std::greater<>>
        m_times; ///< the newest, the oldest on top
    std::vector<Change> m_changes;
};

/// The newest of a row of one kind stands for those before it; what they counted adds up.
void tellEvents(const Service& service, Feed& feed) {
    std::optional<Change> row;
    auto end = [&] {
        if (row) feed.put(std::move(*row));
        row.reset();
    };
    for (const ServiceEvent& event : service.events) {
        if (feed.isFull(event.createdAt)) break;
        Reason reason = explain(event);
        if (isNoise(reason.code)) continue;
        if (row && row->what.code == reason.code && reason.code != "event.other") {
            for (auto& [name, arg] : row->what.args)
                if (name == "count") arg.number += reason.arg("count").number;
            continue;
        }
        end();
        Change change;
        change.id = service.arn + '#' + event.id + '#' + std::to_string(event.createdAt);
        change.at = event.createdAt;
        change.status = statusOfEvent(reason.code);
        change.subject = named(Arg::Kind::service, service.name, service.arn);
        change.what = std::move(reason);
        change.place = {PlaceOf::Kind::service, service.name};
        change.raw = event.message;
        row = std::move(change);
    }
    end();
}

} // namespace

Status statusOf(Mark::Kind kind) {
    switch (kind) {
    case Mark::Kind::started:
    case Mark::Kind::scaled:
        return Status::changing;
    case Mark::Kind::completed:
        return Status::healthy;
    case Mark::Kind::failed:
        return Status::trouble;
    }
    return Status::unknown;
}

Reason tellMark(const Mark& mark) {
    Reason reason;
    reason.args.push_back({"service", named(Arg::Kind::service, mark.name, mark.service)});
    if (mark.kind == Mark::Kind::scaled) {
        reason.code = "change.scaled";
        reason.args.push_back({"from", count(mark.from)});
        reason.args.push_back({"to", count(mark.to)});
        return reason;
    }
    const bool moved = !mark.before.empty();
    static constexpr const char* codes[][2] = {{"change.started", "change.startedAgain"},
                                               {"change.completed", "change.completedAgain"},
                                               {"change.failed", "change.failedAgain"}};
    reason.code = codes[static_cast<int>(mark.kind)][moved ? 0 : 1];
    if (moved) reason.args.push_back({"from", definition(mark.before)});
    reason.args.push_back({"to", definition(mark.definition)});
    if (mark.kind == Mark::Kind::completed)
        reason.args.push_back({"took", {Arg::Kind::duration, {}, mark.took, {}, {}}});
    return reason;
}

std::vector<Change> changesOf(const Snapshot& snapshot, const std::vector<Mark>& marks, std::size_t most) {
    Feed feed(most);
    for (const Mark& mark : deploymentsOf(snapshot, marks)) {
        if (feed.isFull(mark.at)) continue;
        Change change;
        change.id = mark.service + '/' + mark.deployment + '/' + std::to_string(int(mark.kind)) + '/' +
                    (mark.kind == Mark::Kind::scaled ? std::to_string(mark.at) : std::string());
        change.at = mark.at;
        change.status = statusOf(mark.kind);
        change.subject = named(Arg::Kind::service, mark.name, mark.service);
        change.what = tellMark(mark);
        change.place = {PlaceOf::Kind::service, mark.name};
        feed.put(std::move(change));
    }
    for (const auto& service : snapshot.services.rows)
        if (!service->events.empty()) tellEvents(*service, feed);
    return feed.take();
}

} // namespace pilothouse::console
