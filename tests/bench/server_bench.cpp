// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Signed requests a second, each signed anew, over connections that are kept alive: server, plane, store (a
// file, synchronous FULL) and clients in this process.
#include "core/runtime/simulated_runtime.h"
#include "core/server/server.h"
#include "tests/bench/world.h"
#include "tests/server/raw_client.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>

using namespace pilothouse;

namespace {

/// One running control plane in a folder of its own.
class Running {
public:
    Running() {
        char path[] = "/tmp/pilothouse-bench-XXXXXX";
        m_folder = mkdtemp(path);
        auto store = store::Store::open(m_folder / "state.db");
        auto state = (*store)->load({});
        std::vector<std::unique_ptr<runtime::Runtime>> runtimes;
        runtimes.push_back(runtime::makeSimulatedRuntime(m_clock));
        m_plane = std::make_unique<plane::Plane>(plane::Options{}, std::move(*store), std::move(*state),
                                                 std::move(runtimes), m_clock);
        server::ServerOptions options;
        options.port = 0;
        options.accessKeyId = m_signer.key.accessKeyId;
        options.secretAccessKey = m_signer.key.secretAccessKey;
        if (m_plane->start()) m_server = *server::Server::start(options, *m_plane, m_clock);
        m_signer.port = m_server->port();
    }
    ~Running() {
        m_server.reset();
        m_plane.reset();
        std::filesystem::remove_all(m_folder);
    }

    tests::Signer signer() const {
        auto signer = m_signer;
        signer.now = m_clock.now();
        return signer;
    }
    int port() const { return m_signer.port; }

private:
    SystemClock m_clock;
    std::filesystem::path m_folder;
    tests::Signer m_signer;
    std::unique_ptr<plane::Plane> m_plane;
    std::unique_ptr<server::Server> m_server;
};

std::unique_ptr<Running> running;

void ask(benchmark::State& bench, const char* operation, const std::string& body) {
    if (bench.thread_index() == 0) running = std::make_unique<Running>();
    std::unique_ptr<tests::RawClient> client;
    for (auto _ : bench) {
        // The threads start together only here, after the first one has made the server.
        if (!client) client = std::make_unique<tests::RawClient>(running->port());
        client->send(running->signer().request(operation, body));
        auto reply = client->read();
        if (!reply || reply->status != 200) {
            bench.SkipWithError("not answered");
            break;
        }
    }
    client.reset();
    bench.SetItemsProcessed(bench.iterations());
}

} // namespace

static void reads(benchmark::State& bench) {
    ask(bench, "ListClusters", "{}");
    if (bench.thread_index() == 0) running.reset();
}
BENCHMARK(reads)->Threads(1)->Threads(8)->UseRealTime();

/// Each is one commit to disk; those that wait together share one.
static void writes(benchmark::State& bench) {
    ask(bench, "RegisterTaskDefinition", bench::webDefinition().dump());
    if (bench.thread_index() == 0) running.reset();
}
BENCHMARK(writes)->Threads(1)->Threads(8)->UseRealTime();
