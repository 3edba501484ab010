// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui_frame/desk.h"
#include "ui/dialogs/mfa_sheet.h"

#include <QLineEdit>

using namespace pilothouse;
using namespace pilothouse::tests;
using namespace pilothouse::ui;

class MfaTest : public QObject {
    Q_OBJECT

    std::optional<std::optional<QString>> m_answer;

    MfaSheet* ask(Desk& desk, const char* profile = "prod") {
        m_answer.reset();
        emit desk.backend.mfaAsked(profile, "arn:aws:iam::1:mfa/me",
                                   [this](const std::optional<QString>& code) { m_answer = code; });
        return desk.find<MfaSheet>();
    }

private slots:
    void initTestCase() { prepareDesks(); }
    void cleanup() { tidyDesks(); }

    void aCodeIsTypedAndSent() {
        Desk desk;
        MfaSheet* sheet = ask(desk);
        QVERIFY(sheet);
        auto* field = sheet->findChild<QLineEdit*>();
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(field));
        QTest::keyClicks(field, "12 a3");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!m_answer); // not whole
        QVERIFY(!desk.button("Sign in")->isEnabled());
        QTest::keyClicks(field, "456");
        QVERIFY(desk.button("Sign in")->isEnabled());
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(m_answer && *m_answer == QString("123456"));
        QVERIFY(!desk.find<MfaSheet>());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(*m_answer == QString("123456")); // closing did not answer again
    }

    void escapeSaysNo() {
        Desk desk;
        ask(desk);
        desk.key(Qt::Key_Escape);
        QVERIFY(m_answer && !*m_answer);
        QVERIFY(!desk.find<MfaSheet>());
    }

    void itNamesProfileAndDeviceInBothLanguages() {
        Desk desk;
        MfaSheet* sheet = ask(desk);
        QVERIFY(sheet->accessibleName().contains("prod"));
        QVERIFY(sheet->accessibleDescription().contains("me"));
        Languages::instance().set(Language::ja);
        QTRY_COMPARE(sheet->accessibleName(), QString("prod のコード"));
        QCOMPARE(sheet->findChild<QLineEdit*>()->accessibleName(), QString("コード"));
    }

    void itGoesWithItsConnection() {
        Desk desk;
        desk.open(Target{Target::Kind::profile, "prod", {}, false, false});
        QTRY_VERIFY(desk.window.session().isOpen());
        ask(desk, "other");
        ask(desk, "prod");
        desk.window.disconnectFrom();
        QVERIFY(m_answer && !*m_answer);
        QVERIFY(desk.find<MfaSheet>()); // the other's
    }
};

static pilothouse::tests::Registered<MfaTest> registered("mfa");
#include "mfa_test.moc"
