// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// JSON to read, and two documents laid side by side.
#include "tests/support/test_registry.h"
#include "ui/theme/theme.h"
#include "ui/widgets/diff_area.h"
#include "ui/widgets/diff_view.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/json_text.h"
#include "ui/widgets/json_tokens.h"
#include "ui/widgets/json_view.h"

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;

namespace {

/// So many variables, the value of every `odd`th another one.
Json document(int variables, int odd = 0) {
    Json list = Json::array();
    for (int i = 0; i < variables; ++i)
        list.push(Json::object(
            {{"name", "V" + std::to_string(i)}, {"value", odd && i % odd == odd / 2 ? "other" : "value"}}));
    return Json::object({{"family", "web"}, {"environment", list}});
}

void show(QWidget& widget, QSize size) {
    widget.resize(size);
    widget.show();
    widget.activateWindow();
    static_cast<void>(QTest::qWaitForWindowActive(&widget));
}

} // namespace

class DocumentsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { Theme::instance().install(ThemeChoice::light); }
    void cleanup() { Theme::instance().setChoice(ThemeChoice::light); }

    void tokensOfALine() {
        using Kind = JsonToken::Kind;
        const auto tokens = jsonTokens(QStringLiteral("  \"a\\\"b\" : [-1.5e3, \"x:\", true],"));
        QList<Kind> kinds;
        for (const auto& token : tokens)
            kinds << token.kind;
        QCOMPARE(kinds, (QList<Kind>{Kind::key, Kind::punctuation, Kind::punctuation, Kind::number,
                                     Kind::punctuation, Kind::string, Kind::punctuation, Kind::number,
                                     Kind::punctuation, Kind::punctuation}));
        QCOMPARE(tokens[0].length, 6);
        QCOMPARE(tokens[3].length, 6);
        QVERIFY(jsonTokens(QStringLiteral("\"never closed")).size() == 1);
    }

    void rowsAreEighteenHighAndColoured() {
        JsonView view;
        view.set(document(20));
        show(view, {600, 300});
        auto* text = view.text();
        const auto top = [&](int line) {
            return text->cursorRect(QTextCursor(text->document()->findBlockByNumber(line))).top();
        };
        QCOMPARE(top(5) - top(4), 18);
        const auto formats = text->document()->findBlockByNumber(1).layout()->formats();
        QVERIFY(!formats.isEmpty());
        QCOMPARE(formats.last().format.foreground().color(), lightTokens().jpun); // the comma
        Theme::instance().setChoice(ThemeChoice::dark);
        QCOMPARE(
            text->document()->findBlockByNumber(1).layout()->formats().last().format.foreground().color(),
            darkTokens().jpun);
    }

    void aDocumentThatChangesKeepsThePlace() {
        JsonView view;
        view.set(document(200));
        show(view, {600, 300});
        view.text()->verticalScrollBar()->setValue(90);
        view.set(document(201));
        QCOMPARE(view.text()->verticalScrollBar()->value(), 90);
        view.findChild<QToolButton*>(QStringLiteral("copyJson"))->click();
        QCOMPARE(Json::parse(QApplication::clipboard()->text().toStdString()).value(), document(201));
    }

    void findByKeyboard() {
        JsonView view;
        view.set(document(12, 4));
        show(view, {600, 300});
        view.text()->setFocus();
        QTest::keyClick(view.text(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(view.findBar()->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("OTHER"));
        QCOMPARE(view.findBar()->count(), 3);
        const int first = view.text()->textCursor().position();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
        QVERIFY(view.text()->textCursor().position() > first);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3);
        QCOMPARE(view.text()->textCursor().position(), first); // round
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F3, Qt::ShiftModifier);
        QVERIFY(view.text()->textCursor().position() > first);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!view.findBar()->isVisible());
        QCOMPARE(QApplication::focusWidget(), view.text());
    }

    void wideStandsSideBySideNarrowInOneColumn() {
        DiffView view;
        view.set(document(40), QStringLiteral("web:1"), document(40, 20), QStringLiteral("web:2"));
        show(view, {1000, 500});
        QVERIFY(!view.area()->isUnified());
        view.resize(600, 500);
        QVERIFY(view.area()->isUnified());
        QCOMPARE(int(view.changes().size()), 2);
    }

    void equalStretchesFoldAndOpen() {
        DiffView view;
        view.set(document(40), {}, document(40, 40), {});
        show(view, {1000, 500});
        QCOMPARE(view.area()->folds(), 2);
        QTest::mouseClick(view.area()->viewport(), Qt::LeftButton, {}, QPoint(100, 12));
        QCOMPARE(view.area()->folds(), 1);
    }

    void fromChangeToChange() {
        DiffView view;
        view.set(document(100), {}, document(100, 25), {});
        show(view, {1000, 300});
        view.setFocus();
        QCOMPARE(view.area()->places(), 4);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F7);
        QCOMPARE(view.area()->place(), 0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F7, Qt::ShiftModifier);
        QCOMPARE(view.area()->place(), 3);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F7);
        QCOMPARE(view.area()->place(), 0);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(Json::parse(QApplication::clipboard()->text().toStdString()).value(), document(100, 25));
    }

    void equalDocumentsSaySo() {
        DiffView view;
        view.set(document(3), {}, document(3), {});
        show(view, {1000, 300});
        QCOMPARE(view.area()->places(), 0);
        QCOMPARE(view.area()->accessibleDescription(), QStringLiteral("No difference"));
        view.step(1);
        QCOMPARE(view.area()->place(), -1);
    }
};

static pilothouse::tests::Registered<DocumentsTest> registered("documents");
#include "documents_test.moc"
