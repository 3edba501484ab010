// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/world/scene/stage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

namespace pilothouse::tests {

using namespace ui;
using console::PartState;
using console::Snapshot;

namespace {

constexpr int patience = 60'000, quietCycles = 3;
constexpr Millis staleFor = 47'000;

class AnyKey final : public aws::CredentialsProvider {
public:
    Result<aws::Credentials> credentials() override { return aws::Credentials{"AKID", "secret", "", 0}; }
    void forget() override {}
};

void processFor(int length) {
    QEventLoop loop;
    QTimer::singleShot(length, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Row>
bool same(const console::Part<Row>& a, const console::Part<Row>& b) {
    return a.state == b.state && a.rows == b.rows;
}

bool same(const Snapshot& a, const Snapshot& b) {
    return same(a.clusters, b.clusters) && same(a.services, b.services) && same(a.tasks, b.tasks) &&
           same(a.instances, b.instances) && same(a.families, b.families) &&
           same(a.definitions, b.definitions) && same(a.serviceDeployments, b.serviceDeployments) &&
           same(a.serviceRevisions, b.serviceRevisions);
}

} // namespace

WorldBackend::WorldBackend(Replay& world) : m_world(world) {
    places.engine.state = EngineFound::State::answers;
    places.engine.name = "Docker";
    places.engine.version = "27.3.1";
    places.engine.path = "/var/run/docker.sock";
    places.engine.cpus = 8;
    places.engine.memory = 31'744;
    places.engine.containers = 3;
    places.profilesFile = "~/.aws/config";
    places.profiles = {{"tokyo-prod", "ap-northeast-1", {}}, {"staging", "ap-northeast-1", {}}};
}

void WorldBackend::look() {
    emit looked(places);
}

void WorldBackend::connectTo(const Target& target) {
    const aws::Endpoint endpoint{m_world.endpoint().url(), "ap-northeast-1"};
    aws::RetryPolicy once;
    once.attempts = 1;
    emit connected(target, std::make_shared<aws::EcsClient>(std::make_shared<net::HttpClient>(), endpoint,
                                                            std::make_shared<AnyKey>(), once));
}

Replay::State stateOf(const QString& word) {
    if (word == "empty") return Replay::State::empty;
    if (word == "loading") return Replay::State::loading;
    if (word == "denied") return Replay::State::denied;
    if (word == "failed") return Replay::State::failed;
    return Replay::State::normal;
}

Stage::Stage(QSize size) {
    setNow(worldMoment);
    window.resize(size);
    window.show();
    QApplication::setActiveWindow(&window);
}

Stage::~Stage() {
    world.setState(Replay::State::normal);
    setNow(worldMoment);
}

void Stage::open() {
    window.connectTo(Target{Target::Kind::profile, "tokyo-prod", {}, false});
    window.chooseCluster("production");
}

bool Stage::wait(const std::function<bool()>& holds, const QString& what) {
    QElapsedTimer waited;
    waited.start();
    while (!holds()) {
        if (waited.elapsed() > patience) {
            error = what;
            return false;
        }
        processFor(10);
    }
    return true;
}

bool Stage::show(const QString& place, Replay::State state) {
    world.setState(state);
    if (!window.session().isOpen() && place != "first-start") open();
    window.go(place);
    if (place == "first-start") return true;
    if (state == Replay::State::failed) return quiet(); // such a page calls itself never whole
    if (state != Replay::State::loading) return settle();
    return wait(
        [&] {
            const auto newest = window.session().newest();
            return newest->clusters.state == PartState::ok && window.session().snapshot() == newest;
        },
        "the clusters");
}

bool Stage::growStale() {
    setNow(worldMoment + staleFor);
    world.setState(Replay::State::throttled);
    window.session().refresh();
    return wait([&] { return window.session().snapshot()->clusters.state == PartState::stale; },
                "nothing grew old") &&
           settle();
}

bool Stage::settle() {
    auto whole = [&] {
        if (wait([&] { return window.missing().isEmpty(); }, {})) return true;
        error = window.missing();
        return false;
    };
    return whole() && quiet() && whole();
}

/// A refresh after the other until three of them brought nothing new.
bool Stage::quiet() {
    Session& session = window.session();
    int alike = 0;
    auto last = session.newest();
    while (alike < quietCycles) {
        session.refresh();
        const auto sequence = last->sequence;
        if (!wait([&] { return session.newest()->sequence != sequence; }, "the endpoint")) return false;
        auto next = session.newest();
        alike = same(*last, *next) ? alike + 1 : 0;
        last = std::move(next);
    }
    return wait([&] { return same(*session.snapshot(), *last); }, "the newest snapshot");
}

QImage Stage::picture() {
    QImage last;
    for (int alike = 0, looks = 0; alike < 2 && looks < 100; ++looks) {
        processFor(40);
        // The offscreen platform lets the pointer enter at 0, 0: a picture has none.
        for (auto* widget : window.findChildren<QWidget*>())
            widget->setAttribute(Qt::WA_UnderMouse, false);
        QImage next = window.grab().toImage();
        alike = next == last ? alike + 1 : 0;
        last = std::move(next);
    }
    return last;
}

} // namespace pilothouse::tests
