// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/docker/address.h"
#include "core/net/http.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace pilothouse::docker {

/// What an engine says of itself. Source: Docker Engine API, GET /version and /info.
struct About {
    std::string version;    ///< "docker 20.10.24", "podman 4.3.1"
    std::string apiVersion; ///< the one that is spoken: the lesser of ours and the engine's
    int cpus = 0, running = 0;
    std::int64_t memoryBytes = 0;
    std::string cgroupDriver, cgroupVersion; ///< "cgroupfs", "systemd"; "1", "2"
    std::string kernelVersion;
    bool local = false; ///< reached by a socket of this computer
    bool rootless = false;
};

struct Event {
    std::string type, action; ///< "container", "die"
    std::map<std::string, std::string> attributes;
};

/// The newest API version that this client knows.
inline constexpr const char* newestApi = "1.47";

/// A Docker Engine API client. Every member of an answer is optional, unknown ones are ignored.
/// Errors: those of net; docker.notFound (404), docker.conflict (409), docker.denied (401, 403),
/// docker.failed (others), docker.badAnswer; subject is the path, cause the engine's words. Blocking calls
/// are for worker threads.
class Engine {
public:
    Engine(std::shared_ptr<net::HttpClient> http, Address address);

    const Address& address() const { return m_address; }

    /// Agrees on a version and asks who it is; again after each loss of the connection.
    Result<About> connect();

    Result<Json> call(const std::string& method, const std::string& path, const Json* body = nullptr,
                      Millis timeout = 60'000);
    [[nodiscard]] net::Call callLater(const std::string& method, const std::string& path, Millis timeout,
                                      std::function<void(Result<Json>)> done);

    /// An image archive (POST /images/load).
    Result<void> load(const std::string& tar);
    /// Percent of what is known of its layers; then how it ended.
    [[nodiscard]] net::Call pull(const std::string& image, std::function<void(int percent)> progress,
                                 std::function<void(Result<void>)> done);
    /// Events of containers with this label, from now on; `ended` when the stream breaks.
    [[nodiscard]] net::Call events(const std::string& label, std::function<void()> begun,
                                   std::function<void(const Event&)> event, std::function<void(Error)> ended);

private:
    net::Request request(const std::string& method, const std::string& path, Millis timeout) const;
    std::string prefix() const;

    std::shared_ptr<net::HttpClient> m_http;
    Address m_address;
    mutable std::mutex m_mutex; // guards m_version
    std::string m_version;      ///< "" until agreed
};

/// Of "1.41" and "1.47" the lesser, by number.
std::string lesserVersion(const std::string& a, const std::string& b);
std::string urlEncoded(std::string_view text);
/// {"label":["a=b"]} as the query's filters; all of them must match.
std::string labelFilter(const std::vector<std::string>& labels);
/// An answer of status 400 or more as an error.
Error errorOf(const std::string& path, const net::Response& response);

} // namespace pilothouse::docker
