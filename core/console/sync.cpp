// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/console/sync.h"

#include "core/console/sync_impl.h"

#include <algorithm>

namespace pilothouse::console {

namespace {

constexpr Millis longestPause = 60'000, pendingAtMost = 60'000;

/// After it a definition that was read is old.
bool touchesDefinitions(const std::string& operation) {
    return operation == "DeregisterTaskDefinition" || operation == "DeleteTaskDefinitions" ||
           operation == "TagResource" || operation == "UntagResource";
}

} // namespace

Sync::Impl::Impl(Options o)
    : options(std::move(o)), caller(options.client, options.share),
      clock(options.clock ? *options.clock : systemClock) {
    draft.connection = options.connection;
    draft.endpointUrl = options.client->endpoint().url;
    draft.region = options.client->endpoint().region;
    slot = std::make_shared<const Snapshot>(draft);
    thread = std::thread([this] { run(); });
}

Sync::Impl::~Impl() {
    {
        std::lock_guard guard(lock);
        stop = true;
    }
    wanted.notify_all();
    caller.end();
    thread.join();
    // Outside the lock: cancelling waits for a callback that may want it.
    std::map<std::uint64_t, Sent> rest;
    {
        std::lock_guard guard(lock);
        rest.swap(sent);
    }
    rest.clear();
}

/// With `wake` the window is told, unless it has been and has not looked since.
void Sync::Impl::publish(bool wake) {
    {
        std::lock_guard guard(lock);
        ++draft.sequence;
        draft.latency = caller.latency();
        draft.callsPerSecond = caller.callsPerSecond();
        draft.skew = caller.skew();
        draft.takenAt = clock.now() + draft.skew;
        slot = std::make_shared<const Snapshot>(draft);
        if (!wake || wakePosted) return;
        wakePosted = true;
    }
    if (options.wake) options.wake();
}

void Sync::Impl::run() {
    bool everything = true;
    for (Millis delay = 0;;) {
        {
            std::unique_lock guard(lock);
            wanted.wait_for(guard, std::chrono::milliseconds(delay), [&] { return stop || refreshWanted; });
            if (stop) return;
            everything = std::exchange(refreshEverything, false);
            refreshWanted = false;
            newlyFamilies = interest.families && (newlyFamilies || !current.families);
            current = interest;
            ++begun;
            caller.begin(); // under the lock: an interruption from now on is of this cycle
        }
        const bool whole = cycle(everything);
        if (cut) {
            // What a person asked for whole is not lost to a page that opened meanwhile.
            std::lock_guard guard(lock);
            refreshEverything = refreshEverything || everything;
        }
        settleActs();
        publish(std::exchange(dirty, false));
        delay = pause(whole);
    }
}

/// The interval; after failures twice as long each time, with jitter, so that many consoles do not come at
/// once.
Millis Sync::Impl::pause(bool whole) {
    failures = whole ? 0 : std::min(failures + 1, 10);
    if (failures == 0) return options.interval;
    const Millis longer = std::min(longestPause, options.interval << failures);
    return longer * 3 / 4 + static_cast<Millis>(random.below(static_cast<std::uint64_t>(longer / 2 + 1)));
}

void Sync::Impl::wantRefresh(bool everything, bool interrupt) {
    if (interrupt) caller.interrupt(); // first: the cycle that this asks for must not be cut by it
    {
        std::lock_guard guard(lock);
        refreshWanted = true;
        refreshEverything = refreshEverything || everything;
    }
    wanted.notify_all();
}

void Sync::Impl::act(Act act, std::function<void(Result<Json>)> done) {
    std::uint64_t id;
    {
        std::lock_guard guard(lock);
        id = ++lastSent;
        Sent& record = sent[id];
        record.act = act;
        for (const Pending& pending : act.pending) {
            record.before.push_back(takeBefore(pending, draft));
            draft.pending.push_back(pending);
        }
    }
    publish(true);
    net::Call call = options.client->call(act.operation, std::move(act.input),
                                          [this, id, done = std::move(done)](Result<Json> answer) {
                                              answered(id, answer.has_value());
                                              if (done) done(std::move(answer));
                                          });
    std::lock_guard guard(lock);
    if (auto it = sent.find(id); it != sent.end()) it->second.call = std::move(call);
}

/// On net's thread.
void Sync::Impl::answered(std::uint64_t id, bool accepted) {
    {
        std::lock_guard guard(lock);
        auto it = sent.find(id);
        if (it == sent.end()) return; // the Sync ends
        it->second.answeredAt = clock.now();
        it->second.answeredIn = begun;
        it->second.accepted = accepted;
        definitionsTouched = definitionsTouched || touchesDefinitions(it->second.act.operation);
        if (!accepted) forget(it->second.act.pending);
    }
    publish(true);
    wantRefresh(true, false);
}

/// Under the lock.
void Sync::Impl::forget(const std::vector<Pending>& shown) {
    for (const Pending& pending : shown) {
        auto at = std::find(draft.pending.begin(), draft.pending.end(), pending);
        if (at != draft.pending.end()) draft.pending.erase(at);
    }
}

/// A cycle that began after an act's answer shows what came of it.
void Sync::Impl::settleActs() {
    std::vector<Sent> settled; // dropped after the lock: their calls wait for callbacks that take it
    std::lock_guard guard(lock);
    for (auto it = sent.begin(); it != sent.end();) {
        const Sent& record = it->second;
        bool over = record.answeredAt && !record.accepted;
        if (record.answeredAt && record.accepted && record.answeredIn < begun) {
            over = true;
            for (std::size_t i = 0; i < record.act.pending.size(); ++i)
                over = over && isShown(record.act.pending[i], record.before[i], draft);
            over = over || clock.now() - *record.answeredAt > pendingAtMost;
            if (over && !record.act.pending.empty()) {
                forget(record.act.pending);
                dirty = true;
            }
        }
        if (!over) {
            ++it;
            continue;
        }
        settled.push_back(std::move(it->second));
        it = sent.erase(it);
    }
}

Sync::Sync(Options options) : m_impl(std::make_shared<Impl>(std::move(options))) {}

Sync::~Sync() = default;

std::shared_ptr<const Snapshot> Sync::newest() const {
    std::lock_guard guard(m_impl->lock);
    m_impl->wakePosted = false;
    return m_impl->slot;
}

void Sync::setInterest(Interest interest) {
    {
        std::lock_guard guard(m_impl->lock);
        if (m_impl->interest == interest) return;
        m_impl->interest = std::move(interest);
    }
    m_impl->wantRefresh(false, true);
}

void Sync::refresh() {
    m_impl->wantRefresh(true, false);
}

void Sync::reconnect() {
    m_impl->options.client->provider().forget();
    m_impl->wantRefresh(true, true);
}

void Sync::act(Act act, std::function<void(Result<Json>)> done) {
    m_impl->act(std::move(act), std::move(done));
}

aws::EcsClient& Sync::client() {
    return m_impl->caller.client();
}

} // namespace pilothouse::console
