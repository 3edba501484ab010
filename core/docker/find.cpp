// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/docker/find.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace pilothouse::docker {

namespace {

std::string environment(const char* name) {
    const char* text = std::getenv(name);
    return text ? text : "";
}

Json readJson(const std::filesystem::path& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    auto json = Json::parse(text.str());
    return json ? *json : Json();
}

/// ~/.docker/config.json's currentContext (DOCKER_CONTEXT before it), and where that context's engine is.
std::optional<Candidate> contextPlace(const std::string& home) {
    auto configured = environment("DOCKER_CONFIG");
    std::filesystem::path folder = configured.empty() ? home + "/.docker" : configured;
    auto name = environment("DOCKER_CONTEXT");
    if (name.empty()) name = readJson(folder / "config.json").str("currentContext");
    if (name.empty() || name == "default") return {};
    std::error_code ignored;
    for (auto& entry : std::filesystem::directory_iterator(folder / "contexts" / "meta", ignored)) {
        auto meta = readJson(entry.path() / "meta.json");
        if (meta.str("Name") != name) continue;
        auto certificates = folder / "contexts" / "tls" / entry.path().filename() / "docker";
        bool tls = std::filesystem::exists(certificates / "cert.pem", ignored);
        auto address =
            addressOf(meta.at("Endpoints").at("docker").str("Host"), tls ? certificates.string() : "");
        if (address) return Candidate{*address, "context " + name, {}, {}, {}};
    }
    return {};
}

Finding findingOf(const Error& error) {
    if (error.code == "net.socketMissing" || error.code == "net.resolve") return Finding::notThere;
    if (error.code == "net.socketDenied" || error.code == "docker.denied") return Finding::noRight;
    return Finding::refused;
}

} // namespace

std::vector<Candidate> places() {
    std::vector<Candidate> all;
    auto add = [&](const std::string& text, const char* source, const std::string& certificates = {}) {
        auto address = addressOf(text, certificates);
        if (!address) return;
        for (auto& known : all)
            if (known.address.unixSocket == address->unixSocket && known.address.base == address->base)
                return;
        all.push_back({*address, source, {}, {}, {}});
    };
    auto home = environment("HOME");
    auto runtime = environment("XDG_RUNTIME_DIR");
    if (runtime.empty()) runtime = "/run/user/" + std::to_string(getuid());
    if (auto host = environment("DOCKER_HOST"); !host.empty()) {
        add(host, "DOCKER_HOST",
            environment("DOCKER_TLS_VERIFY").empty() ? "" : environment("DOCKER_CERT_PATH"));
        if (all.empty()) // named, so it is spoken of, though it cannot be spoken to
            all.push_back({Address{host, {}, {}, {}, {}, {}},
                           "DOCKER_HOST",
                           Finding::refused,
                           {},
                           {"docker.unknownAddress", host, {}}});
    }
    if (auto context = contextPlace(home)) all.push_back(*context);
    add("/var/run/docker.sock", "socket");
    add(runtime + "/docker.sock", "rootless");
    add(home + "/.docker/run/docker.sock", "desktop");
    add(home + "/.docker/desktop/docker.sock", "desktop");
    add(runtime + "/podman/podman.sock", "podman");
    add("/run/podman/podman.sock", "podman");
    return all;
}

std::vector<Candidate> findEngines(std::shared_ptr<net::HttpClient> http) {
    auto all = places();
    for (auto& candidate : all) {
        if (candidate.address.base.empty()) continue;
        auto about = Engine(http, candidate.address).connect();
        if (about) {
            candidate.finding = Finding::answers;
            candidate.about = *about;
            break;
        }
        candidate.error = about.error();
        candidate.finding = findingOf(about.error());
    }
    return all;
}

const Candidate* best(const std::vector<Candidate>& candidates) {
    for (auto wanted : {Finding::answers, Finding::noRight, Finding::refused, Finding::notThere})
        for (auto& candidate : candidates)
            if (candidate.finding == wanted) return &candidate;
    return nullptr;
}

} // namespace pilothouse::docker
