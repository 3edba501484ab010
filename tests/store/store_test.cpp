// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/store.h"

#include "core/control/typed.h"
#include "core/sqlite/database.h"
#include "core/store/columns.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::control;

namespace {

/// Gives each member of a row another value, so that a forgotten or swapped column shows.
struct Filler {
    int next = 3;

    void operator()(const char*, bool& value) { value = ++next % 2 == 0; }
    void operator()(const char* name, std::string& value) {
        value = std::string(name) + " \"quoted\" 日本 " + std::to_string(++next);
        if (std::string(name) == "document" || std::string(name) == "revision")
            value = "{\"n\":" + std::to_string(next) + "}";
    }
    void operator()(const char*, std::vector<std::string>& value) {
        value = {"a" + std::to_string(++next), ""};
    }
    void operator()(const char*, std::vector<int>& value) { value = {++next, -53}; }
    void operator()(const char*, std::vector<std::pair<std::string, std::string>>& value) {
        value = {{"k", "v" + std::to_string(++next)}};
    }
    void operator()(const char*, std::vector<PortBinding>& value) {
        value = {{"127.0.0.1", 80, ++next, "udp"}, {}};
    }
    void operator()(const char*, std::vector<ContainerRow>& value) {
        ContainerRow full;
        full.uuid = "u" + std::to_string(++next);
        full.status = ecs::ContainerStatus::stopped;
        full.runtimeId = "r", full.imageDigest = "sha256:0", full.reason = "OutOfMemoryError: x";
        full.exitCode = 0;
        full.health = ecs::HealthStatus::unhealthy;
        full.startedAt = 1764053365123, full.finishedAt = 1764053365124;
        value = {full, ContainerRow{}};
    }
    template <typename T>
    requires std::is_enum_v<T>
    void operator()(const char*, T& value) { value = static_cast<T>(1); }
    template <typename T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) void operator()(const char*, T& value) {
        value = static_cast<T>(++next);
    }
};

template <typename Row>
void add(Changes& changes, Filler& filler) {
    Row row;
    store::TableOf<Row>::each(row, filler);
    if constexpr (requires { fillTyped(row); }) fillTyped(row);
    auto key = keyOf(row);
    Changes::of<Row>(changes)[key] = std::make_shared<const Row>(row);
}

Changes oneOfEach(int seed) {
    Changes changes;
    Filler filler{seed};
    add<MetaRow>(changes, filler), add<ClusterRow>(changes, filler), add<FamilyRow>(changes, filler);
    add<DefinitionRow>(changes, filler), add<InstanceRow>(changes, filler), add<ServiceRow>(changes, filler);
    add<DeploymentRow>(changes, filler), add<TaskRow>(changes, filler), add<EventRow>(changes, filler);
    add<TokenRow>(changes, filler), add<DeadlineRow>(changes, filler);
    return changes;
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
        Changes::each(removal, [](auto&) {});
        removal.tasks[changes.tasks.begin()->first] = nullptr;
        removal.events[changes.events.begin()->first] = nullptr;
        removal.deadlines[changes.deadlines.begin()->first] = nullptr;
        QVERIFY(store->commit(removal));
        auto state = store->load({});
        QVERIFY(state.has_value());
        QVERIFY(state->tasks.empty() && state->events.empty() && state->deadlines.empty());
        QCOMPARE(state->services.size(), std::size_t{1});
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
