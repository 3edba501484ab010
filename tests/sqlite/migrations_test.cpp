// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/migrations.h"

#include "tests/support/test_registry.h"

#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::sqlite;

namespace {

const std::vector<Migration> two = {
    {"CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('first')"},
    {"ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 3"},
};

} // namespace

class MigrationsTest : public QObject {
    Q_OBJECT

private slots:
    void aFreshDatabaseGetsAllOfThem() {
        auto database = std::move(*Database::open(":memory:"));
        QVERIFY(migrate(database, two).has_value());
        QCOMPARE(database.integer("PRAGMA user_version").value(), std::int64_t{2});
        QCOMPARE(database.integer("SELECT stars FROM notes").value(), std::int64_t{3});
    }

    void onlyWhatIsMissingRuns() {
        auto database = std::move(*Database::open(":memory:"));
        QVERIFY(migrate(database, {two[0]}).has_value());
        QVERIFY(migrate(database, two).has_value());
        QVERIFY(migrate(database, two).has_value());
        QCOMPARE(database.integer("SELECT count(*) FROM notes").value(), std::int64_t{1});
    }

    void aFailedOneLeavesTheVersionBeforeIt() {
        auto database = std::move(*Database::open(":memory:"));
        auto done = migrate(database, {two[0], {"INSERT INTO notes VALUES ('second')", "no SQL at all"}});
        QVERIFY(!done.has_value());
        QCOMPARE(database.integer("PRAGMA user_version").value(), std::int64_t{1});
        QCOMPARE(database.integer("SELECT count(*) FROM notes").value(), std::int64_t{1});
    }

    void aNewerDatabaseIsLeftAlone() {
        auto database = std::move(*Database::open(":memory:"));
        QVERIFY(migrate(database, two).has_value());
        auto older = migrate(database, {two[0]});
        QVERIFY(!older.has_value());
        QCOMPARE(older.error().code, std::string("sqlite.newer"));
        QCOMPARE(database.integer("PRAGMA user_version").value(), std::int64_t{2});
    }
};

static pilothouse::tests::Registered<MigrationsTest> registered("migrations");

#include "migrations_test.moc"
