// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/merge.h"
#include "core/console/sync_impl.h"

#include <algorithm>
#include <array>

namespace pilothouse::console {

namespace {

constexpr std::uint64_t slowParts = 5; // clusters and instances change seldom: every fifth cycle
constexpr Millis deniedPause = 60'000;
constexpr std::size_t definitionsACycle = 10;

/// The endpoint knows us and says no, or does not take us for whom we say we are.
bool isDenied(const Error& error) {
    static constexpr std::array codes{"aws.AccessDeniedException",
                                      "aws.AccessDenied",
                                      "aws.UnrecognizedClientException",
                                      "aws.InvalidSignatureException",
                                      "aws.InvalidClientTokenId",
                                      "aws.MissingAuthenticationTokenException",
                                      "aws.IncompleteSignature",
                                      "aws.ExpiredTokenException",
                                      "aws.ExpiredToken"};
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

/// No other call would fare better now.
bool concernsAll(const Error& error) {
    return error.code.starts_with("net.") || error.code.starts_with("aws.no") ||
           error.code == "aws.expired" || error.code == "aws.profileSyntax" ||
           error.code == "aws.ThrottlingException" || error.code == "console.interrupted" ||
           (isDenied(error) && !error.code.starts_with("aws.AccessDenied"));
}

} // namespace

template <typename Row>
bool Sync::Impl::due(const Part<Row>& part, bool everything, bool eachCycle) const {
    if (everything || part.state == PartState::loading) return true;
    if (part.state == PartState::denied && clock.now() < deniedUntil) return false;
    return eachCycle || part.state != PartState::ok || cycles % slowParts == 0;
}

template <typename Row>
void Sync::Impl::failPart(Part<Row> Snapshot::*member, const Error& error) {
    std::lock_guard guard(lock);
    Part<Row>& part = draft.*member;
    const PartState state = isDenied(error)  ? PartState::denied
                            : part.asOf != 0 ? PartState::stale
                                             : PartState::failed;
    if (state == PartState::denied) deniedUntil = clock.now() + deniedPause;
    if (part.state == state && part.error == error) return;
    part.state = state;
    part.error = error;
    dirty = true;
}

template <typename Row>
std::optional<Error> Sync::Impl::take(Part<Row> Snapshot::*member, Result<std::vector<Row>> fresh,
                                      Rows<Row> kept) {
    if (!fresh) {
        if (fresh.error().code != "console.interrupted") failPart(member, fresh.error());
        return fresh.error();
    }
    // Only this thread writes parts: reading them needs no lock.
    Rows<Row> rows = mergeRows((draft.*member).rows, std::move(*fresh), std::move(kept));
    bool changed;
    {
        std::lock_guard guard(lock);
        Part<Row>& part = draft.*member;
        changed = part.state != PartState::ok || part.rows != rows;
        part.state = PartState::ok;
        part.error.reset();
        part.asOf = clock.now();
        part.rows = std::move(rows);
    }
    if (changed) publish(true);
    return std::nullopt;
}

/// While a list has never been whole, its rows show as they come.
template <typename Row>
void Sync::Impl::takeSome(Part<Row> Snapshot::*member, const Described& soFar, Row (*read)(const Json&)) {
    if ((draft.*member).asOf != 0) return;
    std::vector<Row> fresh;
    for (const Json& json : soFar.rows)
        fresh.push_back(read(json));
    Rows<Row> rows = mergeRows((draft.*member).rows, std::move(fresh));
    {
        std::lock_guard guard(lock);
        (draft.*member).rows = std::move(rows);
    }
    publish(true);
}

namespace {

template <typename Row>
Result<std::vector<Row>> readAll(Result<Described> described, Row (*read)(const Json&)) {
    if (!described) return tl::unexpected<Error>(described.error());
    std::vector<Row> rows;
    rows.reserve(described->rows.size());
    for (const Json& json : described->rows)
        rows.push_back(read(json));
    return rows;
}

} // namespace

std::optional<Error> Sync::Impl::refreshClusters() {
    auto arns = listAll(caller, clusterListing, {});
    if (!arns) return take<Cluster>(&Snapshot::clusters, tl::unexpected<Error>(arns.error()));
    auto rows = readAll(describeAll(caller, clusterListing, {}, *arns), readCluster);
    if (rows) std::erase_if(*rows, [](const Cluster& c) { return c.status == "INACTIVE"; });
    return take(&Snapshot::clusters, std::move(rows));
}

std::optional<Error> Sync::Impl::refreshServices() {
    auto arns = listAll(caller, serviceListing, draft.cluster);
    if (!arns) return take<Service>(&Snapshot::services, tl::unexpected<Error>(arns.error()));
    // ECS takes a draining service off its lists; it stays on screen until it is inactive.
    for (const auto& row : draft.services.rows)
        if (!std::binary_search(arns->begin(), arns->end(), row->arn))
            arns->insert(std::lower_bound(arns->begin(), arns->end(), row->arn), row->arn);
    auto some = [this](const Described& d) { takeSome(&Snapshot::services, d, readService); };
    auto rows = readAll(describeAll(caller, serviceListing, draft.cluster, *arns, some), readService);
    if (rows) std::erase_if(*rows, [](const Service& s) { return s.status == "INACTIVE"; });
    return take(&Snapshot::services, std::move(rows));
}

std::optional<Error> Sync::Impl::refreshTasks() {
    auto arns = listAll(caller, taskListing, draft.cluster, Json::object({{"desiredStatus", "RUNNING"}}));
    Rows<Task> kept;
    if (arns && current.stoppedTasks) {
        auto stopped =
            listAll(caller, taskListing, draft.cluster, Json::object({{"desiredStatus", "STOPPED"}}));
        if (!stopped) return take<Task>(&Snapshot::tasks, tl::unexpected<Error>(stopped.error()));
        // What has stopped does not change any more.
        for (const std::string& arn : *stopped) {
            auto known = findRow(draft.tasks.rows, arn);
            if (known && known->lastStatus == ecs::TaskStatus::stopped)
                kept.push_back(known);
            else if (!std::binary_search(arns->begin(), arns->end(), arn))
                arns->insert(std::lower_bound(arns->begin(), arns->end(), arn), arn);
        }
    }
    if (!arns) return take<Task>(&Snapshot::tasks, tl::unexpected<Error>(arns.error()));
    auto some = [this](const Described& d) { takeSome(&Snapshot::tasks, d, readTask); };
    auto rows = readAll(describeAll(caller, taskListing, draft.cluster, *arns, some), readTask);
    if (rows)
        for (Task& task : *rows)
            if (auto it = definitions.find(task.taskDefinition); it != definitions.end())
                apply(it->second, task);
    return take(&Snapshot::tasks, std::move(rows), std::move(kept));
}

std::optional<Error> Sync::Impl::refreshInstances() {
    auto arns = listAll(caller, instanceListing, draft.cluster);
    if (!arns) return take<Instance>(&Snapshot::instances, tl::unexpected<Error>(arns.error()));
    return take(&Snapshot::instances,
                readAll(describeAll(caller, instanceListing, draft.cluster, *arns), readInstance));
}

/// Which containers are essential and whether one has a check stands only in the definition. Each is read
/// once, a few a cycle, and only where a verdict needs it.
void Sync::Impl::learnDefinitions() {
    if (definitionsDenied) return;
    std::set<std::string> unknown;
    for (const auto& task : draft.tasks.rows) {
        const bool running = task->lastStatus == ecs::TaskStatus::running;
        const bool silent = task->health != "HEALTHY" && task->health != "UNHEALTHY";
        const bool stopped = task->lastStatus == ecs::TaskStatus::stopped && task->containers.size() > 1;
        if (!task->checked && ((running && silent) || stopped) && !task->taskDefinition.empty() &&
            unknown.size() < definitionsACycle)
            unknown.insert(task->taskDefinition);
    }
    for (const std::string& arn : unknown) {
        if (definitions.contains(arn)) continue;
        auto reply = caller.ask("DescribeTaskDefinition", Json::object({{"taskDefinition", arn}}));
        if (!reply && concernsAll(reply.error())) return;
        if (!reply && isDenied(reply.error())) {
            definitionsDenied = true;
            return;
        }
        definitions[arn] = reply ? readDefinitionFacts(reply->at("taskDefinition")) : DefinitionFacts{};
    }
    if (unknown.empty()) return;
    std::vector<Task> learned;
    Rows<Task> kept;
    for (const auto& task : draft.tasks.rows) {
        auto it = definitions.find(task->taskDefinition);
        if (task->checked || it == definitions.end()) {
            kept.push_back(task);
        } else {
            learned.push_back(*task);
            apply(it->second, learned.back());
        }
    }
    take(&Snapshot::tasks, Result<std::vector<Task>>(std::move(learned)), std::move(kept));
}

/// The one asked for; else the one shown before; else one that has services; else the first.
void Sync::Impl::chooseCluster() {
    std::string name = current.cluster;
    const auto& rows = draft.clusters.rows;
    auto named = [&](const auto& row) { return row->name == draft.cluster; };
    if (name.empty() && std::any_of(rows.begin(), rows.end(), named)) name = draft.cluster;
    if (name.empty() && !rows.empty()) {
        auto busy =
            std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row->activeServices > 0; });
        name = (busy == rows.end() ? rows.front() : *busy)->name;
    }
    std::string account;
    if (!rows.empty())
        if (auto arn = parseArn(rows.front()->arn)) account = arn->account;
    std::lock_guard guard(lock);
    if (!account.empty()) draft.account = account;
    if (name == draft.cluster) return;
    draft.cluster = name;
    draft.services = {};
    draft.tasks = {};
    draft.instances = {};
    dirty = true;
}

void Sync::Impl::failAll(const Error& error) {
    failPart(&Snapshot::clusters, error);
    failPart(&Snapshot::services, error);
    failPart(&Snapshot::tasks, error);
    failPart(&Snapshot::instances, error);
}

/// No cluster: there is nothing in it, and that is known.
void Sync::Impl::emptyAll() {
    take(&Snapshot::services, Result<std::vector<Service>>(std::vector<Service>()));
    take(&Snapshot::tasks, Result<std::vector<Task>>(std::vector<Task>()));
    take(&Snapshot::instances, Result<std::vector<Instance>>(std::vector<Instance>()));
}

bool Sync::Impl::cycle(bool everything) {
    if (everything) definitionsDenied = false;
    std::optional<Error> worst;
    // true: go on with the next part.
    auto handle = [&](std::optional<Error> error) {
        if (!error) return true;
        if (!worst || concernsAll(*error)) worst = error;
        return !concernsAll(*error);
    };
    auto parts = [&] {
        if (due(draft.clusters, everything, draft.cluster.empty()) && !handle(refreshClusters())) return;
        if (worst && current.cluster.empty() && draft.cluster.empty()) return failAll(*worst);
        chooseCluster();
        if (draft.cluster.empty()) return emptyAll();
        if (current.services && due(draft.services, everything, true) && !handle(refreshServices())) return;
        if (current.tasks && due(draft.tasks, everything, true) && !handle(refreshTasks())) return;
        if (current.instances && due(draft.instances, everything, false) && !handle(refreshInstances()))
            return;
        if (current.tasks && draft.tasks.state == PartState::ok) learnDefinitions();
    };
    parts();
    ++cycles;
    if (!worst || worst->code == "console.interrupted") return true;
    if (concernsAll(*worst)) failAll(*worst);
    return false;
}

} // namespace pilothouse::console
