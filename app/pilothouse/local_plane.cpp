// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/local_plane.h"

#include "app/pilothouse/child.h"
#include "core/base/json.h"
#include "core/base/log.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <optional>
#include <sstream>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace pilothouse::app {

namespace {

namespace fs = std::filesystem;

constexpr Millis forEndpoint = 10'000, forEnd = 20'000, look = 50;
constexpr int attempts = 3; // another console may start or end a plane at the same moment
constexpr std::size_t logLines = 12;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// $NAME or ~/FALLBACK.
fs::path xdg(const char* name, const char* fallback) {
    const std::string set = environment(name);
    return set.empty() ? fs::path(environment("HOME")) / fallback : fs::path(set);
}

/// The plane holds its folder's lock as long as it lives.
bool isHeld(const fs::path& folder) {
    const int file = ::open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    const bool held = ::flock(file, LOCK_EX | LOCK_NB) != 0;
    ::close(file);
    return held;
}

std::optional<Json> readJson(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::ostringstream text;
    text << file.rdbuf();
    auto json = Json::parse(text.str());
    return json ? std::optional(*json) : std::nullopt;
}

bool waitUntil(const std::function<bool()>& done, Millis patience, const std::atomic<bool>& cancelled) {
    for (Millis waited = 0; !done(); waited += look) {
        if (waited >= patience || cancelled) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(look)); // files and locks of another process
    }
    return true;
}

std::string lastLogLines() {
    std::ifstream file(planeLogFile());
    std::deque<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        lines.push_back(line);
        if (lines.size() > logLines) lines.pop_front();
    }
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    return text;
}

std::optional<std::string> findProgram() {
    std::error_code error;
    const fs::path own = fs::read_symlink("/proc/self/exe", error);
    if (!error) {
        const fs::path beside = own.parent_path() / "pilothoused";
        if (::access(beside.c_str(), X_OK) == 0) return beside.string();
    }
    std::istringstream folders(environment("PATH"));
    for (std::string folder; std::getline(folders, folder, ':');) {
        const fs::path candidate = fs::path(folder.empty() ? "." : folder) / "pilothoused";
        if (::access(candidate.c_str(), X_OK) == 0) return candidate.string();
    }
    return std::nullopt;
}

class PlaneCredentials final : public aws::CredentialsProvider {
public:
    explicit PlaneCredentials(fs::path folder) : m_file(folder / "credentials.json") {}

    Result<aws::Credentials> credentials() override {
        std::lock_guard guard(m_lock);
        if (!m_known) {
            auto json = readJson(m_file);
            if (!json) return fail("aws.noCredentials", m_file.string());
            m_known = aws::Credentials{json->str("accessKeyId"), json->str("secretAccessKey"), {}, 0};
        }
        return *m_known;
    }
    void forget() override {
        std::lock_guard guard(m_lock);
        m_known.reset();
    }

private:
    const fs::path m_file;
    std::mutex m_lock;
    std::optional<aws::Credentials> m_known;
};

/// One search, with what it needs at every step.
class Search {
public:
    Search(LocalPlaneOptions options, std::shared_ptr<net::HttpClient> http,
           const std::atomic<bool>& cancelled)
        : m_options(std::move(options)), m_http(std::move(http)), m_cancelled(cancelled),
          m_folder(m_options.dataFolder) {}

    Result<LocalPlane> find() {
        Result<LocalPlane> plane = fail("plane.noEndpoint", m_folder.string());
        for (int i = 0; i < attempts && !plane && !m_cancelled; ++i) {
            if (isHeld(m_folder)) {
                plane = running();
                if (plane || plane.error().code != "plane.replaced") return plane;
            }
            plane = start();
            // Exit 3: the folder is in use, for another console was quicker.
            const bool taken = !plane && plane.error().code == "plane.ended" && !plane.error().args.empty() &&
                               plane.error().args.front().second == "3";
            if (!plane && !taken) return plane;
        }
        return plane;
    }

private:
    /// The lock is held: where does it listen, is it of our version, does it answer?
    Result<LocalPlane> running() {
        std::optional<Json> endpoint;
        const bool told = waitUntil(
            [&] {
                endpoint = readJson(m_folder / "endpoint.json");
                return endpoint.has_value() || !isHeld(m_folder);
            },
            forEndpoint, m_cancelled);
        if (!endpoint) return fail(told ? "plane.replaced" : "plane.noEndpoint", m_folder.string());
        if (!m_options.version.empty() && endpoint->str("version") != m_options.version) {
            if (auto done = end(static_cast<int>(endpoint->integer("pid"))); !done)
                return tl::unexpected<Error>(done.error());
            return fail("plane.replaced", m_folder.string());
        }
        return answering(*endpoint);
    }

    Result<bool> end(int pid) {
        log::info("app", "ends a control plane of another version", {{"pid", std::to_string(pid)}});
        if (pid > 1) ::kill(pid, SIGTERM);
        if (!waitUntil([&] { return !isHeld(m_folder); }, forEnd, m_cancelled))
            return fail("plane.doesNotEnd", std::to_string(pid));
        return true;
    }

    Result<LocalPlane> answering(const Json& endpoint) {
        LocalPlane plane{endpoint.str("endpoint"), endpoint.str("region", "us-east-1"), m_folder.string()};
        aws::EcsClient client(m_http, {plane.endpoint, plane.region}, planeCredentials(plane.dataFolder));
        auto answer = client.wait("ListClusters", Json::object({{"maxResults", 1}}));
        if (!answer) return fail("plane.noAnswer", plane.endpoint, describe(answer.error()));
        return plane;
    }

    Result<LocalPlane> start() {
        std::optional<std::string> program = m_options.program;
        if (program->empty()) program = findProgram();
        if (!program) return fail("plane.noProgram", "pilothoused");
        std::vector<std::string> command{*program, "--data", m_folder.string()};
        if (m_options.simulated) command.push_back("--simulated");
        log::info("app", "starts a control plane", {{"program", *program}, {"data", m_folder.string()}});
        auto started = startDetached(command, m_options.patience, m_cancelled);
        if (!started) {
            Error error = started.error();
            if (error.cause.empty() || error.code == "plane.notReady") error.cause += lastLogLines();
            return tl::unexpected<Error>(error);
        }
        auto endpoint = readJson(m_folder / "endpoint.json");
        if (!endpoint) return fail("plane.noEndpoint", m_folder.string(), started->line);
        return answering(*endpoint);
    }

    const LocalPlaneOptions m_options;
    const std::shared_ptr<net::HttpClient> m_http;
    const std::atomic<bool>& m_cancelled;
    const fs::path m_folder;
};

} // namespace

std::string planeLogFile() {
    return (xdg("XDG_STATE_HOME", ".local/state") / "pilothouse" / "pilothoused.log").string();
}

std::string defaultDataFolder(bool simulated) {
    return (xdg("XDG_DATA_HOME", ".local/share") / "pilothouse" /
            (simulated ? "control-simulated" : "control"))
        .string();
}

bool isPlaneAt(const std::string& dataFolder, const std::string& url) {
    auto bare = [](std::string text) {
        while (text.ends_with('/'))
            text.pop_back();
        return text;
    };
    auto endpoint = readJson(fs::path(dataFolder) / "endpoint.json");
    return endpoint && bare(endpoint->str("endpoint")) == bare(url);
}

LocalPlaneFacts readLocalPlane(const std::string& dataFolder) {
    const auto endpoint = readJson(fs::path(dataFolder) / "endpoint.json");
    if (!endpoint || !isHeld(dataFolder)) return {};
    return {true,
            endpoint->str("endpoint"),
            endpoint->str("engine"),
            endpoint->str("version"),
            endpoint->str("plane"),
            endpoint->integer("pid")};
}

Result<bool> stopLocalPlane(const std::string& dataFolder, const std::atomic<bool>& cancelled) {
    const LocalPlaneFacts plane = readLocalPlane(dataFolder);
    if (!plane.running) return true;
    log::info("app", "ends the control plane", {{"pid", std::to_string(plane.pid)}});
    if (plane.pid > 1) ::kill(static_cast<pid_t>(plane.pid), SIGTERM);
    if (!waitUntil([&] { return !isHeld(dataFolder); }, forEnd, cancelled))
        return fail("plane.doesNotEnd", std::to_string(plane.pid));
    return true;
}

std::shared_ptr<aws::CredentialsProvider> planeCredentials(std::string dataFolder) {
    return std::make_shared<PlaneCredentials>(std::move(dataFolder));
}

Result<LocalPlane> findLocalPlane(LocalPlaneOptions options, const std::shared_ptr<net::HttpClient>& http,
                                  const std::atomic<bool>& cancelled) {
    if (options.dataFolder.empty()) options.dataFolder = defaultDataFolder(options.simulated);
    return Search(std::move(options), http, cancelled).find();
}

} // namespace pilothouse::app
