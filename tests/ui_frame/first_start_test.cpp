// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/pages/first_start_computer.h"
#include "ui/pages/first_start_page.h"

#include <QLineEdit>
#include <QSignalSpy>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class FirstStartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() { tidyDesks(); }

    void firstStartLooksAroundOnce() {
        Desk desk;
        QVERIFY(qobject_cast<FirstStartPage*>(desk.page()));
        QCOMPARE(desk.backend.looks, 1);
        QVERIFY(desk.window.missing().isEmpty());
        QVERIFY(desk.button("Open this computer")->isEnabled());
        desk.key(Qt::Key_F5);
        QCOMPARE(desk.backend.looks, 2);
    }

    void eachStateOfTheEngineHasItsFace_data() {
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("simulation");
        using State = EngineFound::State;
        QTest::addRow("answers") << int(State::answers) << "ECS's own rules" << false;
        QTest::addRow("refused") << int(State::refused) << "/run/x.sock" << true;
        QTest::addRow("denied") << int(State::denied) << "usermod" << true;
        QTest::addRow("missing") << int(State::missing) << "Install Docker" << true;
    }

    void eachStateOfTheEngineHasItsFace() {
        QFETCH(int, state);
        QFETCH(QString, says);
        QFETCH(bool, simulation);
        Desk desk;
        desk.backend.places.engine.state = static_cast<EngineFound::State>(state);
        desk.backend.places.engine.path = "/run/x.sock";
        desk.backend.look();
        bool said = false;
        for (auto* label : desk.find<ComputerWay>()->findChildren<QLabel*>())
            said = said || label->text().contains(says);
        QVERIFY(said);
        QCOMPARE(desk.button("Open a simulation") != nullptr, simulation);
        if (!simulation) return;
        desk.button("Open a simulation")->click();
        QVERIFY(desk.backend.asked.last().simulated);
    }

    void profilesThatCannotBeConnectedSayWhy() {
        Desk desk;
        desk.backend.places.profiles = {{"prod", "eu-west-1", ""}, {"sso", "eu-west-1", "aws.noSsoSession"}};
        desk.backend.look();
        QList<QPushButton*> connects;
        for (auto* button : desk.window.findChildren<QPushButton*>())
            if (button->accessibleName().startsWith("Connect ")) connects << button;
        QCOMPARE(connects.size(), 2);
        QVERIFY(connects[0]->isEnabled() && !connects[1]->isEnabled());
        QVERIFY(connects[1]->toolTip().contains("single sign-on"));
        desk.backend.answers = false;
        connects[0]->click();
        QCOMPARE(desk.backend.asked.last(), (Target{Target::Kind::profile, "prod", {}, false}));
    }

    void anAddressIsTakenOnlyIfItIsOne() {
        Desk desk;
        desk.backend.answers = false;
        auto* field = desk.window.findChild<FirstStartPage*>()->findChild<QLineEdit*>();
        for (const char* wrong : {"", "ftp://host", "http://", "a b"}) {
            field->setText(wrong);
            QTest::keyClick(field, Qt::Key_Return);
            QVERIFY2(desk.backend.asked.isEmpty(), wrong);
        }
        field->setText("127.0.0.1:7717");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(desk.backend.asked.last().name, QString("http://127.0.0.1:7717"));
    }

    void aRefusedConnectionSaysWhyWhereItWasTried() {
        Desk desk;
        desk.backend.answers = false;
        desk.open();
        QVERIFY(!desk.window.missing().isEmpty());
        emit desk.backend.failed(Target{}, Error{"plane.ended", "pilothoused", "the disk is full"});
        bool said = false;
        for (auto* label : desk.window.findChild<ComputerWay*>()->findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().contains("the disk is full"));
        QVERIFY(said);
        QVERIFY(desk.button("Open this computer")->isEnabled());
    }

    void aLaterConnectionRetiresAnEarlierOne() {
        Desk desk;
        desk.backend.answers = false;
        desk.open(Target{Target::Kind::profile, "slow", {}, false});
        desk.open(Target{Target::Kind::profile, "quick", {}, false});
        emit desk.backend.failed(desk.backend.asked.first(), Error{"aws.noProfile", "slow", ""});
        QSignalSpy changed(&desk.window, &MainWindow::connectionChanged);
        desk.backend.answer();
        QCOMPARE(changed.count(), 1);
        QVERIFY(desk.window.windowTitle().startsWith("quick"));
    }
};

static Registered<FirstStartTest> registered("first_start");
#include "first_start_test.moc"
