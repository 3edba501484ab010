// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/sqlite/database.h"
#include "tests/store/full_rows.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;
using tests::oneOfEach;

namespace {

template <typename T>
void removeAll(const T& rows, T& removal) {
    for (auto& [key, row] : rows)
        removal[key] = nullptr;
}

QByteArray bytes(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class StoreTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    std::string path(const char* name) { return m_folder.filePath(name).toStdString(); }

private slots:
    void everyMemberOfEveryRowComesBack() {
        auto file = path("all.db");
        State memory;
        {
            auto store = store::Store::open(file);
            QVERIFY2(store.has_value(), store ? "" : describe(store.error()).c_str());
            for (int seed : {3, 400}) {
                auto changes = oneOfEach(seed);
                auto done = (*store)->commit(changes);
                QVERIFY2(done.has_value(), done ? "" : describe(done.error()).c_str());
                apply(memory, changes);
            }
        }
        auto loaded = (*store::Store::open(file))->load({});
        QVERIFY2(loaded.has_value(), loaded ? "" : describe(loaded.error()).c_str());
        QVERIFY(loaded->sameRows(memory));
        QCOMPARE(loaded->tasks.size(), std::size_t{2});
    }

    void aRemovedRowIsGone() {
        auto store = std::move(*store::Store::open(":memory:"));
        auto changes = oneOfEach(3);
        QVERIFY(store->commit(changes));
        Changes removal;
        auto kept = oneOfEach(400);
        QVERIFY(store->commit(kept));
        removeAll(changes.clusters, removal.clusters), removeAll(changes.families, removal.families);
        removeAll(changes.definitions, removal.definitions), removeAll(changes.tasks, removal.tasks);
        removeAll(changes.instances, removal.instances), removeAll(changes.services, removal.services);
        removeAll(changes.deployments, removal.deployments), removeAll(changes.events, removal.events);
        removeAll(changes.tokens, removal.tokens), removeAll(changes.deadlines, removal.deadlines);
        QVERIFY(store->commit(removal));
        auto loaded = store->load({});
        QVERIFY(loaded.has_value());
        loaded->meta = {};
        State left;
        kept.meta = {};
        apply(left, kept);
        QVERIFY(loaded->sameRows(left));
    }

    void aDatabaseOfANewerVersionIsLeftUntouched() {
        auto file = path("newer.db");
        QVERIFY((*store::Store::open(file))->commit(oneOfEach(3)).has_value());
        {
            auto database = sqlite::Database::open(file);
            QVERIFY(database->run("PRAGMA user_version = 999").has_value());
        }
        auto before = bytes(QString::fromStdString(file));
        auto opened = store::Store::open(file);
        QVERIFY(!opened.has_value());
        QCOMPARE(opened.error().code, std::string("store.newer"));
        QCOMPARE(bytes(QString::fromStdString(file)), before);
    }

    void aDamagedFileIsLeftUntouched_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("this is no database, whatever its name says\n").repeated(100);
        auto file = path("whole.db");
        QVERIFY((*store::Store::open(file))->commit(oneOfEach(3)).has_value());
        auto whole = bytes(QString::fromStdString(file));
        QVERIFY(whole.size() > 8192);
        QTest::newRow("cut") << whole.left(whole.size() / 2);
        QTest::newRow("overwritten") << whole.left(4096) + QByteArray(4096, '\x5a') + whole.mid(8192);
        QVERIFY(sqlite::Database::open(path("other.db"))->run("CREATE TABLE notes (text)").has_value());
        QTest::newRow("another program's") << bytes(m_folder.filePath("other.db"));
    }
    void aDamagedFileIsLeftUntouched() {
        QFETCH(QByteArray, content);
        auto file = m_folder.filePath("damaged.db");
        {
            QFile out(file);
            QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
            out.write(content);
        }
        auto opened = store::Store::open(file.toStdString());
        std::string code = opened ? "opened" : opened.error().code;
        if (opened) {
            auto state = (*opened)->load({});
            code = state ? "loaded" : state.error().code;
        }
        QCOMPARE(code, std::string("store.damaged"));
        QCOMPARE(bytes(file), content);
    }

    void aFailedCommitKeepsNothingOfIt() {
        auto file = path("failing.db");
        auto store = std::move(*store::Store::open(file));
        QVERIFY(store->commit(oneOfEach(3)));
        auto other = std::move(*sqlite::Database::open(file));
        QVERIFY(other.run("DROP TABLE deadlines").has_value()); // the last table a commit writes
        auto done = store->commit(oneOfEach(400));
        QVERIFY(!done.has_value());
        QCOMPARE(done.error().code, std::string("store.commit"));
        QCOMPARE(other.integer("SELECT count(*) FROM tasks").value(), std::int64_t{1});
    }
};

static pilothouse::tests::Registered<StoreTest> registered("store");

#include "store_test.moc"
