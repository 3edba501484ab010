// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/sync_parts.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace pilothouse::console {

namespace {

constexpr std::size_t definitionsACycle = 10, definitionsFirst = 8, allDefinitions = std::size_t(-1);

} // namespace

std::optional<Error> Sync::Impl::refreshClusters() {
    auto arns = listAll(caller, clusterListing, {});
    if (!arns) return take<Cluster>(&Snapshot::clusters, tl::unexpected<Error>(arns.error()));
    auto rows = readAll(describeAll(caller, clusterListing, {}, *arns), readCluster);
    if (rows) std::erase_if(*rows, [](const Cluster& c) { return c.status == "INACTIVE"; });
    return take(&Snapshot::clusters, std::move(rows));
}

std::optional<Error> Sync::Impl::refreshServices() {
    // ECS takes a draining service off its lists; it stays on screen until it is inactive.
    auto draining = [this](std::vector<std::string>& arns) -> std::optional<Error> {
        for (const auto& row : draft.services.rows)
            if (!std::binary_search(arns.begin(), arns.end(), row->arn))
                arns.insert(std::lower_bound(arns.begin(), arns.end(), row->arn), row->arn);
        return {};
    };
    auto rows = readAll(fetchAll(caller, serviceListing, draft.cluster, {},
                                 takeSome(&Snapshot::services, readService), draining, meanwhile),
                        readService);
    if (rows) std::erase_if(*rows, [](const Service& s) { return s.status == "INACTIVE"; });
    return take(&Snapshot::services, std::move(rows));
}

std::optional<Error> Sync::Impl::refreshTasks() {
    Rows<Task> kept;
    auto withStopped = [&](std::vector<std::string>& arns) -> std::optional<Error> {
        if (!current.stoppedTasks) return {};
        auto stopped =
            listAll(caller, taskListing, draft.cluster, Json::object({{"desiredStatus", "STOPPED"}}));
        if (!stopped) return stopped.error();
        // What has stopped does not change any more.
        std::vector<std::string> changing;
        for (const std::string& arn : *stopped) {
            auto known = findRow(draft.tasks.rows, arn);
            if (known && known->lastStatus == ecs::TaskStatus::stopped)
                kept.push_back(known);
            else
                changing.push_back(arn);
        }
        std::vector<std::string> all;
        std::set_union(arns.begin(), arns.end(), changing.begin(), changing.end(), std::back_inserter(all));
        arns = std::move(all);
        return {};
    };
    auto rows =
        readAll(fetchAll(caller, taskListing, draft.cluster, Json::object({{"desiredStatus", "RUNNING"}}),
                         takeSome(&Snapshot::tasks, readTask), withStopped, meanwhile),
                readTask);
    if (rows)
        for (Task& task : *rows)
            if (auto it = definitions.find(task.taskDefinition); it != definitions.end())
                apply(it->second, task);
    return take(&Snapshot::tasks, std::move(rows), std::move(kept));
}

std::optional<Error> Sync::Impl::refreshInstances() {
    return take(&Snapshot::instances, readAll(fetchAll(caller, instanceListing, draft.cluster, {},
                                                       takeSome(&Snapshot::instances, readInstance)),
                                              readInstance));
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

void Sync::Impl::failInCluster(const Error& error) {
    failPart(&Snapshot::services, error);
    failPart(&Snapshot::tasks, error);
    failPart(&Snapshot::instances, error);
    if (!current.service.empty()) {
        failPart(&Snapshot::serviceDeployments, error);
        failPart(&Snapshot::serviceRevisions, error);
    }
}

bool Sync::Impl::rests(const char* part, bool everything) const {
    auto it = restsUntil.find(part);
    return !everything && it != restsUntil.end() && clock.now() < it->second;
}

/// Gives back only an error that concerns all.
std::optional<Error> Sync::Impl::rest(const char* part, const std::optional<Error>& error) {
    if (!error || concernsAll(*error)) return error;
    restsUntil[part] = clock.now() + (isDenied(*error) ? deniedPause : failedPause);
    return {};
}

/// No cluster: there is nothing in it, and that is known.
void Sync::Impl::emptyAll() {
    take(&Snapshot::services, Result<std::vector<Service>>(std::vector<Service>()));
    take(&Snapshot::tasks, Result<std::vector<Task>>(std::vector<Task>()));
    take(&Snapshot::instances, Result<std::vector<Instance>>(std::vector<Instance>()));
}

/// One after the other; but while a long list is read for the first time, those after it have their turn as
/// soon as its first page shows.
bool Sync::Impl::clusterParts(bool everything,
                              const std::function<bool(const std::optional<Error>&)>& handle) {
    struct Turn {
        bool wanted;
        std::optional<Error> (Impl::*refresh)();
    };
    const std::array turns{
        Turn{current.services && due(draft.services, everything, true), &Impl::refreshServices},
        Turn{current.tasks && due(draft.tasks, everything, true), &Impl::refreshTasks},
        Turn{current.instances && due(draft.instances, everything, false), &Impl::refreshInstances}};
    std::size_t next = 0;
    std::optional<Error> last;
    auto goOn = [&] {
        while (next < turns.size()) {
            const Turn& turn = turns[next++];
            if (!turn.wanted) continue;
            auto error = (this->*turn.refresh)();
            if (handle(error)) continue;
            last = std::move(error);
            return false;
        }
        return !last;
    };
    meanwhile = [&]() -> std::optional<Error> { return goOn() ? std::nullopt : last; };
    const bool whole = goOn();
    meanwhile = {};
    return whole;
}

bool Sync::Impl::cycle(bool everything) {
    if (everything) definitionsDenied = false;
    forgetDefinitions(everything);
    chooseService();
    std::optional<Error> worst;
    // true: go on with the next part.
    auto handle = [&](const std::optional<Error>& error) {
        if (!error) return true;
        if (!worst || concernsAll(*error)) worst = error;
        return !concernsAll(*error);
    };
    auto parts = [&] {
        if (due(draft.clusters, everything, draft.cluster.empty()) && !handle(refreshClusters())) return;
        // What a page is about comes before the long lists.
        if (!handle(refreshDefinitions(definitionsFirst))) return;
        if (!handle(refreshFamilies(everything))) return;
        if (worst && current.cluster.empty() && draft.cluster.empty()) return failInCluster(*worst);
        chooseCluster();
        if (!handle(refreshDeployments(everything))) return;
        if (draft.cluster.empty()) return emptyAll();
        if (!clusterParts(everything, handle)) return;
        if (!handle(refreshDefinitions(allDefinitions))) return;
        if (current.tasks && draft.tasks.state == PartState::ok) learnDefinitions();
    };
    parts();
    ++cycles;
    cut = worst && worst->code == "console.interrupted";
    if (!worst || cut) return true;
    if (concernsAll(*worst)) {
        failPart(&Snapshot::clusters, *worst);
        if (current.families) failPart(&Snapshot::families, *worst);
        if (!current.definitions.empty()) failPart(&Snapshot::definitions, *worst);
        failInCluster(*worst);
    }
    return false;
}

} // namespace pilothouse::console
