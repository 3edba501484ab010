// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aws/ecs_client.h"
#include "core/console/snapshot.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace pilothouse::console {

/// What is on screen: Sync asks for nothing else.
struct Interest {
    std::string cluster; ///< "": the first one found
    bool services = true, tasks = true, stoppedTasks = true, instances = true;
    bool families = false;             ///< of all task definitions
    std::string service;               ///< ARN: its deployments and revisions; "": of none
    std::set<std::string> definitions; ///< ARNs of task definitions that are wanted whole
    bool operator==(const Interest&) const = default;
};

/// A call for the endpoint as a value: {operation, input} and the rows it is about.
struct Act {
    std::string operation;
    Json input;
    std::vector<Pending> pending;
};

/// Owns one connection: lists and describes in the largest batches the API allows, inside its throttle table,
/// on threads of its own; puts the newest Snapshot in a slot and wakes its owner once. Nothing changed: no
/// wake-up. Thread: every function may be called from the UI thread and returns at once; `wake` and `done`
/// are called on a thread of Sync's and must only post.
class Sync {
public:
    struct Options {
        std::string connection;
        std::shared_ptr<aws::EcsClient> client;
        const Clock* clock = nullptr;
        Millis interval =
            1'000;          ///< between refreshes while something is on screen; grows with back-off on errors
        double share = 0.5; ///< of the API's throttle table
        std::function<void()> wake;
    };

    explicit Sync(Options options);
    ~Sync(); ///< no callback runs after it

    std::shared_ptr<const Snapshot> newest() const; ///< never null
    void setInterest(Interest interest);
    void refresh();   ///< now
    void reconnect(); ///< credentials read anew, back-off forgotten

    void act(Act act, std::function<void(Result<Json>)> done);

    aws::EcsClient& client();

private:
    struct Impl;
    std::shared_ptr<Impl> m_impl;
};

} // namespace pilothouse::console
