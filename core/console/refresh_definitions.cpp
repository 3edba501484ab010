// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/sync_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace pilothouse::console {

namespace {

constexpr std::size_t atOnce = 8;

Json ofStatus(const char* status) {
    return Json::object({{"status", status}});
}

/// The name says nothing to the endpoint: asking again would be in vain.
bool isAbsent(const Error& error) {
    return error.code == "aws.ClientException" || error.code == "aws.InvalidParameterException";
}

/// ACTIVE and INACTIVE are the statuses that lists tell of; another one is no matter of theirs.
bool isListed(const std::string& status) {
    return status == "ACTIVE" || status == "INACTIVE";
}

} // namespace

std::optional<Error> Sync::Impl::refreshFamilies(bool everything) {
    if (!current.families || rests("families", everything)) return {};
    if (!due(draft.families, everything || newlyFamilies, false)) return {};
    newlyFamilies = false;
    auto failed = [&](const Error& error) {
        return rest("families", take<Family>(&Snapshot::families, tl::unexpected<Error>(error)));
    };
    auto showSome = [this](const std::set<std::string>& soFar) -> std::optional<Error> {
        auto rows = mergeRows(draft.families.rows, readFamilies(soFar, {}));
        {
            std::lock_guard guard(lock);
            draft.families.rows = std::move(rows);
        }
        publish(true);
        return {};
    };
    const bool first = draft.families.asOf == 0;
    auto active = listAll(caller, definitionListing, {}, ofStatus("ACTIVE"), first ? showSome : SomeArns());
    if (!active) return failed(active.error());
    std::set<std::string> now(active->begin(), active->end());
    if (first) showSome(now);
    const bool left = !std::includes(now.begin(), now.end(), activeArns.begin(), activeArns.end());
    if (everything || !inactiveKnown || left || cycles - inactiveListed >= rareParts) {
        auto inactive = listAll(caller, definitionListing, {}, ofStatus("INACTIVE"));
        if (!inactive) return failed(inactive.error());
        inactiveArns = {inactive->begin(), inactive->end()};
        inactiveKnown = true;
        inactiveListed = cycles;
    }
    activeArns = std::move(now);
    doubtDefinitions();
    return take(&Snapshot::families, Result<std::vector<Family>>(readFamilies(activeArns, inactiveArns)));
}

/// A definition changes only its status: one whose status on the lists changed is read again.
void Sync::Impl::doubtDefinitions() {
    for (const auto& row : draft.definitions.rows) {
        if (!isListed(row->status)) continue;
        const std::string listed = activeArns.contains(row->arn)     ? "ACTIVE"
                                   : inactiveArns.contains(row->arn) ? "INACTIVE"
                                                                     : "";
        std::string& before = statusListed.try_emplace(row->arn, row->status).first->second;
        if (listed == before) continue;
        before = listed;
        if (listed != row->status) answeredDefinitions.erase(row->arn);
    }
}

/// Those on screen are read again after an act that changes them; a person who asks for everything also asks
/// for what was not there.
void Sync::Impl::forgetDefinitions(bool everything) {
    bool touched;
    {
        std::lock_guard guard(lock);
        touched = std::exchange(definitionsTouched, false);
    }
    if (everything)
        for (const std::string& name : draft.absentDefinitions)
            answeredDefinitions.erase(name);
    if (touched)
        for (const std::string& name : current.definitions)
            answeredDefinitions.erase(name);
    if (everything) restsUntil.erase("definitions");
}

std::optional<Error> Sync::Impl::refreshDefinitions(std::size_t atMost) {
    if (rests("definitions", false)) return {};
    std::vector<std::string> unread;
    std::set_difference(current.definitions.begin(), current.definitions.end(), answeredDefinitions.begin(),
                        answeredDefinitions.end(), std::back_inserter(unread));
    unread.resize(std::min(unread.size(), atMost));
    for (std::size_t from = 0; from < unread.size(); from += atOnce) {
        const std::vector<std::string> names(
            unread.begin() + static_cast<std::ptrdiff_t>(from),
            unread.begin() + static_cast<std::ptrdiff_t>(std::min(unread.size(), from + atOnce)));
        if (auto error = readSomeDefinitions(names)) return rest("definitions", error);
    }
    // They do not change: what has been read is as good as read now.
    if (!current.definitions.empty() && unread.empty())
        take(&Snapshot::definitions, Result<std::vector<Definition>>(std::vector<Definition>()),
             draft.definitions.rows);
    return {};
}

std::optional<Error> Sync::Impl::readSomeDefinitions(const std::vector<std::string>& names) {
    std::vector<Json> inputs;
    for (const std::string& name : names)
        inputs.push_back(Json::object({{"taskDefinition", name}, {"include", Json::array({"TAGS"})}}));
    auto fails = [](const Error& error) { return !isAbsent(error); };
    auto replies = caller.askAll("DescribeTaskDefinition", std::move(inputs), fails);
    std::vector<Definition> fresh;
    std::set<std::string> absent = draft.absentDefinitions;
    Rows<Definition> kept = draft.definitions.rows;
    std::optional<Error> failed;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!replies[i] && !isAbsent(replies[i].error())) {
            failed = replies[i].error();
            continue;
        }
        answeredDefinitions.insert(names[i]);
        Definition row = replies[i] ? readDefinition(*replies[i]) : Definition();
        if (row.arn.empty()) {
            absent.insert(names[i]);
            std::erase_if(kept, [&](const auto& old) { return old->arn == names[i]; });
        } else {
            absent.erase(names[i]);
            definitions[row.arn] = readDefinitionFacts(row.raw);
            fresh.push_back(std::move(row));
        }
    }
    if (absent != draft.absentDefinitions) {
        std::lock_guard guard(lock);
        draft.absentDefinitions = std::move(absent);
        dirty = true;
    }
    if (failed && fresh.empty())
        return take<Definition>(&Snapshot::definitions, tl::unexpected<Error>(*failed));
    take(&Snapshot::definitions, Result<std::vector<Definition>>(std::move(fresh)), std::move(kept));
    if (failed) take<Definition>(&Snapshot::definitions, tl::unexpected<Error>(*failed));
    return failed;
}

} // namespace pilothouse::console
