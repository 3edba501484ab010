// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every code has its words in both languages, and they use only what the code is told with.
#include "core/console/reasons.h"
#include "tests/support/test_registry.h"
#include "tests/ui/latin.h"
#include "ui/words/errors.h"
#include "ui/words/language.h"
#include "ui/words/quantities.h"
#include "ui/words/reason.h"
#include "ui/words/sentence.h"

#include <QRegularExpression>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;

namespace {

QString q(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QSet<QString> holesOf(const QString& words) {
    static const QRegularExpression hole(QStringLiteral("\\{([A-Za-z0-9]+)[?}]"));
    QSet<QString> names;
    for (auto it = hole.globalMatch(words); it.hasNext();)
        names << it.next().captured(1);
    return names;
}

} // namespace

class WordsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { Languages::instance().set(Language::en); }

    void everyCodeHasBothLanguages() {
        QSet<QString> seen;
        for (const auto& entry : allWords()) {
            const QString code = q(entry.code);
            QVERIFY2(!seen.contains(code), qPrintable(code + QStringLiteral(" stands twice")));
            seen << code;
            QVERIFY2(!entry.en.empty() && !entry.ja.empty(), qPrintable(code));
            const QSet<QString> en = holesOf(q(entry.en)), ja = holesOf(q(entry.ja));
            QVERIFY2(en.contains(ja),
                     qPrintable(code + QStringLiteral(": the Japanese uses more arguments")));
            QCOMPARE(q(entry.en).count(u'{'), q(entry.en).count(u'}'));
            QCOMPARE(q(entry.ja).count(u'{'), q(entry.ja).count(u'}'));
            QVERIFY2(q(entry.en).count(u'^') % 2 == 0 && q(entry.ja).count(u'^') % 2 == 0, qPrintable(code));
        }
    }

    void everyReasonOfTheConsoleHasWords() {
        for (const auto& kind : console::reasonKinds()) {
            QVERIFY2(hasWords(kind.code), qPrintable(q(kind.code)));
            QSet<QString> told;
            for (auto name : kind.args)
                told << q(name);
            for (const auto& entry : allWords())
                if (entry.code == kind.code || entry.code == "short." + std::string(kind.code))
                    QVERIFY2(told.contains(holesOf(q(entry.en))), qPrintable(q(entry.code)));
            if (kind.code.starts_with("task.") || kind.code.starts_with("service."))
                QVERIFY2(hasWords("short." + std::string(kind.code)), qPrintable(q(kind.code)));
        }
    }

    void everyErrorSaysWhatToDo() {
        for (const auto& entry : allWords()) {
            if (!entry.code.starts_with("error.") || entry.code.ends_with(".next")) continue;
            QVERIFY2(hasWords(std::string(entry.code) + ".next"), qPrintable(q(entry.code)));
        }
        const Error odd{"aws.SomethingNewException", "", "No such luck."};
        QVERIFY(explainError(odd).why.plain().contains(QStringLiteral("No such luck.")));
        QVERIFY(!explainError(odd).next.isEmpty());
        QVERIFY(!explainError({"attic.odd", "", ""}).why.isEmpty());
    }

    void japaneseHoldsNoLatinWordThatIsNoName() {
        for (const auto& entry : allWords())
            QVERIFY2(ui::tests::foreignWord(q(entry.ja)).isEmpty(),
                     qPrintable(q(entry.code) + QStringLiteral(": ") + ui::tests::foreignWord(q(entry.ja))));
    }

    void noWordsThatTheHouseDoesNotUse() {
        static const QRegularExpression banned(QStringLiteral("please|success(ful|fully)?\\b|!|oops|sorry"),
                                               QRegularExpression::CaseInsensitiveOption);
        for (const auto& entry : allWords()) {
            QVERIFY2(!banned.match(q(entry.en)).hasMatch(), qPrintable(q(entry.code)));
            QVERIFY2(!q(entry.ja).contains(u'！') && !q(entry.ja).contains(u'!'), qPrintable(q(entry.code)));
        }
    }

    void countsChooseTheirForm() {
        const auto said = [](int n) { return sayPlain("tasks.running", {{"running", Arg::number(n)}}); };
        QCOMPARE(said(1), QStringLiteral("1 task runs."));
        QCOMPARE(said(2'048), QStringLiteral("2,048 tasks run."));
        Languages::instance().set(Language::ja);
        QCOMPARE(said(1), QStringLiteral("1 個のタスクが実行中です。"));
    }

    void namesBecomeLinks() {
        console::Arg names{console::Arg::Kind::names, {}, 0, {}, {}};
        for (const char* name : {"payments", "web", "worker"})
            names.items.push_back({console::Arg::Kind::service, name, 0, {}, {}});
        const Sentence sentence = sayReason({"services.trouble", {{"names", names}}});
        QCOMPARE(sentence.plain(), QStringLiteral("payments, web and worker are in trouble."));
        QCOMPARE(sentence.spans[0].link, QStringLiteral("service/payments"));
        QCOMPARE(sentence.spans[0].tone, Tone::bad);
        Languages::instance().set(Language::ja);
        QCOMPARE(sayReason({"services.trouble", {{"names", names}}}).plain(),
                 QStringLiteral("payments、web、worker に異常があります。"));
    }

    void markupInANameStaysText() {
        const Sentence sentence = say("event.other", {{"words", Arg::plain(QStringLiteral("<b>{x}^</b>"))}});
        QCOMPARE(sentence.plain(), QStringLiteral("<b>{x}^</b>"));
        QVERIFY(!sentence.html().contains(QStringLiteral("<b>")));
    }

    void imagesAreToldWithoutTheirRegistry_data() {
        QTest::addColumn<QString>("image");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* image, const char* told) {
            QTest::newRow(image) << QString::fromLatin1(image) << QString::fromLatin1(told);
        };
        row("nginx:1.27", "nginx:1.27");
        row("library/nginx", "library/nginx");
        row("123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/shop/pay:2.8.1", "shop/pay:2.8.1");
        row("localhost:5000/web", "web");
        row("web@sha256:0123456789abcdef0123456789abcdef", "web@sha256:012345");
    }
    void imagesAreToldWithoutTheirRegistry() {
        QFETCH(QString, image);
        QFETCH(QString, told);
        console::Arg arg{console::Arg::Kind::image, image.toStdString(), 0, {}, {}};
        QCOMPARE(shortReason({"task.stopped.cannotPull", {{"image", arg}}}),
                 QStringLiteral("cannot pull ") + told);
    }

    void lengthsAndAges() {
        QCOMPARE(durationText(8'400), QStringLiteral("8.4 s"));
        QCOMPARE(durationText(108'000), QStringLiteral("1 min 48 s"));
        QCOMPARE(durationText(3'600'000), QStringLiteral("1 h"));
        QCOMPARE(durationText(-5), QStringLiteral("0 s"));
        QCOMPARE(ageText(69'000), QStringLiteral("1:09"));
        QCOMPARE(ageText(10'140'000), QStringLiteral("2 h 49"));
        QCOMPARE(ageText(-1), QStringLiteral("0:00"));
        Languages::instance().set(Language::ja);
        QCOMPARE(durationText(108'000), QStringLiteral("1 分 48 秒"));
        QCOMPARE(ageText(10'140'000), QStringLiteral("2時間49分"));
    }
};

static pilothouse::tests::Registered<WordsTest> registered("words");
#include "words_test.moc"
