// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/child.h"
#include "app/pilothouse/local_plane.h"
#include "core/base/json.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <set>
#include <sys/file.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace pilothouse;
using namespace pilothouse::app;

namespace {

const std::atomic<bool> goOn = false;

Json readJson(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return Json::parse(file.readAll().toStdString()).value_or(Json());
}

/// A data folder whose plane is ended with the test.
class Folder {
public:
    ~Folder() {
        for (int pid : m_pids) {
            ::kill(pid, SIGTERM);
            ::waitpid(pid, nullptr, 0);
        }
    }
    QString path() const { return m_folder.filePath("control"); }
    int pid() {
        const int pid = static_cast<int>(readJson(path() + "/endpoint.json").integer("pid"));
        if (pid > 1) m_pids.insert(pid);
        return pid;
    }

private:
    QTemporaryDir m_folder;
    std::set<int> m_pids;
};

LocalPlaneOptions optionsFor(const Folder& folder, const std::string& version = PILOTHOUSE_VERSION) {
    LocalPlaneOptions options;
    options.simulated = true;
    options.dataFolder = folder.path().toStdString();
    options.program = PILOTHOUSE_BIN_DIR "/pilothoused";
    options.version = version;
    return options;
}

/// A program of one line of shell.
QString script(const QTemporaryDir& folder, const char* text) {
    const QString path = folder.filePath("program");
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) file.write(QByteArray("#!/bin/sh\n") + text + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}

} // namespace

class FindingTest : public QObject {
    Q_OBJECT

    std::shared_ptr<net::HttpClient> m_http = std::make_shared<net::HttpClient>();

private slots:
    void aProgramIsReadToItsFirstLine() {
        auto started = startDetached({"/bin/sh", "-c", "echo ready now; exec sleep 60"}, 30'000, goOn);
        QVERIFY(started.has_value());
        QCOMPARE(started->line, std::string("ready now"));
        QCOMPARE(::getsid(started->pid), started->pid); // a session of its own
        ::kill(started->pid, SIGKILL);
        ::waitpid(started->pid, nullptr, 0);
    }

    void oneThatEndsFirstSaysWhy() {
        auto started = startDetached({"/bin/sh", "-c", "echo broken >&2; exit 4"}, 30'000, goOn);
        QVERIFY(!started);
        QCOMPARE(started.error().code, std::string("plane.ended"));
        QCOMPARE(started.error().cause, std::string("broken\n"));
        QCOMPARE(started.error().args.front().second, std::string("4"));
    }

    void oneThatIsNotThere() {
        auto started = startDetached({"/no/such/program"}, 30'000, goOn);
        QCOMPARE(started.error().code, std::string("plane.cannotStart"));
    }

    void waitingCanBeGivenUp() {
        std::atomic<bool> stop = true;
        QTemporaryDir folder;
        const QString pidFile = folder.filePath("pid");
        const std::string text = "echo $$ > " + pidFile.toStdString() + "; exec sleep 60";
        auto started = startDetached({"/bin/sh", "-c", text}, 30'000, stop);
        QCOMPARE(started.error().code, std::string("plane.cancelled"));
        QFile file(pidFile);
        QTRY_VERIFY(file.open(QIODevice::ReadOnly) || file.isOpen());
        QTRY_VERIFY((file.seek(0), file.readAll().endsWith('\n')));
        file.seek(0);
        const int pid = file.readAll().trimmed().toInt();
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
    }

    void aPlaneIsStartedThenFoundAgain() {
        Folder folder;
        auto first = findLocalPlane(optionsFor(folder), m_http, goOn);
        QVERIFY2(first.has_value(), first ? "" : describe(first.error()).c_str());
        const int pid = folder.pid();
        QVERIFY(pid > 1);
        QVERIFY(isPlaneAt(first->dataFolder, first->endpoint));
        QVERIFY(isPlaneAt(first->dataFolder, first->endpoint + "/"));
        QVERIFY(!isPlaneAt(first->dataFolder, "http://127.0.0.1:1"));
        auto again = findLocalPlane(optionsFor(folder), m_http, goOn);
        QVERIFY(again.has_value());
        QCOMPARE(again->endpoint, first->endpoint);
        QCOMPARE(folder.pid(), pid);
    }

    void anotherVersionIsEndedAndReplaced() {
        Folder folder;
        QVERIFY(findLocalPlane(optionsFor(folder), m_http, goOn).has_value());
        const int old = folder.pid();
        QFile file(folder.path() + "/endpoint.json");
        Json endpoint = readJson(file.fileName());
        endpoint.set("version", "0.0.0-other");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(endpoint.dump()));
        file.close();
        auto plane = findLocalPlane(optionsFor(folder), m_http, goOn);
        QVERIFY2(plane.has_value(), plane ? "" : describe(plane.error()).c_str());
        QVERIFY(folder.pid() != old);
    }

    void twoConsolesAtOnceFindOnePlane() {
        Folder folder;
        Result<LocalPlane> one = fail("none"), other = fail("none");
        std::thread thread([&] { other = findLocalPlane(optionsFor(folder), m_http, goOn); });
        one = findLocalPlane(optionsFor(folder), m_http, goOn);
        thread.join();
        QVERIFY2(one.has_value(), one ? "" : describe(one.error()).c_str());
        QVERIFY2(other.has_value(), other ? "" : describe(other.error()).c_str());
        QCOMPARE(one->endpoint, other->endpoint);
        QVERIFY(folder.pid() > 1);
    }

    void aPlaneThatDoesNotStartIsTold() {
        Folder folder;
        QTemporaryDir programs;
        LocalPlaneOptions options = optionsFor(folder);
        options.program = script(programs, "echo the disk is full >&2; exit 4").toStdString();
        auto plane = findLocalPlane(options, m_http, goOn);
        QCOMPARE(plane.error().code, std::string("plane.ended"));
        QVERIFY(plane.error().cause.find("the disk is full") != std::string::npos);
    }

    void aLockWithoutAnEndpointIsTold() {
        Folder folder;
        QVERIFY(QDir().mkpath(folder.path()));
        const int lock = ::open((folder.path() + "/lock").toLocal8Bit(), O_RDWR | O_CREAT, 0600);
        QVERIFY(lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) == 0);
        auto plane = findLocalPlane(optionsFor(folder), m_http, goOn);
        QCOMPARE(plane.error().code, std::string("plane.noEndpoint"));
        ::close(lock);
    }
};

static pilothouse::tests::Registered<FindingTest> registered("finding");
#include "finding_test.moc"
