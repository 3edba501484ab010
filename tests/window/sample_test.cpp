// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/window/control.h"
#include "tests/window/desktop.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::tests;

namespace {

constexpr int soon = 30'000, slow = 180'000; // upper bounds of waiting, for slow machines
constexpr QSize size(1440, 900);

// Places and colours of the window at that size, light theme (docs: the look). Without a window manager it
// stands at 0, 0.
constexpr QPoint openButton(1074, 219);  // ground of "Open this computer"
constexpr QPoint firstShape(246, 205);   // middle of the status shape of the first row of services
constexpr QPoint removeButton(1340, 70); // "Remove the sample"
constexpr QPoint emptyCorner(1400, 700); // white, unless a question dims the page
const QColor blue("#2A5BD7"), green("#3FA277"), white("#FFFFFF");

} // namespace

/// A newcomer's first minutes, with the real programs on a real engine.
class SampleTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<Control> m_control;
    QProcess m_window;

    bool shows(QPoint at, const QColor& colour) { return m_desktop->pixel(at) == colour; }

    QProcessEnvironment environment() {
        auto environment = m_desktop->environment();
        environment.insert("HOME", m_home.path());
        for (const char* name : {"DATA", "CONFIG", "STATE", "CACHE"})
            environment.insert(QString("XDG_%1_HOME").arg(name), m_home.filePath(QString(name).toLower()));
        for (const char* name : {"AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_CONFIG_FILE"})
            environment.remove(name);
        return environment;
    }

private slots:
    void initTestCase() {
        m_desktop = std::make_unique<Desktop>();
        QVERIFY2(m_desktop->isThere(), "Xvfb does not start");
        m_control = std::make_unique<Control>(m_home.filePath("data/pilothouse/control"));
        m_window.setProcessEnvironment(environment());
        m_window.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_window.start(PILOTHOUSE_BIN_DIR "/pilothouse",
                       {"--size", QString("%1x%2").arg(size.width()).arg(size.height()), "--theme", "light",
                        "--language", "en"});
        QTRY_VERIFY_WITH_TIMEOUT(m_desktop->focus("^Pilothouse$"), soon);
        m_desktop->moveMouse({1590, 990}); // off the window
    }

    void cleanup() {
        if (!QTest::currentTestFailed()) return;
        const QString file = QDir::tempPath() + "/pilothouse-window-" + QTest::currentTestFunction() + ".png";
        m_desktop->picture(file);
        qWarning("the screen at that moment: %s", qPrintable(file));
    }

    void cleanupTestCase() {
        m_window.terminate();
        m_window.waitForFinished(soon);
        m_control.reset();
        m_desktop.reset();
    }

    /// One after the other; what follows a step that failed has no ground to stand on.
    void aNewcomersFirstMinutes() {
        for (auto step :
             {&SampleTest::theSampleIsStartedFromTheFirstStart, &SampleTest::webIsScaledFromTwoToFour,
              &SampleTest::aDeploymentIsForced, &SampleTest::aTaskIsStoppedAndReplaced,
              &SampleTest::theSampleIsRemoved, &SampleTest::theWindowCloses}) {
            (this->*step)();
            if (QTest::currentTestFailed()) return;
        }
    }

private:
    void theSampleIsStartedFromTheFirstStart() {
        // The engine answers once the primary button is blue; the keyboard stands on it. The sample's button
        // comes after the address field.
        QTRY_VERIFY_WITH_TIMEOUT(shows(openButton, blue), soon);
        m_desktop->key({"Tab", "Tab", "space"});
        QTRY_VERIFY_WITH_TIMEOUT(m_control->connect(), slow);
        QTRY_VERIFY_WITH_TIMEOUT(m_control->isSteady("web", 2), slow);
        QTRY_VERIFY_WITH_TIMEOUT(m_control->isSteady("worker", 1), slow);
        // The window went to the overview; of the services the first is well.
        QTRY_VERIFY_WITH_TIMEOUT(m_desktop->focus("This computer - Pilothouse"), soon);
        m_desktop->key({"g", "s"});
        QTRY_VERIFY_WITH_TIMEOUT(shows(firstShape, green), soon);
    }

    void webIsScaledFromTwoToFour() {
        m_desktop->key({"slash"});
        m_desktop->type("service:web");
        m_desktop->key({"Return", "ctrl+Home", "s"});
        QTRY_VERIFY_WITH_TIMEOUT(!shows(emptyCorner, white), soon); // the question is open
        m_desktop->key({"ctrl+a", "4", "Return"});
        QTRY_COMPARE_WITH_TIMEOUT(m_control->service("web").integer("desiredCount"), 4, soon);
        QTRY_VERIFY_WITH_TIMEOUT(shows(emptyCorner, white), soon);
        QTRY_VERIFY_WITH_TIMEOUT(m_control->isSteady("web", 4), slow);
    }

    void aDeploymentIsForced() {
        const auto before = m_control->runningTasks("web");
        const std::string old = m_control->service("web").at("deployments").at(std::size_t{0}).str("id");
        QTRY_VERIFY_WITH_TIMEOUT(shows(firstShape, green), soon);
        m_desktop->click(firstShape); // chooses the row
        m_desktop->moveMouse({1590, 990});
        m_desktop->key({"r"});
        QTRY_VERIFY_WITH_TIMEOUT(!shows(emptyCorner, white), soon);
        m_desktop->key({"Return"});
        QTRY_VERIFY_WITH_TIMEOUT(
            m_control->service("web").at("deployments").at(std::size_t{0}).str("id") != old, soon);
        QTRY_VERIFY_WITH_TIMEOUT(m_control->isSteady("web", 4), slow);
        for (const std::string& arn : m_control->runningTasks("web"))
            QVERIFY2(!before.contains(arn), "a task of the old deployment still runs");
        QCOMPARE(m_control->service("web").str("taskDefinition"),
                 m_control->service("web").at("deployments").at(std::size_t{0}).str("taskDefinition"));
    }

    void aTaskIsStoppedAndReplaced() {
        const auto before = m_control->runningTasks("web");
        QCOMPARE(before.size(), std::size_t{4});
        QTRY_VERIFY_WITH_TIMEOUT(shows(emptyCorner, white), soon);
        m_desktop->key({"t"}); // opens the tasks of the chosen service
        m_desktop->key({"ctrl+Home", "Delete"});
        auto stopped = [&] {
            for (const std::string& arn : before)
                if (m_control->task(arn).str("desiredStatus") == "STOPPED") return arn;
            return std::string();
        };
        // The question names one task; Return answers it.
        QTRY_VERIFY_WITH_TIMEOUT(!shows(emptyCorner, white), soon);
        m_desktop->key({"Return"});
        QTRY_VERIFY_WITH_TIMEOUT(!stopped().empty(), soon);
        const std::string gone = stopped();
        QTRY_COMPARE_WITH_TIMEOUT(m_control->task(gone).str("lastStatus"), std::string("STOPPED"), slow);
        QCOMPARE(m_control->task(gone).str("stopCode"), std::string("UserInitiated"));
        QTRY_COMPARE_WITH_TIMEOUT(m_control->runningTasks("web").size(), std::size_t{4}, slow);
        QVERIFY(!m_control->runningTasks("web").contains(gone));
    }

    void theSampleIsRemoved() {
        m_desktop->key({"Escape", "g", "s"});
        QTRY_VERIFY_WITH_TIMEOUT(shows(emptyCorner, white), soon);
        m_desktop->click(removeButton);
        QTRY_VERIFY_WITH_TIMEOUT(!shows(emptyCorner, white), soon);
        m_desktop->key({"Return"});
        for (const char* name : {"web", "worker"})
            QTRY_COMPARE_WITH_TIMEOUT(m_control->service(name).str("status"), std::string("INACTIVE"), slow);
        QTRY_COMPARE_WITH_TIMEOUT(m_control->tasks("RUNNING"), 0, slow);
        for (const char* definition : {"web:1", "worker:1"})
            QTRY_COMPARE_WITH_TIMEOUT(m_control->definitionStatus(definition), std::string("INACTIVE"), slow);
    }

    void theWindowCloses() {
        m_desktop->key({"ctrl+q"});
        QVERIFY(m_window.waitForFinished(soon));
        QCOMPARE(m_window.exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_window.exitCode(), 0);
        // The plane lives on: it belongs to the user, not to the window.
        QVERIFY(m_control->tasks("RUNNING") == 0);
    }
};

static Registered<SampleTest> registered("sample");
#include "sample_test.moc"
