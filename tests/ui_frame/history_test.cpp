// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/history.h"

#include "tests/support/test_registry.h"

#include <QtTest>

using pilothouse::ui::History;

class HistoryTest : public QObject {
    Q_OBJECT

private slots:
    void empty() {
        History history;
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        QCOMPARE(history.back(), QString());
        QCOMPARE(history.forward(), QString());
    }

    void backAndForward() {
        History history;
        for (const char* place : {"services", "tasks", "tasks", "task/1"})
            history.visit(place);
        QCOMPARE(history.back(), QString("tasks"));
        QCOMPARE(history.back(), QString("services")); // the same place twice was one step
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.forward(), QString("tasks"));
        QVERIFY(history.canGoForward());
    }

    void aNewPlaceForgetsWhatLayAhead() {
        History history;
        for (const char* place : {"a", "b", "c"})
            history.visit(place);
        history.back();
        history.back();
        history.visit("d");
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.back(), QString("a"));
    }
};

static pilothouse::tests::Registered<HistoryTest> registered("history");
#include "history_test.moc"
