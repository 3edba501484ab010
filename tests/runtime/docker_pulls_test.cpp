// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Images come from a registry of the test's own on a free port of this computer.
#include "core/base/random.h"
#include "core/runtime/tar.h"
#include "tests/runtime/docker_fixture.h"
#include "tests/support/test_registry.h"

#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using namespace pilothouse::tests;

namespace {

quint16 freePort() {
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

/// Debian's docker-registry on loopback, ended with the test.
class Registry {
public:
    Registry() : m_port(freePort()) {
        QFile config(m_folder.filePath("config.yml"));
        if (!config.open(QIODevice::WriteOnly)) return;
        config.write("version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: " +
                     m_folder.filePath("data").toUtf8() +
                     "\nhttp:\n  addr: 127.0.0.1:" + QByteArray::number(m_port) + "\n");
        config.close();
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start("/usr/bin/setpriv", {"--pdeathsig", "TERM", "/usr/bin/docker-registry", "serve",
                                             config.fileName()}); // it ends with a test that dies
    }
    ~Registry() {
        m_process.terminate();
        m_process.waitForFinished();
    }
    bool answers() {
        net::HttpClient http;
        net::Request request;
        request.url = "http://" + host() + "/v2/";
        auto answer = http.wait(request);
        return answer && answer->status == 200;
    }
    std::string host() const { return "127.0.0.1:" + std::to_string(m_port); }

private:
    quint16 m_port;
    QTemporaryDir m_folder;
    QProcess m_process;
};

/// Busybox and some megabytes that compress badly, so that a pull has something to fetch.
std::string heavyImage() {
    QFile busybox("/bin/busybox");
    if (!busybox.open(QIODevice::ReadOnly)) return {};
    std::string tar;
    runtime::addToTar(tar, "bin/busybox", busybox.readAll().toStdString(), 0755);
    Random random(systemSeed());
    std::string noise(24 << 20, '\0');
    for (std::size_t i = 0; i + 8 <= noise.size(); i += 8) {
        auto word = random.next();
        std::memcpy(&noise[i], &word, sizeof word);
    }
    runtime::addToTar(tar, "noise", noise, 0644);
    runtime::endTar(tar);
    return tar;
}

} // namespace

class DockerPullsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<TestEngine> engine;
    std::unique_ptr<Registry> registry;

    TaskGoal taskOf(TestPlane& plane, const std::string& image) {
        ecs::ContainerDefinition one;
        one.name = "one";
        one.image = image;
        one.entryPoint = {"/bin/busybox", "sleep", "3600"};
        one.initProcessEnabled = true;
        return plane.task(definitionOf({one}));
    }

    /// Puts an image into the registry and takes it from the engine.
    std::string push(const std::string& name) {
        auto repository = registry->host() + "/" + name;
        engine->import(repository, "1", heavyImage());
        net::HttpClient http;
        net::Request request;
        request.method = "POST";
        request.url = engine->address().base + "/images/" + docker::urlEncoded(repository) + "/push?tag=1";
        request.unixSocket = engine->address().unixSocket;
        request.headers = {{"X-Registry-Auth", "e30="}};
        request.timeout = 120'000;
        auto pushed = http.wait(request);
        if (!pushed || pushed->status != 200 || pushed->body.find("errorDetail") != std::string::npos)
            return {};
        auto image = repository + ":1";
        return (*engine)->call("DELETE", "/images/" + docker::urlEncoded(image) + "?force=1") ? image : "";
    }

private slots:
    void init() {
        engine = std::make_unique<TestEngine>();
        QVERIFY2(engine->answers(), "no Docker engine answers");
        registry = std::make_unique<Registry>();
        QTRY_VERIFY_WITH_TIMEOUT(registry->answers(), 30'000);
    }

    void cleanup() {
        engine.reset();
        registry.reset();
    }

    void anImageIsPulledWithProgress() {
        auto image = push("demo/heavy");
        QVERIFY(!image.empty());
        TestPlane plane(*engine);
        plane.start();
        auto goal = taskOf(plane, image);
        plane.want(goal);
        auto seen = plane.await(goal, allRun);
        QVERIFY(seen.has_value());
        QVERIFY(seen->pullStartedAt > 0);
        QVERIFY(seen->pullStoppedAt >= seen->pullStartedAt);
        QCOMPARE(seen->containers[0].pullPercent, -1);
        int last = -1, most = -1;
        for (auto& one : plane.said(goal))
            if (!one.containers.empty() && one.containers[0].state == ObservedContainer::pulling) {
                QVERIFY(one.containers[0].pullPercent >= last); // never backwards
                last = one.containers[0].pullPercent;
                most = std::max(most, last);
            }
        QVERIFY2(most > 0 && most <= 99, std::to_string(most).c_str());
        // The digest is the registry's, by which the image can be pulled again.
        auto known = (*engine)->call("GET", "/images/" + docker::urlEncoded(image) + "/json");
        QVERIFY(known.has_value());
        QCOMPARE(known->at("RepoDigests").at(0).asString(),
                 image.substr(0, image.rfind(':')) + "@" + seen->containers[0].imageDigest);
    }

    void manyTasksShareOnePull() {
        auto image = push("demo/shared");
        QVERIFY(!image.empty());
        TestPlane plane(*engine);
        plane.start();
        std::vector<TaskGoal> goals;
        for (int i = 0; i < 4; ++i) {
            goals.push_back(taskOf(plane, image));
            plane.want(goals.back());
        }
        for (auto& goal : goals)
            QVERIFY(plane.await(goal, allRun).has_value());
    }

    void theRegistrysWordsAreGiven() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = taskOf(plane, registry->host() + "/demo/missing:1");
        plane.want(goal);
        auto seen = plane.await(goal, isRefused(0));
        QVERIFY(seen.has_value());
        auto& reason = seen->containers[0].reason;
        QVERIFY2(reason.starts_with("CannotPullContainerError: "), reason.c_str());
        QVERIFY2(reason.find("/demo/missing:1 not found: manifest unknown") != std::string::npos,
                 reason.c_str());
        QCOMPARE(seen->containers[0].state, ObservedContainer::none);
    }

    void aRegistryThatIsNotThereIsAFailure() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = taskOf(plane, "127.0.0.1:" + std::to_string(freePort()) + "/demo/none:1");
        plane.want(goal);
        auto seen = plane.await(goal, isRefused(0));
        QVERIFY(seen.has_value());
        auto& reason = seen->containers[0].reason;
        QVERIFY2(reason.starts_with("CannotPullContainerError: "), reason.c_str());
        QVERIFY2(reason.find("connection refused") != std::string::npos, reason.c_str());
    }

    void ourOwnImagesAreNeverPulled() {
        TestPlane plane(*engine);
        plane.start();
        auto goal = taskOf(plane, "pilothouse/nothing:1");
        plane.want(goal);
        auto seen = plane.await(goal, isRefused(0));
        QVERIFY(seen.has_value());
        QCOMPARE(
            seen->containers[0].reason,
            std::string("CannotPullContainerError: there is no image pilothouse/nothing:1 in this version"));
    }
};

static pilothouse::tests::Registered<DockerPullsTest> registered("docker_pulls");

#include "docker_pulls_test.moc"
