// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/console/sync.h"
#include "tests/console/fake_cluster.h"

namespace pilothouse::tests {

class FixedCredentials final : public aws::CredentialsProvider {
public:
    Result<aws::Credentials> credentials() override { return aws::Credentials{"AKID", "secret", "", 0}; }
    void forget() override { ++forgotten; }
    std::atomic<int> forgotten = 0;
};

/// A Sync on a FakeCluster. `interval` is an hour unless a test needs more than one cycle: each further cycle
/// is then asked for.
struct Bench {
    FakeCluster cluster;
    std::shared_ptr<FixedCredentials> credentials = std::make_shared<FixedCredentials>();
    std::atomic<int> wakes = 0;
    std::unique_ptr<console::Sync> sync;

    void start(Millis interval = 3'600'000, console::Interest interest = {}, double share = 0.5) {
        console::Sync::Options options;
        options.connection = "test";
        options.client =
            std::make_shared<aws::EcsClient>(std::make_shared<net::HttpClient>(),
                                             aws::Endpoint{cluster.endpoint.url(), "us-east-1"}, credentials);
        options.interval = interval;
        options.share = share;
        options.wake = [this] { ++wakes; };
        sync = std::make_unique<console::Sync>(std::move(options));
        sync->setInterest(std::move(interest));
    }

    std::shared_ptr<const console::Snapshot> now() { return sync->newest(); }
};

inline bool isWhole(const console::Snapshot& s) {
    using enum console::PartState;
    return s.clusters.state == ok && s.services.state == ok && s.tasks.state == ok && s.instances.state == ok;
}

inline int ceilDiv(int a, int b) {
    return (a + b - 1) / b;
}

} // namespace pilothouse::tests
