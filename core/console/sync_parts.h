// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/error_kinds.h"
#include "core/console/merge.h"
#include "core/console/sync_impl.h"

namespace pilothouse::console {

// How what was read becomes a part of the draft: for the files that refresh parts.

constexpr std::uint64_t slowParts = 5;  // clusters and instances change seldom: every fifth cycle
constexpr std::uint64_t rareParts = 60; // what is expensive and changes by acts that are followed anyway
constexpr Millis deniedPause = 60'000, failedPause = 10'000;

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

/// While a list has never been whole, its rows show as they come; later there is nothing to call.
template <typename Row>
SomeRows Sync::Impl::takeSome(Part<Row> Snapshot::*member, Row (*read)(const Json&)) {
    if ((draft.*member).asOf != 0) return {};
    return [this, member, read, seen = std::size_t{0}](const Described& soFar) mutable {
        std::vector<Row> fresh;
        for (; seen < soFar.rows.size(); ++seen)
            fresh.push_back(read(soFar.rows[seen]));
        Rows<Row> rows = mergeRows((draft.*member).rows, std::move(fresh), (draft.*member).rows);
        {
            std::lock_guard guard(lock);
            (draft.*member).rows = std::move(rows);
        }
        publish(true);
    };
}

template <typename Row>
Result<std::vector<Row>> readAll(Result<Described> described, Row (*read)(const Json&)) {
    if (!described) return tl::unexpected<Error>(described.error());
    std::vector<Row> rows;
    rows.reserve(described->rows.size());
    for (const Json& json : described->rows)
        rows.push_back(read(json));
    return rows;
}

} // namespace pilothouse::console
