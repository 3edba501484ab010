// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/control/step.h"

#include "core/control/deadlines.h"
#include "core/control/instances.h"
#include "core/control/operations.h"
#include "core/control/services.h"

namespace pilothouse::control {

namespace {

std::optional<Reply> take(Draft& draft, const Event& event) {
    if (auto* command = std::get_if<Command>(&event)) return runOperation(draft, *command);
    if (auto* seen = std::get_if<TaskObservation>(&event)) observe(draft, *seen);
    if (auto* seen = std::get_if<EngineObservation>(&event)) observeEngine(draft, *seen);
    if (auto* add = std::get_if<AddInstances>(&event)) addInstances(draft, *add);
    if (std::holds_alternative<Tick>(event)) fireDeadlines(draft);
    if (auto* jump = std::get_if<TimeJumped>(&event)) moveDeadlines(draft, jump->by);
    return {};
}

/// Rows that came out as they were cost no write.
void dropUnchanged(Changes& changes, const State& state) {
    Changes::each(changes, [&]<typename Key, typename Row>(std::map<Key, Ptr<Row>>& table) {
        auto& base = State::of<Row>(state);
        std::erase_if(table, [&](auto& change) {
            auto it = base.find(change.first);
            if (it == base.end()) return !change.second;
            return change.second && *change.second == *it->second;
        });
    });
}

} // namespace

Step step(const State& state, const Event& event, Millis now, Random& random, const Rules& rules) {
    Draft draft(state, now, random, rules);
    Step result;
    result.reply = take(draft, event);
    if (result.reply && !*result.reply) return result; // a refused call changes nothing
    reconcileAll(draft);
    result.changes = draft.take();
    dropUnchanged(result.changes, state);
    if (result.changes.empty()) return result;
    auto meta = state.meta.find("plane");
    MetaRow row = meta == state.meta.end() ? MetaRow{random.hex(32)} : *meta->second;
    row.lastNow = now;
    result.changes.meta["plane"] = std::make_shared<const MetaRow>(std::move(row));
    return result;
}

} // namespace pilothouse::control
