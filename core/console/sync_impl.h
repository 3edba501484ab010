// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/console/caller.h"
#include "core/console/fetch.h"
#include "core/console/pending.h"
#include "core/console/read.h"
#include "core/console/sync.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace pilothouse::console {

/// One worker thread writes the parts of `draft`, cycle by cycle (refresh.cpp); act() and its answers write
/// only `draft.pending`. What the window sees is a copy, put into `slot`.
struct Sync::Impl {
    explicit Impl(Options o);
    ~Impl();

    // sync.cpp: the slot, the thread, acts.
    void publish(bool wake);
    void run();
    Millis pause(bool whole);
    void act(Act act, std::function<void(Result<Json>)> done);
    void answered(std::uint64_t id, bool accepted);
    void settleActs();
    void forget(const std::vector<Pending>& shown);
    void wantRefresh(bool everything, bool interrupt);

    // refresh.cpp: one cycle; false if the endpoint was not there or would not.
    bool cycle(bool everything);
    std::optional<Error> refreshClusters();
    std::optional<Error> refreshServices();
    std::optional<Error> refreshTasks();
    std::optional<Error> refreshInstances();
    void chooseCluster();
    void learnDefinitions();
    void failAll(const Error& error);
    void emptyAll();
    template <typename Row>
    bool due(const Part<Row>& part, bool everything, bool eachCycle) const;
    template <typename Row>
    std::optional<Error> take(Part<Row> Snapshot::*member, Result<std::vector<Row>> fresh,
                              Rows<Row> kept = {});
    template <typename Row>
    void takeSome(Part<Row> Snapshot::*member, const Described& soFar, Row (*read)(const Json&));
    template <typename Row>
    void failPart(Part<Row> Snapshot::*member, const Error& error);

    struct Sent {
        Act act;
        std::vector<Before> before;
        std::optional<Millis> answeredAt;
        std::uint64_t answeredIn = 0; ///< the cycle that was under way then
        bool accepted = false;
        net::Call call; ///< held until its callback is surely over: dropping it waits for that
    };

    Options options;
    Caller caller;
    SystemClock systemClock;
    const Clock& clock;
    Random random{systemSeed()};

    mutable std::mutex lock;
    std::condition_variable wanted;
    Snapshot draft;
    std::shared_ptr<const Snapshot> slot;
    bool wakePosted = false;
    Interest interest;
    bool stop = false, refreshWanted = true, refreshEverything = true;
    std::map<std::uint64_t, Sent> sent;
    std::uint64_t lastSent = 0;
    std::uint64_t begun = 0; ///< cycles

    // Of the worker alone.
    std::uint64_t cycles = 0;
    int failures = 0;
    bool dirty = false;
    Interest current;
    Millis deniedUntil = 0;
    std::map<std::string, DefinitionFacts> definitions;
    bool definitionsDenied = false;

    std::thread thread;
};

} // namespace pilothouse::console
