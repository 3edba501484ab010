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
#include <sys/stat.h>
#include <unistd.h>

namespace pilothouse::app {

namespace {

/// Why it does not serve: exit code, error, and what the reader can do.
struct Ended {
    int code = exitFailed;
    Error error;
    std::string whatNow = {};
};
template <typename T>
using Or = tl::expected<T, Ended>;

tl::unexpected<Ended> end(int code, Error error, std::string whatNow = {}) {
    return tl::unexpected<Ended>(Ended{code, std::move(error), std::move(whatNow)});
}

/// How long an engine may take to say that it is there, before the plane serves without its word.
constexpr std::chrono::seconds engineWait{10};

/// "before-commit:3": the process ends as by a power cut at the third coming to that point.
plane::CrashPoint crashAt(const std::string& text) {
    if (text.empty()) return {};
    auto colon = text.rfind(':');
    auto left = std::make_shared<std::atomic<int>>(std::atoi(text.c_str() + colon + 1));
    return [point = text.substr(0, colon), left](const char* name) {
        if (point == name && --*left == 0) kill(getpid(), SIGKILL);
    };
}

/// A seed that was given steers ids; a restart must not give those again that the first run gave.
std::uint64_t seedOf(const Options& options, bool newFolder, Millis lastNow) {
    if (!options.seed) return systemSeed();
    return *options.seed + (newFolder ? 0 : static_cast<std::uint64_t>(lastNow));
}

Or<DataFolder> takeFolder(const Options& options) {
    auto folder = DataFolder::lock(options.data);
    if (folder) return std::move(*folder);
    if (folder.error().code == "folder.inUse")
        return end(exitFolderInUse, folder.error(),
                   "Use that one, or end it with: pilothoused stop --data " + options.data);
    return end(exitFailed, folder.error());
}

struct Opened {
    std::unique_ptr<store::Store> store;
    control::State state;
    bool isNew = false; ///< made just now
};

Or<Opened> openDatabase(const std::string& path, const PlaneCredentials& credentials, const Options& options,
                        Millis now) {
    auto refused = [](const Error& error) {
        bool theirs = error.code == "store.newer" || error.code == "store.damaged";
        return end(theirs ? exitDatabase : exitFailed, error,
                   theirs ? "The file was left as it is. Another folder can be given with --data." : "");
    };
    auto store = store::Store::open(path);
    if (!store) return refused(store.error());
    auto state = (*store)->load({credentials.region, credentials.account});
    if (!state) return refused(state.error());
    auto made = makePlane(**store, *state, options.simulated ? "simulated" : "docker", now);
    if (made) return Opened{std::move(*store), std::move(*state), *made};
    if (made.error().code != "folder.otherEngine") return end(exitFailed, made.error());
    return end(exitFlags, Error{made.error().code, options.data, made.error().cause},
               options.simulated ? "Start without --simulated, or give another folder with --data."
                                 : "Start with --simulated, or give another folder with --data.");
}

Or<docker::Address> locateEngine(const Options& options, Opened& opened) {
    if (options.simulated) return docker::Address{};
    auto ask = [] { return docker::findEngines(std::make_shared<net::HttpClient>()); };
    auto address = chooseEngine(engineAddressOf(opened.state), docker::places(), ask);
    log::info("engine", "chosen", {{"address", address.text}});
    auto written = rememberEngine(*opened.store, opened.state, address.text);
    if (!written) return end(exitFailed, written.error());
    return address;
}

/// What the engine said first, for the ready line; and the instances, cut when it first answers.
class EngineWatch {
public:
    explicit EngineWatch(std::string region) : m_region(std::move(region)) {}

    std::vector<control::Event> seen(const control::State& state, const control::EngineObservation& engine) {
        log::info("engine", engine.answers ? "answers" : "does not answer",
                  {{"engine", engine.version}, {"cause", engine.cause}});
        if (!std::exchange(m_spoken, true))
            m_firstWord.set_value(engine.answers ? engine.version : "unreachable");
        for (auto& [key, instance] : state.instances)
            if (instance->engine == engine.engine) return {};
        if (!engine.answers) return {};
        return {cutSlices(engine, planeIdOf(state), m_region)};
    }

    std::string firstWord() {
        auto word = m_firstWord.get_future();
        return word.wait_for(engineWait) == std::future_status::ready ? word.get() : "unreachable";
    }

private:
    std::string m_region;
    std::promise<std::string> m_firstWord;
    bool m_spoken = false; // the plane's thread
};

Or<std::unique_ptr<server::Server>> listen(const Options& options, const PlaneCredentials& credentials,
                                           plane::Plane& plane, const Clock& clock) {
    server::ServerOptions wanted;
    wanted.listen = options.listen;
    wanted.port = options.port;
    wanted.accessKeyId = credentials.accessKeyId;
    wanted.secretAccessKey = credentials.secretAccessKey;
    wanted.region = credentials.region;
    wanted.account = credentials.account;
    auto server = server::Server::start(wanted, plane, clock);
    if (!server && !options.listenGiven && server.error().code == "server.addressInUse") {
        wanted.port = 0; // the usual port is taken and nobody insisted on it
        server = server::Server::start(wanted, plane, clock);
    }
    if (server) return std::move(*server);
    return end(server.error().code == "server.addressInUse" ? exitAddressInUse : exitFailed, server.error(),
               "Another address can be given with --listen ADDRESS:PORT.");
}

std::string urlOf(const std::string& address, int port) {
    bool six = address.find(':') != std::string::npos;
    std::string host = address == "0.0.0.0" || address == "::" ? "127.0.0.1"
                       : six                                   ? "[" + address + "]"
                                                               : address;
    return "http://" + host + ":" + std::to_string(port) + "/";
}

/// The line on stdout, after endpoint.json stands.
Or<void> announce(DataFolder& folder, const PlaneCredentials& credentials, const std::string& url,
                  const std::string& engine, const std::string& planeId, Millis now) {
    auto written = folder.writeEndpoint(Json::object({{"endpoint", url},
                                                      {"pid", static_cast<std::int64_t>(getpid())},
                                                      {"version", PILOTHOUSE_VERSION},
                                                      {"plane", planeId},
                                                      {"engine", engine},
                                                      {"startedAt", rfc3339(now)}}));
    if (!written) return end(exitFailed, written.error());
    std::printf("pilothoused ready endpoint=%s region=%s account=%s engine=\"%s\" plane=%s\n", url.c_str(),
                credentials.region.c_str(), credentials.account.c_str(), engine.c_str(), planeId.c_str());
    std::fflush(stdout);
    log::info("app", "ready", {{"endpoint", url}, {"engine", engine}, {"plane", planeId}});
    return {};
}

/// Returns after a signal; whatever it made has ended by then, the folder last.
Or<void> run(const Options& options, const sigset_t& endSignals) {
    SystemClock clock;
    auto folder = takeFolder(options);
    if (!folder) return tl::unexpected(folder.error());
    auto credentials = folder->credentials(options.region, options.account);
    if (!credentials) return end(exitFailed, credentials.error());
    auto opened = openDatabase(folder->databasePath(), *credentials, options, clock.now());
    if (!opened) return tl::unexpected(opened.error());

    std::string planeId = planeIdOf(opened->state);
    auto address = locateEngine(options, *opened);
    if (!address) return tl::unexpected(address.error());
    EngineWatch watch(credentials->region);
    std::vector<std::unique_ptr<runtime::Runtime>> runtimes;
    runtimes.push_back(makeRuntime(options, *address, planeId, clock));

    plane::Options planeOptions;
    planeOptions.rules.settle = options.settle;
    planeOptions.seed = seedOf(options, opened->isNew, opened->state.meta.at("plane")->lastNow);
    planeOptions.recordPath = options.record;
    planeOptions.crashPoint = crashAt(options.dieAt);
    planeOptions.engineSeen = [&](auto& state, auto& seen) { return watch.seen(state, seen); };
    plane::Plane plane(planeOptions, std::move(opened->store), std::move(opened->state), std::move(runtimes),
                       clock);
    if (auto started = plane.start(); !started) return end(exitFailed, started.error());
    std::string engineWord = watch.firstWord();

    auto server = listen(options, *credentials, plane, clock);
    if (!server) return tl::unexpected(server.error());
    auto announced = announce(*folder, *credentials, urlOf(options.listen, (*server)->port()), engineWord,
                              planeId, clock.now());
    if (!announced) return announced;
    int signal = 0;
    sigwait(&endSignals, &signal);
    log::info("app", "ending", {{"signal", std::to_string(signal)}});
    folder->removeEndpoint();
    return {};
}

} // namespace

int serve(const Options& options) {
    std::signal(SIGPIPE, SIG_IGN);
    umask(077); // all that it writes is for its owner
    sigset_t signals;
    sigemptyset(&signals);
    for (int one : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&signals, one);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before any thread: all inherit it
    log::toFile(options.log);
    auto done = run(options, signals);
    if (done) return exitOk;
    auto& ended = done.error();
    std::fprintf(stderr, "pilothoused: %s\n", describe(ended.error).c_str());
    if (!ended.whatNow.empty()) std::fprintf(stderr, "%s\n", ended.whatNow.c_str());
    log::error("app", "ended", {{"error", describe(ended.error)}});
    return ended.code;
}

} // namespace pilothouse::app
