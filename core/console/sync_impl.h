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
    bool clusterParts(bool everything, const std::function<bool(const std::optional<Error>&)>& handle);
    void chooseCluster();
    // refresh_definitions.cpp
    std::optional<Error> refreshFamilies(bool everything);
    std::optional<Error> refreshDefinitions(std::size_t atMost);
    std::optional<Error> readSomeDefinitions(const std::vector<std::string>& names);
    void doubtDefinitions();
    void forgetDefinitions(bool everything);
    // refresh_deployments.cpp
    void chooseService();
    std::optional<Error> refreshDeployments(bool everything);
    std::optional<Error> refreshRevisions();
    // What only some pages want fails for itself: it waits before it is asked for again, and nothing else
    // does.
    bool rests(const char* part, bool everything) const;
    std::optional<Error> rest(const char* part, const std::optional<Error>& error);
    void learnDefinitions();
    void failInCluster(const Error& error);
    void emptyAll();
    template <typename Row>
    bool due(const Part<Row>& part, bool everything, bool eachCycle) const;
    template <typename Row>
    std::optional<Error> take(Part<Row> Snapshot::*member, Result<std::vector<Row>> fresh,
                              Rows<Row> kept = {});
    template <typename Row>
    SomeRows takeSome(Part<Row> Snapshot::*member, Row (*read)(const Json&));
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
    bool definitionsTouched = false;

    // Of the worker alone.
    std::uint64_t cycles = 0;
    int failures = 0;
    bool dirty = false;
    bool cut = false; ///< the last cycle was interrupted
    Interest current;
    Meanwhile meanwhile; ///< of the cluster's parts, in a cycle
    Millis deniedUntil = 0;
    std::map<std::string, DefinitionFacts> definitions;
    bool definitionsDenied = false;
    bool newlyFamilies = false;                     ///< a page that shows them has just opened
    std::set<std::string> activeArns, inactiveArns; ///< of task definitions, as last listed
    bool inactiveKnown = false;
    std::uint64_t inactiveListed = 0;                ///< the cycle
    std::set<std::string> answeredDefinitions;       ///< by the name asked for; they are not asked for again
    std::map<std::string, std::string> statusListed; ///< by a definition's ARN
    std::uint64_t deploymentsWhole = 0;              ///< the cycle that listed all of a service's deployments
    std::set<std::string> absentRevisions;
    std::map<std::string, Millis, std::less<>> restsUntil; ///< by part

    std::thread thread;
};

} // namespace pilothouse::console
