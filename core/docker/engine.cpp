// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/engine.h"

#include "core/docker/lines.h"
#include "core/docker/pull_progress.h"

#include <cstdio>

namespace pilothouse::docker {

namespace {

std::pair<int, int> numbersOf(const std::string& version) {
    int major = 0, minor = 0;
    std::sscanf(version.c_str(), "%d.%d", &major, &minor);
    return {major, minor};
}

Result<Json> answered(const std::string& path, Result<net::Response> result) {
    if (!result) return tl::unexpected<Error>(result.error());
    if (result->status >= 400) return tl::unexpected<Error>(errorOf(path, *result));
    if (result->body.empty()) return Json();
    auto json = Json::parse(result->body);
    if (!json) return fail("docker.badAnswer", path.substr(0, path.find('?')), json.error().cause);
    return *json;
}

/// "repo:tag" and "repo" name one image; without a tag the engine would pull every tag there is.
std::string pullQuery(const std::string& image) {
    if (image.find('@') != std::string::npos) return "fromImage=" + urlEncoded(image);
    auto slash = image.rfind('/'), colon = image.rfind(':');
    bool tagged = colon != std::string::npos && (slash == std::string::npos || colon > slash);
    return "fromImage=" + urlEncoded(tagged ? image.substr(0, colon) : image) +
           "&tag=" + urlEncoded(tagged ? image.substr(colon + 1) : "latest");
}

} // namespace

std::string lesserVersion(const std::string& a, const std::string& b) {
    return numbersOf(b) < numbersOf(a) ? b : a;
}

std::string urlEncoded(std::string_view text) {
    static constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    char hex[4];
    for (unsigned char c : text) {
        if (plain.find(static_cast<char>(c)) != std::string_view::npos)
            out += static_cast<char>(c);
        else
            std::snprintf(hex, sizeof hex, "%%%02X", c), out += hex;
    }
    return out;
}

std::string labelFilter(const std::vector<std::string>& labels) {
    return urlEncoded(Json::object({{"label", Json::strings(labels)}}).dump());
}

Error errorOf(const std::string& path, const net::Response& response) {
    const char* code = response.status == 404                             ? "docker.notFound"
                       : response.status == 409                           ? "docker.conflict"
                       : response.status == 401 || response.status == 403 ? "docker.denied"
                                                                          : "docker.failed";
    auto json = Json::parse(response.body);
    auto words =
        json ? json->str("message", json->str("cause")) : response.body; // old engines answer in plain text
    while (!words.empty() && (words.back() == '\n' || words.back() == '\r'))
        words.pop_back();
    return {code, path.substr(0, path.find('?')), words};
}

Engine::Engine(std::shared_ptr<net::HttpClient> http, Address address)
    : m_http(std::move(http)), m_address(std::move(address)) {}

std::string Engine::prefix() const {
    std::scoped_lock lock(m_mutex);
    return m_version.empty() ? "" : "/v" + m_version;
}

net::Request Engine::request(const std::string& method, const std::string& path, Millis timeout) const {
    net::Request request;
    request.method = method;
    request.url = m_address.base + prefix() + path;
    request.unixSocket = m_address.unixSocket;
    request.caFile = m_address.caFile;
    request.certFile = m_address.certFile;
    request.keyFile = m_address.keyFile;
    request.timeout = timeout;
    return request;
}

Result<About> Engine::connect() {
    {
        std::scoped_lock lock(m_mutex);
        m_version.clear();
    }
    auto ping = m_http->wait(request("GET", "/_ping", 5'000));
    if (!ping) return tl::unexpected<Error>(ping.error());
    if (ping->status >= 400) return tl::unexpected<Error>(errorOf("/_ping", *ping));
    std::string theirs(ping->header("Api-Version"));
    bool podman = !ping->header("Libpod-Api-Version").empty();
    {
        std::scoped_lock lock(m_mutex);
        m_version = theirs.empty() ? "1.41" : lesserVersion(theirs, newestApi);
    }
    auto info = call("GET", "/info", nullptr, 10'000);
    if (!info) return tl::unexpected<Error>(info.error());
    About about;
    about.version = (podman ? "podman " : "docker ") + info->str("ServerVersion");
    if (auto plus = about.version.find('+'); plus != std::string::npos)
        about.version.resize(plus); // Debian's "+dfsg1"
    about.apiVersion = prefix().substr(2);
    about.cpus = static_cast<int>(info->integer("NCPU"));
    about.memoryBytes = info->integer("MemTotal");
    about.running = static_cast<int>(info->integer("ContainersRunning"));
    about.cgroupDriver = info->str("CgroupDriver");
    about.cgroupVersion = info->str("CgroupVersion", "1");
    about.kernelVersion = info->str("KernelVersion");
    for (auto& option : info->at("SecurityOptions").items())
        about.rootless = about.rootless || option.asString() == "name=rootless";
    about.local = !m_address.unixSocket.empty();
    return about;
}

Result<Json> Engine::call(const std::string& method, const std::string& path, const Json* body,
                          Millis timeout) {
    auto sent = request(method, path, timeout);
    if (body) {
        sent.headers = {{"Content-Type", "application/json"}};
        sent.body = body->dump();
    }
    return answered(path, m_http->wait(std::move(sent)));
}

net::Call Engine::callLater(const std::string& method, const std::string& path, Millis timeout,
                            std::function<void(Result<Json>)> done) {
    return m_http->send(request(method, path, timeout),
                        [path, done = std::move(done)](Result<net::Response> result) {
                            done(answered(path, std::move(result)));
                        });
}

Result<void> Engine::load(const std::string& tar) {
    auto sent = request("POST", "/images/load?quiet=1", 60'000);
    sent.headers = {{"Content-Type", "application/x-tar"}};
    sent.body = tar;
    auto answer = m_http->wait(std::move(sent));
    if (!answer) return tl::unexpected<Error>(answer.error());
    if (answer->status >= 400) return tl::unexpected<Error>(errorOf("/images/load", *answer));
    PullProgress words;
    Lines().feed(answer->body + "\n", [&](const Json& line) { words.take(line); });
    if (!words.error().empty()) return fail("docker.failed", "/images/load", words.error());
    return {};
}

net::Call Engine::pull(const std::string& image, std::function<void(int)> progress,
                       std::function<void(Result<void>)> done) {
    struct State {
        Lines lines;
        PullProgress progress;
        int last = -1;
    };
    auto state = std::make_shared<State>();
    std::string path = "/images/create?" + pullQuery(image);
    net::HttpClient::Stream stream;
    stream.data = [state, progress](std::string_view bytes) {
        state->lines.feed(bytes, [&](const Json& line) { state->progress.take(line); });
        if (auto now = state->progress.percent(); now > state->last) progress(state->last = now);
    };
    stream.ended = [state, path, done](Result<net::Response> result) {
        if (!result) return done(tl::unexpected<Error>(result.error()));
        if (result->status >= 400) return done(tl::unexpected<Error>(errorOf(path, *result)));
        if (!state->progress.error().empty())
            return done(fail("docker.failed", "/images/create", state->progress.error()));
        done({});
    };
    return m_http->stream(request("POST", path, 0), std::move(stream));
}

net::Call Engine::events(const std::string& label, std::function<void()> begun,
                         std::function<void(const Event&)> event, std::function<void(Error)> ended) {
    // Health probes emit exec_* events by the thousand: only those that change a state are asked for.
    Json filters =
        Json::object({{"label", Json::array({label})},
                      {"type", Json::array({"container"})},
                      {"event", Json::array({"start", "die", "oom", "destroy", "health_status", "kill"})}});
    auto lines = std::make_shared<Lines>();
    net::HttpClient::Stream stream;
    stream.started = [begun](int status, const net::Headers&) {
        if (status < 400) begun();
    };
    stream.data = [lines, event](std::string_view bytes) {
        lines->feed(bytes, [&](const Json& line) {
            Event one{line.str("Type"), line.str("Action"), {}};
            for (auto& [key, value] : line.at("Actor").at("Attributes").members())
                one.attributes[key] = value.asString();
            event(one);
        });
    };
    stream.ended = [ended](Result<net::Response> result) {
        if (!result)
            ended(result.error());
        else if (result->status >= 400)
            ended(errorOf("/events", *result));
        else
            ended(Error{"net.closed", "/events", "the engine ended the stream of events"});
    };
    return m_http->stream(request("GET", "/events?filters=" + urlEncoded(filters.dump()), 0),
                          std::move(stream));
}

} // namespace pilothouse::docker
