// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/database.h"

#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using sqlite::Database;

class DatabaseTest : public QObject {
    Q_OBJECT

    static Database withNotes() {
        auto database = std::move(*Database::open(":memory:"));
        (void)database.run("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT) STRICT");
        return database;
    }

private slots:
    void valuesComeBackAsTheyWere() {
        auto database = withNotes();
        auto insert = database.prepare("INSERT INTO notes VALUES (?, ?)");
        QVERIFY(insert.has_value());
        const std::string odd("null\0inside, 日本, \"quotes\"", 28);
        insert->bind(0, std::int64_t{9'007'199'254'740'993});
        insert->bind(1, std::string_view(odd));
        QCOMPARE(insert->step().value(), false);
        insert->bind(0, std::int64_t{2});
        insert->bindNull(1);
        QCOMPARE(insert->step().value(), false);

        auto select = database.prepare("SELECT id, text FROM notes ORDER BY id DESC");
        QCOMPARE(select->step().value(), true);
        QCOMPARE(select->integer(0), std::int64_t{9'007'199'254'740'993});
        QVERIFY(select->text(1) == odd);
        QVERIFY(select->isInteger(0) && !select->isInteger(1));
        QCOMPARE(select->step().value(), true);
        QVERIFY(select->isNull(1));
        QCOMPARE(select->step().value(), false);
    }

    void parametersOfTheLastUseAreForgotten() {
        auto database = withNotes();
        auto insert = database.prepare("INSERT INTO notes VALUES (?, ?)");
        insert->bind(0, std::int64_t{1});
        insert->bind(1, std::string_view("first"));
        QVERIFY(insert->step().has_value());
        insert->bind(0, std::int64_t{2});
        QVERIFY(insert->step().has_value());
        QCOMPARE(database.integer("SELECT count(*) FROM notes WHERE text IS NULL").value(), std::int64_t{1});
    }

    void aRefusedStatementNamesItselfAndCanBeUsedAgain() {
        auto database = withNotes();
        auto insert = database.prepare("INSERT INTO notes VALUES (?, 'x')");
        insert->bind(0, std::int64_t{1});
        QVERIFY(insert->step().has_value());
        insert->bind(0, std::int64_t{1});
        auto twice = insert->step();
        QVERIFY(!twice.has_value());
        QCOMPARE(twice.error().code, std::string("sqlite.failed"));
        QVERIFY(QString::fromStdString(twice.error().cause).contains("UNIQUE"));
        insert->bind(0, std::int64_t{2});
        QVERIFY(insert->step().has_value());
    }

    void aFailedTransactionKeepsNothing() {
        auto database = withNotes();
        auto done = database.transaction([&]() -> Result<void> {
            if (auto one = database.run("INSERT INTO notes VALUES (1, 'a')"); !one) return one;
            return database.run("INSERT INTO absent VALUES (1)");
        });
        QVERIFY(!done.has_value());
        QCOMPARE(database.integer("SELECT count(*) FROM notes").value(), std::int64_t{0});
        auto next = database.transaction([&] { return database.run("INSERT INTO notes VALUES (1, 'a')"); });
        QVERIFY(next.has_value());
        QCOMPARE(database.integer("SELECT count(*) FROM notes").value(), std::int64_t{1});
    }

    void aFileThatIsNoDatabaseIsFoundOut() {
        QTemporaryDir folder;
        QFile file(folder.filePath("text"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("words, not pages\n").repeated(100));
        file.close();
        auto database = Database::open(folder.filePath("text").toStdString());
        QVERIFY(database.has_value());
        auto read = database->integer("SELECT count(*) FROM sqlite_schema");
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, std::string("sqlite.notADatabase"));
    }

    void aFolderThatIsAbsentIsAnError() {
        QTemporaryDir folder;
        auto database = Database::open(folder.filePath("none/state.db").toStdString());
        QVERIFY(!database.has_value());
        QCOMPARE(database.error().code, std::string("sqlite.failed"));
    }
};

static pilothouse::tests::Registered<DatabaseTest> registered("database");

#include "database_test.moc"
