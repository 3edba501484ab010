// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "ui/models/filter.h"

#include <QtTest>

using namespace pilothouse::ui;

class FilterTest : public QObject {
    Q_OBJECT

private:
    static bool accepts(const QString& filter) {
        return parseFilter(filter).accepts(QStringLiteral("5c1f09ab payments 58 stopped cannot pull"),
                                           [](const QString& column) -> QString {
                                               if (column == QStringLiteral("service"))
                                                   return QStringLiteral("payments");
                                               if (column == QStringLiteral("rev"))
                                                   return QStringLiteral("58");
                                               return {};
                                           });
    }

private slots:
    void terms_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("nothing") << QString() << true;
        QTest::newRow("a word") << QStringLiteral("pay") << true;
        QTest::newRow("letter case") << QStringLiteral("PAYments") << true;
        QTest::newRow("all words must hold") << QStringLiteral("payments running") << false;
        QTest::newRow("not") << QStringLiteral("!payments") << false;
        QTest::newRow("not, absent") << QStringLiteral("!worker") << true;
        QTest::newRow("column") << QStringLiteral("service:pay") << true;
        QTest::newRow("another column's value") << QStringLiteral("rev:payments") << false;
        QTest::newRow("any of the values") << QStringLiteral("service:worker,payments") << true;
        QTest::newRow("none of the values") << QStringLiteral("service:worker,web") << false;
        QTest::newRow("not in a column") << QStringLiteral("!service:payments") << false;
        QTest::newRow("quoted") << QStringLiteral("\"cannot pull\"") << true;
        QTest::newRow("quoted, not in a row") << QStringLiteral("\"pull cannot\"") << false;
        QTest::newRow("no column of that name") << QStringLiteral("zone:58") << false;
        QTest::newRow("still being typed") << QStringLiteral("service: !") << true;
    }
    void terms() {
        QFETCH(QString, filter);
        QFETCH(bool, accepted);
        QCOMPARE(accepts(filter), accepted);
    }
};

static pilothouse::tests::Registered<FilterTest> registered("filter");
#include "filter_test.moc"
