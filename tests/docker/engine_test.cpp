// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The client against engines of three generations: what each sends, what it leaves out, how each refuses.
#include "core/docker/engine.h"
#include "tests/support/fake_engine.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>
#include <QtTest>
#include <future>

using namespace pilothouse;
using namespace pilothouse::docker;
using pilothouse::tests::FakeEngine;

namespace {

/// What the engines of one API version answer. Sources: recorded from 20.10.24 (1.41); Engine API's version
/// history.
struct Shape {
    const char* version;
    const char* spoken; ///< what this client then speaks
    const char* info;
    const char* event;
};

const Shape shapes[] = {
    {"1.41", "1.41",
     R"({"ServerVersion":"20.10.24+dfsg1","NCPU":2,"MemTotal":8322445312,"ContainersRunning":3,"CgroupDriver":"cgroupfs",)"
     R"("CgroupVersion":"1","KernelVersion":"6.1.0","SecurityOptions":["name=seccomp,profile=default"],"Swarm":{"Error":""}})",
     R"({"status":"die","id":"abc","from":"busybox","Type":"container","Action":"die","Actor":{"ID":"abc",)"
     R"("Attributes":{"exitCode":"137","pilothouse.task":"t1"}},"scope":"local","time":1700000000,"timeNano":1700000000000000001})"
     "\n"},
    {"1.44", "1.44",
     R"({"ServerVersion":"25.0.3","NCPU":4,"MemTotal":16000000000,"CgroupDriver":"systemd","CgroupVersion":"2",)"
     R"("KernelVersion":"6.6.0","SecurityOptions":["name=apparmor","name=rootless"],"CDISpecDirs":[],"Containerd":{"Address":"x"}})",
     R"({"status":"die","id":"abc","Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"137",)"
     R"("execDuration":"4","pilothouse.task":"t1"}},"scope":"local","timeNano":1700000000000000001})"
     "\n"},
    {"1.52", newestApi, R"({"ServerVersion":"29.0.0","NCPU":8,"MemTotal":32000000000,"CgroupVersion":"2"})",
     "\x1e"
     R"({"Type":"container","Action":"die","Actor":{"ID":"abc","Attributes":{"exitCode":"137","pilothouse.task":"t1"}}})"
     "\n"},
};

} // namespace

class EngineTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder;
    std::shared_ptr<net::HttpClient> http = std::make_shared<net::HttpClient>();

    std::string socketPath() const { return folder.filePath("engine.sock").toStdString(); }
    Engine clientOf(const FakeEngine& fake) const { return Engine(http, *addressOf(fake.address())); }

    static FakeEngine::Answer ping(const std::string& version, const std::string& more = {}) {
        return {200, "OK", "Api-Version: " + version + "\r\n" + more};
    }
    /// An engine of 1.41 that answers one path.
    static FakeEngine::Handler only(const std::string& path, FakeEngine::Answer answer) {
        return [=](const FakeEngine::Request& request) {
            if (request.path == "/_ping") return ping("1.41");
            if (request.path == "/info") return FakeEngine::Answer{200, shapes[0].info};
            return request.path == path ? answer : FakeEngine::Answer{404, R"({"message":"page not found"})"};
        };
    }
    static Result<void> pulled(Engine& engine, const std::string& image,
                               std::vector<int>* percents = nullptr) {
        std::promise<Result<void>> promise;
        auto call = engine.pull(
            image,
            [&](int percent) {
                if (percents) percents->push_back(percent);
            },
            [&](Result<void> done) { promise.set_value(std::move(done)); });
        return promise.get_future().get();
    }

private slots:
    void speaksTheLesserVersion_data() {
        QTest::addColumn<int>("shape");
        for (int i = 0; i < 3; ++i)
            QTest::newRow(shapes[i].version) << i;
    }
    void speaksTheLesserVersion() {
        QFETCH(int, shape);
        auto& one = shapes[shape];
        FakeEngine fake(socketPath(), [&](const FakeEngine::Request& request) {
            return request.path == "/_ping" ? ping(one.version) : FakeEngine::Answer{200, one.info};
        });
        auto engine = clientOf(fake);
        auto about = engine.connect();
        QVERIFY(about.has_value());
        QCOMPARE(about->apiVersion, std::string(one.spoken));
        QCOMPARE(fake.requests().at(0).path, std::string("/_ping"));
        QCOMPARE(fake.requests().at(1).path, "/v" + std::string(one.spoken) + "/info");
        QVERIFY(about->version.starts_with("docker 2"));
        QVERIFY(about->version.find('+') == std::string::npos);
        QVERIFY(about->cpus > 0 && about->memoryBytes > 0 && about->local);
        QCOMPARE(about->rootless, shape == 1);
        QCOMPARE(about->running, shape == 0 ? 3 : 0);
    }

    void hearsEvents_data() { speaksTheLesserVersion_data(); }
    void hearsEvents() {
        QFETCH(int, shape);
        std::string line = shapes[shape].event;
        FakeEngine fake(socketPath(),
                        only("/events", {200, "", "", {line.substr(0, 20), line.substr(20), line}, true}));
        auto engine = clientOf(fake);
        std::atomic<int> heard = 0;
        std::atomic<bool> begun = false;
        std::promise<Error> ended;
        std::mutex mutex;
        std::vector<Event> events;
        auto call = engine.events(
            "pilothouse.plane=x", [&] { begun = true; },
            [&](const Event& event) {
                std::scoped_lock lock(mutex);
                events.push_back(event);
                ++heard;
            },
            [&](Error error) { ended.set_value(std::move(error)); });
        QTRY_COMPARE(heard.load(), 2);
        QVERIFY(begun);
        {
            std::scoped_lock lock(mutex);
            QCOMPARE(events[0].type, std::string("container"));
            QCOMPARE(events[0].action, std::string("die"));
            QCOMPARE(events[0].attributes.at("exitCode"), std::string("137"));
            QCOMPARE(events[1].attributes.at("pilothouse.task"), std::string("t1"));
        }
        auto asked = fake.requests().back().query;
        QVERIFY(asked.find("pilothouse.plane%3Dx") != std::string::npos);
        QVERIFY(asked.find("exec_create") == std::string::npos); // probes would flood it
        fake.release();
        QCOMPARE(ended.get_future().get().code, std::string("net.closed"));
    }

    void aBrokenStreamOfEventsEnds() {
        FakeEngine fake(socketPath(), only("/events", {200, "", "", {"\n"}, true}));
        auto engine = clientOf(fake);
        std::atomic<bool> begun = false;
        std::promise<Error> ended;
        auto call = engine.events(
            "a=b", [&] { begun = true; }, [](const Event&) {},
            [&](Error error) { ended.set_value(std::move(error)); });
        QTRY_VERIFY(begun);
        fake.closeAll();
        QVERIFY(ended.get_future().get().code.starts_with("net."));
    }

    void refusalsAreToldApart_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("cause");
        QTest::newRow("missing") << 404 << R"({"message":"No such container: x"})"
                                 << "docker.notFound"
                                 << "No such container: x";
        QTest::newRow("in use") << 409 << R"({"message":"Conflict."})"
                                << "docker.conflict"
                                << "Conflict.";
        QTest::newRow("no right") << 403 << R"({"message":"denied by policy"})"
                                  << "docker.denied"
                                  << "denied by policy";
        QTest::newRow("plain text of 20.10") << 400 << "client version 1.10 is too old\n"
                                             << "docker.failed"
                                             << "client version 1.10 is too old";
        QTest::newRow("podman") << 500 << R"({"cause":"in use","message":"name in use","response":500})"
                                << "docker.failed"
                                << "name in use";
        QTest::newRow("no words") << 500 << ""
                                  << "docker.failed"
                                  << "";
        QTest::newRow("not JSON") << 200 << "<html>"
                                  << "docker.badAnswer"
                                  << "";
    }
    void refusalsAreToldApart() {
        QFETCH(int, status);
        QFETCH(QString, body);
        QFETCH(QString, code);
        QFETCH(QString, cause);
        FakeEngine fake(socketPath(), only("/containers/x/json", {status, body.toStdString()}));
        auto engine = clientOf(fake);
        auto answer = engine.call("GET", "/containers/x/json?size=1");
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, code.toStdString());
        QCOMPARE(answer.error().subject, std::string("/containers/x/json"));
        if (!cause.isEmpty()) QCOMPARE(answer.error().cause, cause.toStdString());
    }

    void aPullCountsBytesOverItsLayers() {
        std::string lines;
        for (auto* line : {R"({"status":"Pulling from demo/big","id":"1"})",
                           R"({"status":"Pulling fs layer","progressDetail":{},"id":"a"})",
                           R"({"status":"Downloading","progressDetail":{"current":10,"total":100},"id":"a"})",
                           R"({"status":"Downloading","progressDetail":{"current":50,"total":100},"id":"a"})",
                           R"({"status":"Already exists","progressDetail":{},"id":"b"})",
                           R"({"status":"Pull complete","progressDetail":{},"id":"a"})",
                           R"({"status":"Status: Downloaded newer image"})"})
            lines += line + std::string("\r\n");
        FakeEngine::Answer stream;
        for (std::size_t at = 0; at < lines.size(); at += 50) // cut anywhere
            stream.pieces.push_back(lines.substr(at, 50));
        FakeEngine fake(socketPath(), only("/images/create", stream));
        auto engine = clientOf(fake);
        std::vector<int> percents;
        QVERIFY(pulled(engine, "127.0.0.1:5000/demo/big", &percents).has_value());
        QVERIFY(std::is_sorted(percents.begin(), percents.end()));
        QCOMPARE(percents.back(), 99); // 100 is said by the end alone
        QCOMPARE(fake.requests().back().query,
                 std::string("fromImage=127.0.0.1%3A5000%2Fdemo%2Fbig&tag=latest"));
    }

    void aPullFailsByStatus() {
        FakeEngine fake(
            socketPath(),
            only("/images/create", {404, R"({"message":"manifest for x:1 not found: manifest unknown"})"}));
        auto engine = clientOf(fake);
        auto done = pulled(engine, "x:1");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().cause, std::string("manifest for x:1 not found: manifest unknown"));
        QCOMPARE(fake.requests().back().query, std::string("fromImage=x&tag=1"));
    }

    void aPullFailsWithinA200_data() {
        QTest::addColumn<QString>("line");
        QTest::newRow("both members")
            << R"({"errorDetail":{"message":"no space left"},"error":"no space left"})";
        QTest::newRow("errorDetail alone, from 1.48 on") << R"({"errorDetail":{"message":"no space left"}})";
        QTest::newRow("error alone") << R"({"error":"no space left"})";
    }
    void aPullFailsWithinA200() {
        QFETCH(QString, line);
        FakeEngine fake(socketPath(), only("/images/create", {200, "", "", {line.toStdString() + "\r\n"}}));
        auto engine = clientOf(fake);
        auto done = pulled(engine, "x@sha256:00");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().cause, std::string("no space left"));
        QCOMPARE(fake.requests().back().query, std::string("fromImage=x%40sha256%3A00"));
    }

    void loadingFailsWithinA200() {
        FakeEngine fake(socketPath(),
                        only("/images/load", {200, R"({"errorDetail":{"message":"invalid tar header"}})"}));
        auto engine = clientOf(fake);
        auto done = engine.load("not a tar");
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().cause, std::string("invalid tar header"));
        QCOMPARE(fake.requests().back().body, std::string("not a tar"));
    }

    void podmanIsNamed() {
        FakeEngine fake(socketPath(), [](const FakeEngine::Request& request) {
            return request.path == "/_ping" ? ping("1.41", "Libpod-Api-Version: 4.3.1\r\n")
                                            : FakeEngine::Answer{200, R"({"ServerVersion":"4.3.1"})"};
        });
        auto engine = clientOf(fake);
        auto about = engine.connect();
        QVERIFY(about.has_value());
        QCOMPARE(about->version, std::string("podman 4.3.1"));
        QCOMPARE(about->cpus, 0);
    }
};

static pilothouse::tests::Registered<EngineTest> registered("engine");

#include "engine_test.moc"
