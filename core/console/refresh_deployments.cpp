// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "core/console/sync_parts.h"

#include <algorithm>

namespace pilothouse::console {

namespace {

/// It ended: nothing of it changes any more, but for the counts of the newest one's tasks.
bool isOver(const std::string& status) {
    return status == "SUCCESSFUL" || status == "STOPPED" || status == "ROLLBACK_SUCCESSFUL" ||
           status == "ROLLBACK_FAILED";
}

/// Of "service/CLUSTER/NAME"; an old ARN, "service/NAME", has none.
std::string clusterOf(const std::string& serviceArn, const std::string& otherwise) {
    auto arn = parseArn(serviceArn);
    if (!arn || arn->path.find('/') == std::string::npos) return otherwise;
    return arn->path.substr(0, arn->path.find('/'));
}

/// What need not be listed again lies before this moment: all that is unfinished and the newest one do not.
Millis unfinishedSince(const Rows<ServiceDeployment>& rows) {
    Millis newest = 0, since = 0;
    for (const auto& row : rows)
        newest = std::max(newest, row->createdAt);
    since = newest;
    for (const auto& row : rows)
        if (!isOver(row->status)) since = std::min(since, row->createdAt);
    return std::max(Millis{0}, since - 1'000);
}

} // namespace

void Sync::Impl::chooseService() {
    if (draft.service == current.service) return;
    {
        std::lock_guard guard(lock);
        draft.service = current.service;
        draft.serviceDeployments = {};
        draft.serviceRevisions = {};
    }
    absentRevisions.clear();
    restsUntil.erase("deployments");
    restsUntil.erase("revisions");
    dirty = true;
}

/// Deployments are kept for months: once all are known, only those that may have changed and those that are
/// newer are listed, and only what differs is described.
std::optional<Error> Sync::Impl::refreshDeployments(bool everything) {
    if (draft.service.empty()) return {};
    if (rests("deployments", everything)) return {};
    const Rows<ServiceDeployment>& known = draft.serviceDeployments.rows;
    Millis since = 0;
    if (!everything && draft.serviceDeployments.state == PartState::ok &&
        cycles - deploymentsWhole < rareParts)
        since = unfinishedSince(known);
    Json input =
        Json::object({{"cluster", clusterOf(draft.service, draft.cluster)}, {"service", draft.service}});
    if (since > 0) input.set("createdAt", Json::object({{"after", Json::seconds(since)}}));

    std::vector<ServiceDeployment> listed;
    auto error = listPages(caller, "ListServiceDeployments", "serviceDeployments", std::move(input),
                           [&](const Json& brief) { listed.push_back(readServiceDeployment(brief)); });
    auto failed = [&](const Error& e) {
        return rest("deployments",
                    take<ServiceDeployment>(&Snapshot::serviceDeployments, tl::unexpected<Error>(e)));
    };
    if (error) return failed(*error);
    if (since == 0) deploymentsWhole = cycles;

    std::stable_sort(listed.begin(), listed.end(), [](const auto& a, const auto& b) {
        return a.createdAt > b.createdAt; // the newest are read first
    });
    Rows<ServiceDeployment> kept;
    std::vector<std::string> changing;
    for (std::size_t i = 0; i < listed.size(); ++i) {
        auto before = findRow(known, listed[i].arn);
        if (before && i > 0 && isOver(before->status) && before->status == listed[i].status)
            kept.push_back(before);
        else if (!listed[i].arn.empty())
            changing.push_back(listed[i].arn);
    }
    for (const auto& row : known)
        if (since > 0 && row->createdAt <= since) kept.push_back(row);
    auto rows = readAll(describeAll(caller, serviceDeploymentListing, {}, changing,
                                    takeSome(&Snapshot::serviceDeployments, readServiceDeployment)),
                        readServiceDeployment);
    if (!rows) return failed(rows.error());
    take(&Snapshot::serviceDeployments, std::move(rows), std::move(kept));
    if (rests("revisions", everything)) return {};
    if (everything) absentRevisions.clear();
    return rest("revisions", refreshRevisions());
}

/// Those that the deployments and the service name. A revision never changes: each is read once.
std::optional<Error> Sync::Impl::refreshRevisions() {
    std::vector<std::string> unread;
    std::set<std::string> seen = absentRevisions;
    auto want = [&](const std::string& arn) {
        if (!arn.empty() && seen.insert(arn).second && !findRow(draft.serviceRevisions.rows, arn))
            unread.push_back(arn);
    };
    Rows<ServiceDeployment> newestFirst = draft.serviceDeployments.rows;
    std::stable_sort(newestFirst.begin(), newestFirst.end(),
                     [](const auto& a, const auto& b) { return a->createdAt > b->createdAt; });
    if (auto service = findRow(draft.services.rows, draft.service))
        for (const Json& revision : service->raw.at("currentServiceRevisions").items())
            want(revision.str("arn"));
    for (const auto& row : newestFirst) {
        want(row->targetRevision);
        for (const std::string& source : row->sourceRevisions)
            want(source);
        want(row->rollbackRevision);
    }
    auto rows = readAll(describeAll(caller, serviceRevisionListing, {}, unread,
                                    takeSome(&Snapshot::serviceRevisions, readServiceRevision)),
                        readServiceRevision);
    if (rows) {
        std::set<std::string> found;
        for (const ServiceRevision& row : *rows)
            found.insert(row.arn);
        for (const std::string& arn : unread)
            if (!found.contains(arn)) absentRevisions.insert(arn);
    }
    return take(&Snapshot::serviceRevisions, std::move(rows), draft.serviceRevisions.rows);
}

} // namespace pilothouse::console
