// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/places.h"

#include "core/aws/profiles.h"
#include "core/docker/find.h"

#include <QDir>

namespace pilothouse::app {

namespace {

QString q(const std::string& text) {
    return QString::fromStdString(text);
}

ui::EngineFound::State stateOf(docker::Finding finding) {
    using State = ui::EngineFound::State;
    switch (finding) {
    case docker::Finding::answers:
        return State::answers;
    case docker::Finding::refused:
        return State::refused;
    case docker::Finding::noRight:
        return State::denied;
    case docker::Finding::notThere:
        return State::missing;
    }
    return State::missing;
}

ui::EngineFound engine(const std::shared_ptr<net::HttpClient>& http) {
    const auto candidates = docker::findEngines(http);
    ui::EngineFound found;
    found.state = ui::EngineFound::State::missing;
    const docker::Candidate* candidate = docker::best(candidates);
    if (!candidate) return found;
    found.state = stateOf(candidate->finding);
    // "docker 20.10.24", "podman 4.3.1"
    const QString version = q(candidate->about.version);
    found.name = candidate->source == "podman" || version.startsWith("podman") ? "Podman" : "Docker";
    found.version = version.section(' ', 1);
    found.cpus = candidate->about.cpus;
    found.memory = candidate->about.memoryBytes >> 20;
    found.containers = candidate->about.running;
    const docker::Address& address = candidate->address;
    found.path = q(address.unixSocket.empty() ? address.text : address.unixSocket);
    found.words = q(candidate->error.cause);
    return found;
}

/// A code of sign_in_words.cpp.
const char* wayOf(const aws::Profile& profile) {
    using Kind = aws::CredentialsKind;
    if (profile.signedOut) return "ssoLogin";
    switch (profile.kind) {
    case Kind::keys:
        return "keys";
    case Kind::process:
        return "process";
    case Kind::sso:
        return "sso";
    case Kind::role:
        return profile.asksCode ? "roleCode" : "role";
    case Kind::webIdentity:
        return "webIdentity";
    default:
        return "";
    }
}

/// "~/.aws/config" instead of "/home/me/.aws/config".
QString forPerson(const std::string& path) {
    const QString home = QDir::homePath() + QLatin1Char('/'), text = q(path);
    return text.startsWith(home) ? QStringLiteral("~/") + text.mid(home.size()) : text;
}

} // namespace

ui::Places lookAround(const std::shared_ptr<net::HttpClient>& http) {
    ui::Places places;
    places.engine = engine(http);
    places.profilesFile = forPerson(aws::systemEnvironment().configPath());
    auto profiles = aws::listProfiles();
    if (!profiles) {
        places.profilesError = profiles.error();
        return places;
    }
    for (const aws::Profile& profile : *profiles)
        places.profiles.push_back({q(profile.name), q(profile.region), q(profile.obstacle), wayOf(profile)});
    return places;
}

} // namespace pilothouse::app
