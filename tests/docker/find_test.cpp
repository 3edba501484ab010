// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where engines are looked for, and how places without one are told apart.
#include "core/docker/find.h"
#include "tests/support/fake_engine.h"
#include "tests/support/test_registry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace pilothouse;
using namespace pilothouse::docker;
using pilothouse::tests::FakeEngine;

class FindTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> home;
    QProcessEnvironment before = QProcessEnvironment::systemEnvironment();

    static constexpr const char* names[] = {
        "HOME",          "XDG_RUNTIME_DIR",   "DOCKER_HOST",     "DOCKER_CONTEXT",
        "DOCKER_CONFIG", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"};

    std::string path(const char* name) const { return home->filePath(name).toStdString(); }
    void write(const QString& name, const QByteArray& text) {
        QDir().mkpath(QFileInfo(home->filePath(name)).path());
        QFile file(home->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static const Candidate* from(const std::vector<Candidate>& all, const std::string& source) {
        for (auto& one : all)
            if (one.source == source) return &one;
        return nullptr;
    }
    static FakeEngine::Answer answer(const FakeEngine::Request& request) {
        if (request.path == "/_ping") return {200, "OK", "Api-Version: 1.41\r\n"};
        return {200, R"({"ServerVersion":"20.10.24","NCPU":2,"MemTotal":1024,"ContainersRunning":3})"};
    }

private slots:
    void init() {
        home = std::make_unique<QTemporaryDir>();
        for (auto* name : names)
            qunsetenv(name);
        qputenv("HOME", home->path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", home->path().toUtf8());
    }

    void cleanup() {
        for (auto* name : names)
            before.contains(name) ? qputenv(name, before.value(name).toUtf8()) : qunsetenv(name);
    }

    void theUsualPlacesInTheirOrder() {
        std::vector<std::string> sources;
        for (auto& place : places())
            sources.push_back(place.source);
        QCOMPARE(sources,
                 (std::vector<std::string>{"socket", "rootless", "desktop", "desktop", "podman", "podman"}));
        QCOMPARE(from(places(), "rootless")->address.unixSocket, path("docker.sock"));
        QCOMPARE(from(places(), "desktop")->address.unixSocket, path(".docker/run/docker.sock"));
        QCOMPARE(from(places(), "podman")->address.unixSocket, path("podman/podman.sock"));
    }

    void dockerHostComesFirst() {
        qputenv("DOCKER_HOST", "unix:///somewhere.sock");
        QCOMPARE(places().at(0).source, std::string("DOCKER_HOST"));
        QCOMPARE(places().at(0).address.unixSocket, std::string("/somewhere.sock"));
        qputenv("DOCKER_HOST", "tcp://far:2376");
        qputenv("DOCKER_TLS_VERIFY", "1");
        qputenv("DOCKER_CERT_PATH", "/certs");
        QCOMPARE(places().at(0).address.base, std::string("https://far:2376"));
        QCOMPARE(places().at(0).address.keyFile, std::string("/certs/key.pem"));
    }

    void aHostThatCannotBeSpokenToIsSaid() {
        qputenv("DOCKER_HOST", "ssh://me@far");
        auto all = findEngines(std::make_shared<net::HttpClient>());
        QCOMPARE(all.at(0).source, std::string("DOCKER_HOST"));
        QCOMPARE(all.at(0).finding, Finding::refused);
        QCOMPARE(all.at(0).error.code, std::string("docker.unknownAddress"));
        QCOMPARE(all.at(0).error.subject, std::string("ssh://me@far"));
    }

    void theCurrentContextIsRead() {
        write(".docker/config.json", R"({"currentContext":"work"})");
        auto meta = [](const char* name, const char* host) {
            auto docker = Json::object({{"Host", host}});
            return Json::object({{"Name", name}, {"Endpoints", Json::object({{"docker", docker}})}}).dump();
        };
        write(".docker/contexts/meta/aa/meta.json",
              QByteArray::fromStdString(meta("other", "unix:///other.sock")));
        write(".docker/contexts/meta/bb/meta.json",
              QByteArray::fromStdString(meta("work", "unix:///work.sock")));
        QCOMPARE(places().at(0).source, std::string("context work"));
        QCOMPARE(places().at(0).address.unixSocket, std::string("/work.sock"));
        qputenv("DOCKER_CONTEXT", "other");
        QCOMPARE(places().at(0).source, std::string("context other"));
        qputenv("DOCKER_CONTEXT", "default");
        QCOMPARE(places().at(0).source, std::string("socket"));
    }

    void brokenFilesAreNoContext() {
        write(".docker/config.json", "{");
        QCOMPARE(places().at(0).source, std::string("socket"));
        write(".docker/config.json", R"({"currentContext":"gone"})");
        QCOMPARE(places().at(0).source, std::string("socket"));
    }

    void anAnsweringEngineSaysWhatItIs() {
        FakeEngine fake(path("docker.sock"), answer);
        qputenv("DOCKER_HOST", QByteArray::fromStdString(fake.address()));
        auto all = findEngines(std::make_shared<net::HttpClient>());
        QCOMPARE(all.at(0).finding, Finding::answers);
        QCOMPARE(all.at(0).about.version, std::string("docker 20.10.24"));
        QCOMPARE(all.at(0).about.cpus, 2);
        QCOMPARE(all.at(0).about.running, 3);
        QCOMPARE(best(all), &all.at(0));
    }

    void placesWithoutAnEngineAreToldApart() {
        auto state = [](const std::string& host) {
            qputenv("DOCKER_HOST", QByteArray::fromStdString("unix://" + host));
            return findEngines(std::make_shared<net::HttpClient>()).at(0);
        };
        QCOMPARE(state(path("none.sock")).finding, Finding::notThere);

        // Bound and not listened to: as after an engine that ended without a word.
        sockaddr_un where{};
        where.sun_family = AF_UNIX;
        path("dead.sock").copy(where.sun_path, sizeof where.sun_path - 1);
        int dead = socket(AF_UNIX, SOCK_STREAM, 0);
        QVERIFY(bind(dead, reinterpret_cast<sockaddr*>(&where), sizeof where) == 0);
        ::close(dead);
        auto refused = state(path("dead.sock"));
        QCOMPARE(refused.finding, Finding::refused);
        QVERIFY(!refused.error.cause.empty());

        FakeEngine denying(path("denying.sock"), [](auto&) {
            return FakeEngine::Answer{403, R"({"message":"no"})"};
        });
        QCOMPARE(state(path("denying.sock")).finding, Finding::noRight);
    }

    void theOneToSpeakOf() {
        std::vector<Candidate> all(3);
        all[0].finding = Finding::notThere;
        all[1].finding = Finding::refused;
        all[2].finding = Finding::noRight;
        QCOMPARE(best(all), &all[2]);
        all[0].finding = Finding::answers;
        QCOMPARE(best(all), &all[0]);
        QVERIFY(!best({}));
    }
};

static pilothouse::tests::Registered<FindTest> registered("find");

#include "find_test.moc"
