// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every question does: says it, sends it, keeps what was typed, watches its target.
#include "tests/support/test_registry.h"
#include "tests/ui/stage.h"
#include "ui/theme/theme.h"
#include "ui/words/language.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class SheetsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Languages::instance().set(Language::en); }

    void scaleSaysItsEffectAndSendsTheNumberAlone() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"));
        auto* desired = Stage::field<QSpinBox>(sheet, "scaleDesired");
        QVERIFY(!Stage::primary(sheet)->isEnabled()); // 12 already
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("16"));
        QCOMPARE(desired->value(), 16);
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("from 12 to 16 tasks: 4 start")));
        desired->setValue(0);
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("stop all its 12 tasks")));
        desired->setValue(4);
        Stage::press(sheet);
        const auto* act = stage.endpoint.last("UpdateService");
        QCOMPARE(act->input, Json::object({{"cluster", "default"}, {"service", "web"}, {"desiredCount", 4}}));
        QCOMPARE(act->pending.front(), (console::Pending{serviceOfName("web").arn, "scale", "4"}));
    }

    void theArgumentIsInTheFieldAlready() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("16"));
        QCOMPARE(Stage::field<QSpinBox>(sheet, "scaleDesired")->value(), 16);
        QVERIFY(Stage::primary(sheet)->isEnabled());
    }

    void theRequestIsShownAsItWillBeSentAndCopiedAsACommand() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("16"));
        auto* opens = Stage::field<QToolButton>(sheet, "request");
        auto* json = sheet->findChild<QPlainTextEdit*>();
        QVERIFY(opens->isVisible() && !json->isVisible());
        opens->click();
        QVERIFY(json->isVisible());
        const QString text = Stage::request(sheet);
        QVERIFY(text.startsWith(QStringLiteral("UpdateService {")));
        const auto sent = Json::parse(text.mid(text.indexOf(u'{')).toStdString());
        QVERIFY(sent.has_value());
        Stage::field<QPushButton>(sheet, "copyCommand")->click();
        QCOMPARE(QApplication::clipboard()->text(),
                 QStringLiteral("aws ecs update-service --endpoint-url http://127.0.0.1:7717 --region "
                                "us-east-1 --cluster default --service web --desired-count 16"));
        Stage::press(sheet);
        QCOMPARE(stage.sent("UpdateService"), *sent);
    }

    void aRefusalKeepsTheNumberAndSaysWhatToDo() {
        Stage stage;
        stage.put(serviceOfName("web"));
        stage.endpoint.answer("UpdateService",
                              fail("aws.ServiceNotActiveException", "", "Service was not ACTIVE."));
        auto* sheet = stage.ask("service.scale", onService("web"));
        auto* desired = Stage::field<QSpinBox>(sheet, "scaleDesired");
        desired->setValue(10);
        Stage::press(sheet);
        QTRY_VERIFY(Stage::said(sheet).contains(QStringLiteral("web could not be scaled.")));
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("Service was not ACTIVE.")));
        QCOMPARE(desired->value(), 10);
        QVERIFY(desired->isEnabled());
        Languages::instance().set(Language::ja);
        QCoreApplication::processEvents();
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("web をスケールできませんでした。")));
        QCOMPARE(desired->value(), 10);
    }

    void forceTellsTheBoundsAndAsksForTheSameDefinition() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.force", onService("web"));
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("At least 9 stay healthy and at most 18 run")));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        const auto* act = stage.endpoint.last("UpdateService");
        QVERIFY(act);
        QCOMPARE(act->input,
                 Json::object({{"cluster", "default"}, {"service", "web"}, {"forceNewDeployment", true}}));
    }

    void theDeploymentThatCameBackIsFollowedToItsEnd() {
        Stage stage;
        console::Service web = serviceOfName("web");
        stage.put(web);
        QSignalSpy told(&stage.runner, &ActRunner::told);
        stage.endpoint.answer(
            "UpdateService",
            Json::object(
                {{"service",
                  Json::object({{"serviceArn", web.arn},
                                {"serviceName", "web"},
                                {"deployments",
                                 Json::array({Json::object({{"id", "ecs-svc/2"},
                                                            {"status", "PRIMARY"},
                                                            {"taskDefinition", web.taskDefinition}})})}})}}));
        Stage::press(stage.ask("service.force", onService("web")));
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told[0][3].toString(), QStringLiteral("service/web"));
        console::Deployment deployment;
        deployment.id = "ecs-svc/2";
        deployment.rolloutState = "IN_PROGRESS";
        web.deployments = {deployment};
        stage.put(web);
        QCOMPARE(told.size(), 1);
        web.deployments[0].rolloutState = "COMPLETED";
        stage.put(web);
        QCOMPARE(told.size(), 2);
        QVERIFY(told[1][0].toBool());
        QVERIFY(told[1][1].toString().contains(QStringLiteral("web now runs web:43")));
        stage.put(serviceOfName("web", 3));
        QCOMPARE(told.size(), 2);
    }

    void whatAnotherPersonChangedIsSeenWhileItIsOpen() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("16"));
        stage.put(serviceOfName("web", 14));
        QCOMPARE(Stage::field<QSpinBox>(sheet, "scaleDesired")->value(), 16); // what was typed stays
        QVERIFY(Stage::will(sheet).contains(QStringLiteral("from 14 to 16")));
    }

    void aTargetThatIsGoneIsSaidAndNothingIsSent() {
        Stage stage;
        stage.put(serviceOfName("api"));
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        QVERIFY(Stage::primary(sheet)->isEnabled());
        stage.next([](auto& s) { s.services.rows.pop_back(); });
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        QVERIFY(Stage::said(sheet).contains(QStringLiteral("web was deleted meanwhile.")));
        QTest::keyClick(sheet, Qt::Key_Return);
        QVERIFY(stage.endpoint.asked.empty());
    }

    void anotherClustersSnapshotSaysNothingAboutIt() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        stage.next([](auto& s) {
            s.cluster = "other";
            s.services.rows.clear();
        });
        QVERIFY(Stage::primary(sheet)->isEnabled());
        Stage::press(sheet);
        QCOMPARE(stage.sent("UpdateService").str("cluster"), std::string("default"));
    }

    void aProductionConnectionWantsTheName() {
        Stage stage;
        stage.runner.setProduction(true);
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("16"));
        QVERIFY(Stage::primary(sheet)->isEnabled()); // more tasks harm nobody
        Stage::field<QSpinBox>(sheet, "scaleDesired")->setValue(2);
        QVERIFY(!Stage::primary(sheet)->isEnabled());
        auto* confirm = Stage::field<QLineEdit>(sheet, "confirm");
        QVERIFY(confirm->isVisible());
        QTest::keyClicks(confirm, QStringLiteral("we"));
        QTest::keyClick(confirm, Qt::Key_Return);
        QVERIFY(stage.endpoint.asked.empty());
        QTest::keyClicks(confirm, QStringLiteral("b"));
        QTest::keyClick(confirm, Qt::Key_Return);
        QVERIFY(stage.endpoint.last("UpdateService"));
    }

    void escapeClosesAndGivesTheKeyboardBack() {
        Stage stage;
        stage.put(serviceOfName("web"));
        QPointer<Sheet> sheet = stage.ask("service.scale", onService("web"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(!sheet);
        QCOMPARE(QApplication::focusWidget(), stage.behind);
        QVERIFY(stage.endpoint.asked.empty());
    }

    void returnPressesTheButtonThatHasTheKeyboard() {
        Stage stage;
        stage.put(serviceOfName("web"));
        QPointer<Sheet> sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        auto* request = Stage::field<QToolButton>(sheet, "request");
        request->setFocus();
        QTest::keyClick(request, Qt::Key_Return);
        QVERIFY(request->isChecked());
        QPushButton* cancel = nullptr;
        for (auto* button : sheet->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Cancel")) cancel = button;
        QVERIFY(cancel);
        cancel->setFocus();
        QTest::keyClick(cancel, Qt::Key_Return);
        QTRY_VERIFY(!sheet);
        QVERIFY(stage.endpoint.asked.empty());
    }

    void aClosedSheetsFailureIsStillTold() {
        Stage stage;
        stage.put(serviceOfName("web"));
        QSignalSpy told(&stage.runner, &ActRunner::told);
        QPointer<Sheet> sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        Stage::press(sheet);
        QTest::keyClick(sheet, Qt::Key_Escape);
        QTRY_VERIFY(!sheet);
        stage.endpoint.answer("UpdateService", fail("aws.ThrottlingException", "", "Rate exceeded"));
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(!told[0][0].toBool());
    }

    void theKeyboardStaysInside() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        QSet<QWidget*> seen;
        for (int i = 0; i < 12; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QVERIFY(sheet->isAncestorOf(QApplication::focusWidget()));
            seen << QApplication::focusWidget();
        }
        QCOMPARE(seen.size(), 4); // the number, Request, Cancel, Scale
    }

    void whatGrowsHasNoScrollBarWhereThereIsRoom() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        Stage::field<QToolButton>(sheet, "request")->click();
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
        auto* area = sheet->findChild<QScrollArea*>();
        QVERIFY(!area->verticalScrollBar()->isVisible());
        QVERIFY(area->widget()->height() <= area->viewport()->height());
        stage.window.resize(900, 260);
        QTRY_VERIFY(area->verticalScrollBar()->isVisible());
        stage.window.resize(900, 700);
        QTRY_VERIFY(!area->verticalScrollBar()->isVisible());
    }

    void aLowWindowScrollsBetweenHeadAndButtons() {
        Stage stage;
        stage.put(serviceOfName("web"));
        auto* sheet = stage.ask("service.scale", onService("web"), QStringLiteral("3"));
        Stage::field<QToolButton>(sheet, "request")->click();
        stage.window.resize(900, 220);
        QTRY_VERIFY(sheet->height() == 220);
        const QRect button(Stage::primary(sheet)->mapTo(sheet, QPoint()), Stage::primary(sheet)->size());
        QVERIFY(sheet->rect().contains(button));
    }
};

static pilothouse::tests::Registered<SheetsTest> registered("sheets");
#include "sheets_test.moc"
