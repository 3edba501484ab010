// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The static programs by themselves, and the images that the runtime makes of them.
#include "core/net/http.h"
#include "core/runtime/images.h"
#include "tests/support/test_registry.h"

#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>
#include <set>

using namespace pilothouse;

namespace {

QString program(const char* name) {
    return QStringLiteral(PILOTHOUSE_BIN_DIR "/../programs/") + name;
}

/// The web server on a free port.
struct Web {
    Web() {
        {
            QTcpServer probe;
            port = probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
        }
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PORT", QString::number(port));
        environment.insert("PILOTHOUSE_TASK", "0123456789abcdef");
        environment.insert("PILOTHOUSE_SERVICE", "shop");
        process.setProcessEnvironment(environment);
        process.start(program("web"), {});
        ready = process.waitForReadyRead() && process.readAllStandardOutput().startsWith("web listens");
    }
    ~Web() {
        process.kill();
        process.waitForFinished();
    }
    Result<net::Response> get(const std::string& path) {
        net::HttpClient http;
        net::Request request;
        request.url = "http://127.0.0.1:" + std::to_string(port) + path;
        return http.wait(request);
    }
    int check() {
        QProcess asking;
        asking.setProcessEnvironment(process.processEnvironment());
        asking.start(program("web"), {"--check"});
        return asking.waitForFinished() ? asking.exitCode() : -1;
    }

    quint16 port = 0;
    bool ready = false;
    QProcess process;
};

} // namespace

class ProgramsTest : public QObject {
    Q_OBJECT

private slots:
    void webSaysWhichTaskAnswered() {
        Web web;
        QVERIFY(web.ready);
        auto page = web.get("/");
        QVERIFY(page.has_value());
        QCOMPARE(page->status, 200);
        QVERIFY(page->body.find("0123456789ab") != std::string::npos);
        QVERIFY(page->body.find("shop") != std::string::npos);
        QCOMPARE(web.get("/health")->status, 200);
        QCOMPARE(web.get("/other")->status, 404);
    }

    void webChecksItself() {
        Web web;
        QVERIFY(web.ready);
        QCOMPARE(web.check(), 0);
        web.process.terminate();
        QVERIFY(web.process.waitForFinished());
        QCOMPARE(web.check(), 1);
    }

    void silentClientsHoldUpNobody() {
        Web web;
        QVERIFY(web.ready);
        std::vector<std::unique_ptr<QTcpSocket>> silent;
        for (int i = 0; i < 20; ++i) {
            silent.push_back(std::make_unique<QTcpSocket>());
            silent.back()->connectToHost(QHostAddress::LocalHost, web.port);
            QVERIFY(silent.back()->waitForConnected());
        }
        QCOMPARE(web.get("/health")->status, 200);
        for (auto& socket : silent)
            QCOMPARE(socket->state(), QAbstractSocket::ConnectedState); // none was thrown out for it
    }

    void webEndsOnTerm() {
        Web web;
        QVERIFY(web.ready);
        QTcpSocket silent;
        silent.connectToHost(QHostAddress::LocalHost, web.port);
        QVERIFY(silent.waitForConnected());
        web.process.terminate();
        QVERIFY(web.process.waitForFinished());
        QCOMPARE(web.process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(web.process.exitCode(), 0);
    }

    void workerCountsItsJobs() {
        QProcess worker;
        worker.start(program("worker"), {});
        QVERIFY(worker.waitForReadyRead());
        QCOMPARE(worker.readLine(), QByteArray("did 1 jobs\n"));
        worker.terminate();
        QVERIFY(worker.waitForFinished());
        QCOMPARE(worker.exitCode(), 0);
    }

    void pauseEndsOnTerm() {
        QProcess pause;
        pause.start(program("pause"), {});
        QVERIFY(pause.waitForStarted());
        // It sleeps in one place only: where it waits for signals.
        auto ready = [&] {
            QFile file("/proc/" + QString::number(pause.processId()) + "/status");
            auto status = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            return status.startsWith("Name:\tpause\n") && status.contains("State:\tS");
        };
        QTRY_VERIFY(ready());
        pause.terminate();
        QVERIFY(pause.waitForFinished());
        QCOMPARE(pause.exitStatus(), QProcess::NormalExit);
        QCOMPARE(pause.exitCode(), 0);
        QVERIFY(QFileInfo(program("pause")).size() < 16 * 1024);
    }

    void theImagesAreArchivesOfThem() {
        std::set<std::string> names;
        for (auto& image : runtime::builtInImages()) {
            names.insert(image.reference);
            QVERIFY(image.id.starts_with("sha256:"));
            QTemporaryDir folder;
            QFile file(folder.filePath("image.tar"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(image.archive.data(), static_cast<qint64>(image.archive.size()));
            file.close();
            QCOMPARE(QProcess::execute("tar", {"-xf", file.fileName(), "-C", folder.path()}), 0);
            // The id is the hash of the config that the archive holds.
            auto config = folder.filePath(QString::fromStdString(image.id.substr(7)) + ".json");
            QFile held(config);
            QVERIFY(held.open(QIODevice::ReadOnly));
            QCOMPARE(
                QCryptographicHash::hash(held.readAll(), QCryptographicHash::Sha256).toHex().toStdString(),
                image.id.substr(7));
        }
        QCOMPARE(names,
                 (std::set<std::string>{"pilothouse/pause:1", "pilothouse/web:1", "pilothouse/worker:1"}));
        QVERIFY(runtime::builtInImage("pilothouse/web:1") == &runtime::builtInImages().at(1));
        QVERIFY(!runtime::builtInImage("busybox"));
    }
};

static pilothouse::tests::Registered<ProgramsTest> registered("programs");

#include "programs_test.moc"
