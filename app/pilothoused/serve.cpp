// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothoused/serve.h"

#include "app/pilothoused/data_folder.h"
#include "app/pilothoused/engines.h"
#include "app/pilothoused/first_start.h"
#include "app/pilothoused/slices.h"
#include "core/base/log.h"
#include "core/plane/plane.h"
#include "core/server/server.h"
#include "core/store/store.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <future>
#include <unistd.h>

namespace pilothouse::app {

namespace {

int ended(int code, const Error& error, const std::string& whatNow) {
    std::fprintf(stderr, "pilothoused: %s\n%s", describe(error).c_str(),
                 whatNow.empty() ? "" : (whatNow + "\n").c_str());
    log::error("app", "ended", {{"error", describe(error)}});
    return code;
}

/// "before-commit:3": the process ends as by a power cut at the third coming to that point.
plane::CrashPoint crashAt(const std::string& text) {
    if (text.empty()) return {};
    auto colon = text.rfind(':');
    auto left = std::make_shared<std::atomic<int>>(std::atoi(text.c_str() + colon + 1));
    return [point = text.substr(0, colon), left](const char* name) {
        if (point == name && --*left == 0) kill(getpid(), SIGKILL);
    };
}

/// The plane's id, made at first start and committed before anything else.
Result<std::string> identity(store::Store& store, control::State& state) {
    if (auto it = state.meta.find("plane"); it != state.meta.end()) return it->second->planeId;
    control::MetaRow meta;
    meta.planeId = (Random(systemSeed()).hex(16)) + Random(systemSeed()).hex(16);
    control::Changes first;
    first.meta["plane"] = std::make_shared<const control::MetaRow>(meta);
    if (auto done = store.commit(first); !done) return tl::unexpected<Error>(done.error());
    control::apply(state, first);
    return meta.planeId;
}

/// A folder belongs to the kind of engine that its instances were cut from.
bool ofOtherEngine(const control::State& state, const std::string& engine) {
    for (auto& [key, instance] : state.instances)
        if (instance->engine != engine) return true;
    return false;
}

/// The cluster "default" is there before the first call is let in.
void makeDefaultCluster(plane::Plane& plane) {
    std::promise<void> made;
    plane.submit({"CreateCluster", Json::object({{"clusterName", "default"}}), "pilothoused"},
                 [&](control::Reply) { made.set_value(); });
    made.get_future().wait();
}

sigset_t endSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    return set;
}

Result<std::unique_ptr<server::Server>> listen(const Options& options, const PlaneCredentials& credentials,
                                               plane::Plane& plane, const Clock& clock) {
    server::ServerOptions wanted;
    wanted.listen = options.listen;
    wanted.port = options.port;
    wanted.accessKeyId = credentials.accessKeyId;
    wanted.secretAccessKey = credentials.secretAccessKey;
    wanted.region = credentials.region;
    wanted.account = credentials.account;
    auto server = server::Server::start(wanted, plane, clock);
    if (server || options.listenGiven || server.error().code != "server.addressInUse") return server;
    wanted.port = 0; // the usual port is taken and nobody insisted on it
    return server::Server::start(wanted, plane, clock);
}

std::string urlOf(const std::string& address, int port) {
    bool six = address.find(':') != std::string::npos;
    std::string host = address == "0.0.0.0" || address == "::" ? "127.0.0.1"
                       : six                                   ? "[" + address + "]"
                                                               : address;
    return "http://" + host + ":" + std::to_string(port) + "/";
}

} // namespace

int serve(const Options& options) {
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t signals = endSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before any thread: all inherit it
    log::toFile(options.log);
    SystemClock clock;

    auto folder = DataFolder::lock(options.data);
    if (!folder) {
        bool inUse = folder.error().code == "folder.inUse";
        return ended(inUse ? exitFolderInUse : exitFailed, folder.error(),
                     inUse ? "Use that one, or end it with: pilothoused stop --data " + options.data : "");
    }
    auto credentials = folder->credentials(options.region, options.account);
    if (!credentials) return ended(exitFailed, credentials.error(), "");
    auto store = store::Store::open(folder->databasePath());
    if (!store)
        return ended(exitDatabase, store.error(),
                     "The file was left as it is. Another folder can be given with --data.");
    ArnMaker arns{credentials->region, credentials->account};
    auto state = (*store)->load(arns);
    if (!state)
        return ended(exitDatabase, state.error(),
                     "The file was left as it is. Another folder can be given with --data.");

    auto engine = options.simulated ? std::string("simulated") : std::string("docker");
    if (ofOtherEngine(*state, engine))
        return ended(
            exitFlags,
            Error{"folder.otherEngine", options.data, "its instances belong to the other kind of engine"},
            options.simulated ? "Start without --simulated, or give another folder with --data."
                              : "Start with --simulated, or give another folder with --data.");
    auto planeId = identity(**store, *state);
    if (!planeId) return ended(exitFailed, planeId.error(), "");

    plane::Plane* running = nullptr;
    auto runtime = makeEngine(options, *planeId, clock);
    std::string limits = runtime.limits, version;
    std::promise<std::string> firstWord; // of the engine: what it is, or that it does not answer
    auto onEngine = [&, said = false](const control::EngineObservation& seen) mutable {
        bool cut = false;
        running->inspect([&](const control::State& s) {
            for (auto& [key, instance] : s.instances)
                cut = cut || instance->engine == seen.engine;
        });
        if (seen.answers && !cut) running->post(cutSlices(seen, *planeId, credentials->region, limits));
        log::info("engine", seen.answers ? "answers" : "does not answer",
                  {{"engine", seen.version}, {"cause", seen.cause}});
        if (!std::exchange(said, true)) firstWord.set_value(seen.answers ? seen.version : "unreachable");
    };
    std::vector<std::unique_ptr<runtime::Runtime>> runtimes;
    runtimes.push_back(watched(std::move(runtime.runtime), onEngine));

    plane::Options planeOptions;
    planeOptions.rules.settle = options.settle;
    planeOptions.seed = options.seed ? options.seed : systemSeed();
    planeOptions.recordPath = options.record;
    planeOptions.crashPoint = crashAt(options.dieAt);
    plane::Plane plane(planeOptions, std::move(*store), std::move(*state), std::move(runtimes), clock);
    running = &plane;
    plane.start();
    makeDefaultCluster(plane);
    std::string engineWord = firstWord.get_future().get();

    auto server = listen(options, *credentials, plane, clock);
    if (!server)
        return ended(server.error().code == "server.addressInUse" ? exitAddressInUse : exitFailed,
                     server.error(), "Another address can be given with --listen ADDRESS:PORT.");
    std::string url = urlOf(options.listen, (*server)->port());
    auto written = folder->writeEndpoint(Json::object({{"endpoint", url},
                                                       {"pid", static_cast<std::int64_t>(getpid())},
                                                       {"version", PILOTHOUSE_VERSION},
                                                       {"plane", *planeId},
                                                       {"engine", engineWord},
                                                       {"startedAt", rfc3339(clock.now())}}));
    if (!written) return ended(exitFailed, written.error(), "");
    std::printf("pilothoused ready endpoint=%s region=%s account=%s engine=\"%s\" plane=%s\n", url.c_str(),
                credentials->region.c_str(), credentials->account.c_str(), engineWord.c_str(),
                planeId->c_str());
    std::fflush(stdout);
    log::info("app", "ready", {{"endpoint", url}, {"engine", engineWord}, {"plane", *planeId}});

    int signal = 0;
    sigwait(&signals, &signal);
    log::info("app", "ending", {{"signal", std::to_string(signal)}});
    folder->removeEndpoint();
    return exitOk;
}

} // namespace pilothouse::app
