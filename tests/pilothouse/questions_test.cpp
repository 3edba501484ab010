// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/pilothouse/questions.h"

#include "tests/support/test_registry.h"

#include <QtTest>
#include <future>

using namespace pilothouse;

namespace {

class Desk final : public ui::Backend {
public:
    void look() override {}
    void connectTo(const ui::Target&) override {}
};

} // namespace

/// What a connection's thread asks a person.
class QuestionsTest : public QObject {
    Q_OBJECT

    std::string ask(app::Questions& questions) {
        auto code = questions.code("prod", "arn:aws:iam::1:mfa/me");
        return code ? *code : code.error().code;
    }

private slots:
    void theWindowAnswersAndTheThreadWaits() {
        Desk desk;
        app::Questions questions(&desk);
        ui::MfaAnswer answer;
        QStringList heard;
        QObject::connect(&desk, &ui::Backend::mfaAsked, &desk,
                         [&](const QString& profile, const QString& serial, const ui::MfaAnswer& given) {
                             heard << profile << serial;
                             answer = given;
                         });
        auto code = std::async(std::launch::async, [&] { return ask(questions); });
        QTRY_VERIFY(answer);
        QCOMPARE(heard, QStringList({"prod", "arn:aws:iam::1:mfa/me"}));
        answer(QString("123456"));
        answer(std::nullopt); // the first counts
        QCOMPARE(code.get(), std::string("123456"));
    }

    void droppingTheQuestionSaysNo() {
        Desk desk;
        app::Questions questions(&desk);
        auto unheard = std::async(std::launch::async, [&] { return ask(questions); });
        QTRY_COMPARE(unheard.wait_for(std::chrono::seconds(0)), std::future_status::ready);
        QCOMPARE(unheard.get(), std::string("aws.mfaCancelled"));
    }

    void theEndOfTheProgramSaysNo() {
        auto desk = std::make_unique<Desk>();
        app::Questions questions(desk.get());
        auto code = std::async(std::launch::async, [&] { return ask(questions); });
        questions.end();
        desk.reset(); // with what was posted to it
        QCOMPARE(code.get(), std::string("aws.mfaCancelled"));
        QCOMPARE(ask(questions), std::string("aws.mfaCancelled"));
    }
};

static pilothouse::tests::Registered<QuestionsTest> registered("questions");
#include "questions_test.moc"
