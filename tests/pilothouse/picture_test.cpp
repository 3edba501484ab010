// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/picture.h"

#include "app/pilothouse/program.h"
#include "core/base/json.h"
#include "tests/support/test_registry.h"
#include "tests/ui_frame/fake_backend.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace pilothouse;
using namespace pilothouse::tests;

class PictureTest : public QObject {
    Q_OBJECT

private slots:
    void theConnectedWindowIsDrawnWithoutADisplay() {
        QTemporaryDir home;
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(name);
        environment.insert("HOME", home.path());
        for (const char* name : {"DATA", "CONFIG", "STATE"})
            environment.insert(QString("XDG_%1_HOME").arg(name), home.filePath(QString(name).toLower()));
        const QString file = home.filePath("picture.png");
        QProcess program;
        program.setProcessEnvironment(environment);
        program.start(PILOTHOUSE_BIN_DIR "/pilothouse",
                      {"--simulated", "--sample", "--screenshot", file, "--page", "services", "--size",
                       "1000x640", "--theme", "dark", "--language", "ja"});
        QVERIFY(program.waitForFinished(120'000));
        QFile endpoint(home.filePath("data/pilothouse/control-simulated/endpoint.json"));
        QVERIFY(endpoint.open(QIODevice::ReadOnly));
        const auto json = Json::parse(endpoint.readAll().toStdString());
        ::kill(static_cast<int>(json.value_or(Json()).integer("pid")), SIGTERM);
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1000, 640));
        // The frame is dark, and the sample's two services stand in the table: healthy discs.
        QCOMPARE(picture.pixelColor(500, 20), ui::darkTokens().window);
        int shapes = 0;
        for (int y = 0; y < picture.height(); ++y)
            shapes += picture.pixelColor(78, y) == ui::darkTokens().okFill;
        QVERIFY2(shapes > 10, "no healthy discs in the column of shapes");
        QTRY_VERIFY(!endpoint.exists()); // the plane has ended
    }

    void whatDoesNotComeIsAnError() {
        FakeCluster cluster;
        FakeBackend backend(cluster);
        backend.answers = false;
        ui::Theme::instance().install(ui::ThemeChoice::light);
        ui::Preferences preferences;
        ui::MainWindow window(backend, preferences);
        window.go("services");
        window.connectTo({});
        window.show();
        QTemporaryDir folder;
        const QString file = folder.filePath("picture.png");
        app::Picture picture(window, file, nullptr, 300);
        QCOMPARE(qApp->exec(), 1);
        QVERIFY(!QFile::exists(file));
        // An endpoint that refuses everything is no picture either.
        cluster.setAnswer("ListClusters", FakeEndpoint::error("ServerException", "out of order", 500));
        cluster.setAnswer("ListServices", FakeEndpoint::error("InvalidParameterException", "never"));
        backend.answer();
        app::Picture again(window, file, nullptr, 1500);
        QCOMPARE(qApp->exec(), 1);
        cluster.setAnswer("ListClusters", std::nullopt);
        cluster.setAnswer("ListServices", std::nullopt);
        backend.answers = true;
        window.session().reconnect();
        app::Picture third(window, file, nullptr, 60'000);
        QCOMPARE(qApp->exec(), 0);
        QVERIFY(QFile::exists(file));
    }

    void aRefusedConnectionEndsAtOnceWithItsWords() {
        QTemporaryDir home;
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const QString& name : environment.keys())
            if (name.startsWith("AWS_") || name.startsWith("XDG_")) environment.remove(name);
        environment.insert("HOME", home.path());
        QDir().mkpath(home.filePath(".aws"));
        QFile config(home.filePath(".aws/config"));
        QVERIFY(config.open(QIODevice::WriteOnly));
        config.write("[profile dev]\nregion=eu-west-1\nsso_start_url=https://x\nsso_region=eu-west-1\n"
                     "sso_account_id=1\nsso_role_name=r\n");
        config.close();
        auto run = [&](const QStringList& flags) {
            QProcess program;
            program.setProcessEnvironment(environment);
            QStringList all{"--screenshot", home.filePath("picture.png")};
            program.start(PILOTHOUSE_BIN_DIR "/pilothouse", all << flags);
            // A picture that waits for its connection gives up after a minute only.
            return program.waitForFinished(50'000) && program.exitCode() == 1
                       ? QString::fromUtf8(program.readAllStandardError())
                       : QString("did not end by itself");
        };
        const QString gone = run({"--profile", "gone"});
        QVERIFY2(gone.contains("There is no profile gone") && gone.contains("choose another"),
                 qPrintable(gone));
        const QString ended = run({"--profile", "dev"});
        QVERIFY2(ended.contains("aws sso login --profile dev"), qPrintable(ended));
        const QString japanese = run({"--profile", "gone", "--language", "ja"});
        QVERIFY2(japanese.contains("プロファイル gone がありません"), qPrintable(japanese));
        QVERIFY(!QFile::exists(home.filePath("picture.png")));
    }

    void anEndpointWithoutCredentialsSaysSo() {
        QTemporaryDir home;
        const QByteArray before = qgetenv("HOME");
        qputenv("HOME", home.path().toLocal8Bit());
        const std::atomic<bool> goOn = false;
        auto client = app::clientOf({ui::Target::Kind::endpoint, "http://127.0.0.1:9", {}, false}, {},
                                    std::make_shared<net::HttpClient>(), goOn);
        qputenv("HOME", before);
        QVERIFY(client.has_value());
        QCOMPARE((*client)->endpoint().region, std::string("us-east-1"));
        const auto credentials = (*client)->provider().credentials();
        QVERIFY(!credentials);
        QCOMPARE(credentials.error().code, std::string("aws.noCredentials"));
    }
};

static Registered<PictureTest> registered("picture");
#include "picture_test.moc"
