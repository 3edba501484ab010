// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/endpoint.h"
#include "tests/ui/world.h"
#include "ui/dialogs/run_task.h"
#include "ui/dialogs/stop_tasks.h"
#include "ui/dialogs/update_service.h"
#include "ui/theme/theme.h"
#include "ui/words/language.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class SheetsTest : public QObject {
    Q_OBJECT

private:
    /// A window with something behind the sheet, and an endpoint to answer it.
    struct Stage {
        QWidget window;
        QLineEdit* behind = new QLineEdit(&window);
        ActRunner runner;
        Endpoint endpoint{runner};
        Place place{QStringLiteral("This computer"), "default"};

        Stage() {
            window.resize(900, 600);
            behind->setGeometry(10, 10, 200, 28);
            window.show();
            window.activateWindow();
            static_cast<void>(QTest::qWaitForWindowActive(&window));
            behind->setFocus();
        }
        static QPushButton* primary(Sheet* sheet) {
            for (auto* button : sheet->findChildren<QPushButton*>())
                if (button->isDefault()) return button;
            return nullptr;
        }
        static QString said(Sheet* sheet) {
            QString all;
            for (auto* label : sheet->findChildren<QLabel*>())
                if (label->isVisible()) all += label->accessibleName() + u'|' + label->text() + u'\n';
            return all;
        }
    };

    static console::Service service() {
        console::Service s;
        s.name = "web";
        s.arn = ArnMaker{}.service("default", "web");
        s.status = "ACTIVE";
        s.taskDefinition = ArnMaker{}.taskDefinition("web", 43);
        s.desired = s.running = 12;
        s.minimumHealthyPercent = 75;
        s.maximumPercent = 150;
        return s;
    }
    static Json definitions(std::initializer_list<const char*> names, const char* next = "") {
        Json arns = Json::array();
        for (const char* name : names)
            arns.push(std::string("arn:aws:ecs:us-east-1:000000000000:task-definition/") + name);
        Json reply = Json::object({{"taskDefinitionArns", arns}});
        if (*next) reply.set("nextToken", next);
        return reply;
    }

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Languages::instance().set(Language::en); }

    void runReadsAllPagesOfDefinitionsAndSendsWhatWasChosen() {
        Stage stage;
        stage.endpoint.answer("ListTaskDefinitions", definitions({"web:43", "web:42"}, "more"));
        stage.endpoint.answer("ListTaskDefinitions", definitions({"batch:8"}));
        auto* sheet = RunTaskSheet::open(&stage.window, &stage.runner, stage.place);
        auto* definition = sheet->findChild<QComboBox*>(QStringLiteral("runDefinition"));
        QTRY_COMPARE(definition->count(), 3);
        QCOMPARE(stage.endpoint.last("ListTaskDefinitions")->input.str("nextToken"), std::string("more"));
        definition->setEditText(QStringLiteral("batch:8"));
        sheet->findChild<QSpinBox*>(QStringLiteral("runCount"))->setValue(3);
        QVERIFY(Stage::primary(sheet)->text().contains(QStringLiteral("3 tasks")));
        QTest::mouseClick(Stage::primary(sheet), Qt::LeftButton);
        const auto* act = stage.endpoint.last("RunTask");
        QVERIFY(act);
        QCOMPARE(act->input.str("taskDefinition"), std::string("batch:8"));
        QCOMPARE(act->input.integer("count"), 3);
        QCOMPARE(act->input.str("cluster"), std::string("default"));
        QVERIFY(!act->input.has("launchType")); // the cluster's default decides
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        QSignalSpy told(&stage.runner, &ActRunner::told);
        QPointer<Sheet> alive(sheet);
        stage.endpoint.answer(
            "RunTask", Json::object({{"tasks", Json::array({Json::object({{"taskArn", taskOf(1).arn}})})}}));
        QTRY_VERIFY(!alive);
        QCOMPARE(told.size(), 1);
        QVERIFY(told[0][0].toBool());
        QCOMPARE(told[0][3].toString(), QStringLiteral("task/") + QString::fromStdString(taskOf(1).id));
    }

    void aPlacementFailureIsToldAndNothingTypedIsLost() {
        Stage stage;
        stage.endpoint.answer("ListTaskDefinitions", definitions({"web:43"}));
        auto* sheet = RunTaskSheet::open(&stage.window, &stage.runner, stage.place);
        auto* count = sheet->findChild<QSpinBox*>(QStringLiteral("runCount"));
        QTRY_COMPARE(sheet->findChild<QComboBox*>(QStringLiteral("runDefinition"))->count(), 1);
        count->setValue(5);
        stage.endpoint.answer(
            "RunTask",
            Json::object({{"tasks", Json::array()},
                          {"failures", Json::array({Json::object({{"reason", "RESOURCE:MEMORY"}})})}}));
        QTest::mouseClick(Stage::primary(sheet), Qt::LeftButton);
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("No instance has enough memory left.")));
        QVERIFY(sheet->isVisible());
        QCOMPARE(count->value(), 5);
        QVERIFY(Stage::primary(sheet)->isEnabled());
    }

    void anEmptyEndpointSaysWhatIsMissing() {
        Stage stage;
        stage.endpoint.answer("ListTaskDefinitions", definitions({}));
        auto* sheet = RunTaskSheet::open(&stage.window, &stage.runner, stage.place);
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("no active task definition")));
        QVERIFY(!Stage::primary(sheet)->isEnabled());
    }

    void stopNamesItsTasksAndActsOnThemAlone() {
        Stage stage;
        const console::Rows<console::Task> tasks{shared(taskOf(1, "web")), shared(taskOf(2, "worker"))};
        auto* sheet = StopTasksSheet::open(&stage.window, &stage.runner, stage.place, tasks);
        const QString said = Stage::said(sheet);
        for (const auto& task : tasks)
            QVERIFY(said.contains(QString::fromStdString(task->id).left(8)));
        QVERIFY(said.contains(QStringLiteral("web and worker will start replacements.")));
        auto* reason = sheet->findChild<QLineEdit*>(QStringLiteral("stopReason"));
        QCOMPARE(QApplication::focusWidget(), reason);
        QTest::keyClicks(reason, QStringLiteral("rebalance"));
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(int(stage.endpoint.asked.size()), 2);
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& act = stage.endpoint.asked[i];
            QCOMPARE(act.operation, std::string("StopTask"));
            QCOMPARE(act.input.str("task"), tasks[i]->arn);
            QCOMPARE(act.input.str("reason"), std::string("rebalance"));
            QCOMPARE(act.pending.front(), (console::Pending{tasks[i]->arn, "stop", ""}));
        }
        stage.endpoint.answer("StopTask", Json::object());
        stage.endpoint.answer("StopTask", fail("aws.ThrottlingException", "", "Rate exceeded"));
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("1 of 2 tasks could not be stopped.")));
        QCOMPARE(reason->text(), QStringLiteral("rebalance"));
        QVERIFY(Stage::primary(sheet)->text().contains(QStringLiteral("1 task"))); // the other is done
        QPointer<Sheet> alive(sheet);
        stage.endpoint.answer("StopTask", Json::object());
        QTest::mouseClick(Stage::primary(sheet), Qt::LeftButton);
        QCOMPARE(stage.endpoint.asked.back().input.str("task"), tasks[1]->arn);
        QTRY_VERIFY(!alive);
    }

    void scaleSaysItsEffectAndSendsTheNumberAlone() {
        Stage stage;
        auto* sheet = ScaleSheet::open(&stage.window, &stage.runner, stage.place, service());
        auto* desired = sheet->findChild<QSpinBox*>(QStringLiteral("scaleDesired"));
        QVERIFY(!Stage::primary(sheet)->isEnabled()); // 12 already
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("16"));
        QCOMPARE(desired->value(), 16);
        QVERIFY(sheet->accessibleDescription().contains(QStringLiteral("from 12 to 16 tasks: 4 start")));
        desired->setValue(0);
        QVERIFY(sheet->accessibleDescription().contains(QStringLiteral("stop all its 12 tasks")));
        desired->setValue(4);
        QTest::mouseClick(Stage::primary(sheet), Qt::LeftButton);
        const auto* act = stage.endpoint.last("UpdateService");
        QCOMPARE(act->input, Json::object({{"cluster", "default"}, {"service", "web"}, {"desiredCount", 4}}));
        QCOMPARE(act->pending.front(), (console::Pending{service().arn, "scale", "4"}));
    }

    void aRefusalKeepsTheNumberAndSaysWhatToDo() {
        Stage stage;
        stage.endpoint.answer("UpdateService",
                              fail("aws.ServiceNotActiveException", "", "Service was not ACTIVE."));
        auto* sheet = ScaleSheet::open(&stage.window, &stage.runner, stage.place, service());
        auto* desired = sheet->findChild<QSpinBox*>(QStringLiteral("scaleDesired"));
        desired->setValue(10);
        QTest::mouseClick(Stage::primary(sheet), Qt::LeftButton);
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("web could not be scaled.")));
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("Service was not ACTIVE.")));
        QCOMPARE(desired->value(), 10);
        QVERIFY(desired->isEnabled());
        Languages::instance().set(Language::ja);
        QCoreApplication::processEvents();
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("web をスケールできませんでした。")));
        QCOMPARE(desired->value(), 10);
    }

    void deployTellsTheBoundsAndAsksForTheSameDefinition() {
        Stage stage;
        auto* sheet = DeploySheet::open(&stage.window, &stage.runner, stage.place, service());
        QVERIFY(sheet->accessibleDescription().contains(
            QStringLiteral("At least 9 stay healthy and at most 18 run")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        const auto* act = stage.endpoint.last("UpdateService");
        QVERIFY(act);
        QCOMPARE(act->input,
                 Json::object({{"cluster", "default"}, {"service", "web"}, {"forceNewDeployment", true}}));
    }

    void escapeClosesAndGivesTheKeyboardBack() {
        Stage stage;
        QPointer<Sheet> sheet = ScaleSheet::open(&stage.window, &stage.runner, stage.place, service());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!sheet);
        QCOMPARE(QApplication::focusWidget(), stage.behind);
        QVERIFY(stage.endpoint.asked.empty());
    }

    void aClosedSheetsFailureIsStillTold() {
        Stage stage;
        QSignalSpy told(&stage.runner, &ActRunner::told);
        QPointer<ScaleSheet> sheet = ScaleSheet::open(&stage.window, &stage.runner, stage.place, service());
        sheet->findChild<QSpinBox*>()->setValue(3);
        QTest::mouseClick(Stage::primary(sheet), Qt::LeftButton);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!sheet);
        stage.endpoint.answer("UpdateService", fail("aws.ThrottlingException", "", "Rate exceeded"));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(!told[0][0].toBool());
    }

    void theKeyboardStaysInside() {
        Stage stage;
        auto* sheet = ScaleSheet::open(&stage.window, &stage.runner, stage.place, service());
        sheet->findChild<QSpinBox*>()->setValue(3);
        QSet<QWidget*> seen;
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(sheet->isAncestorOf(QApplication::focusWidget()));
            seen << QApplication::focusWidget();
        }
        QCOMPARE(seen.size(), 3); // the number, Cancel, Scale
    }
};

static pilothouse::tests::Registered<SheetsTest> registered("sheets");
#include "sheets_test.moc"
