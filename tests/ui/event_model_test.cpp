// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/arn.h"
#include "tests/support/test_registry.h"
#include "ui/models/event_table_model.h"
#include "ui/words/language.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace pilothouse;
using namespace pilothouse::ui;

class EventModelTest : public QObject {
    Q_OBJECT

private:
    using M = EventTableModel;

    static std::shared_ptr<const console::Service> service(const std::string& name,
                                                           std::vector<console::ServiceEvent> events) {
        console::Service row;
        row.name = name;
        row.arn = ArnMaker{}.service("default", name);
        for (auto& event : events)
            event.message = "(service " + name + ") " + event.message;
        row.events = std::move(events);
        return std::make_shared<const console::Service>(row);
    }
    static console::Snapshot world(console::Rows<console::Service> services) {
        console::Snapshot snapshot;
        snapshot.services.state = console::PartState::ok;
        snapshot.services.asOf = 1;
        snapshot.services.rows = std::move(services);
        return snapshot;
    }
    static QString at(const M& model, int row, int column) {
        return model.index(row, column).data().toString();
    }
    static QStringList column(const M& model, int column) {
        QStringList all;
        for (int row = 0; row < model.rowCount(); ++row)
            all << at(model, row, column);
        return all;
    }
    static console::Snapshot twoServices() {
        return world(
            {service("api", {{"a2", "has reached a steady state.", 40},
                             {"a1", "has started 1 tasks: (task 0a1b2c3d4e).", 10}}),
             service(
                 "web",
                 {{"w2",
                   "was unable to place a task because no container instance met all of its requirements. "
                   "The closest matching (container-instance 99887766) has insufficient memory available.",
                   30},
                  {"w1", "has started 2 tasks: (task 11) (task 22).", 20}})});
    }

private slots:
    void cleanup() { Languages::instance().set(Language::en); }

    void newestFirstOverAllServices() {
        M model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(twoServices());
        QCOMPARE(column(model, M::Service), QStringList({"api", "web", "web", "api"}));
        QCOMPARE(at(model, 0, M::What), QString("Reached a steady state"));
        QCOMPARE(at(model, 2, M::About), QString("11  22"));
        QCOMPARE(model.told(), 4);
    }

    void oneServiceAlone() {
        M model;
        const auto snapshot = twoServices();
        model.apply(snapshot, snapshot.services.rows[1]->arn);
        QCOMPARE(column(model, M::Service), QStringList({"web", "web"}));
    }

    void noneStandsTwiceAndTheSameInARowIsCounted() {
        M model;
        const std::vector<console::ServiceEvent> same{{"3", "is unable to consistently start tasks", 30},
                                                      {"2", "is unable to consistently start tasks", 20},
                                                      {"2", "is unable to consistently start tasks", 20}};
        model.apply(world({service("web", same)}));
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(at(model, 0, M::What).endsWith("2 times"));
        const QString kept = model.arnAt(0);
        auto more = same;
        more.insert(more.begin(), {"4", "is unable to consistently start tasks", 40});
        model.apply(world({service("web", more)}));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.arnAt(0), kept); // the row is the same, it only grew
        QVERIFY(at(model, 0, M::What).endsWith("3 times"));
    }

    void filtersByWordsAndColumns_data() {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("rows");
        QTest::newRow("word") << "steady" << 1;
        QTest::newRow("service") << "service:web" << 2;
        QTest::newRow("not") << "!service:web" << 2;
        QTest::newRow("trouble") << "is:trouble" << 1;
        QTest::newRow("task") << "task:0a1b2c3d4e" << 1;
        QTest::newRow("instance") << "instance:9988" << 1;
        QTest::newRow("what") << "what:started" << 2;
        QTest::newRow("raw words") << "insufficient" << 1;
        QTest::newRow("nothing") << "service:db" << 0;
    }
    void filtersByWordsAndColumns() {
        QFETCH(QString, filter);
        M model;
        model.apply(twoServices());
        model.setFilter(parseFilter(filter));
        QTEST(model.rowCount(), "rows");
        QCOMPARE(model.total(), 4);
    }

    void nothingMovesUnderThePointer() {
        M model;
        model.apply(twoServices());
        const QStringList before = column(model, M::Service);
        model.setFrozen(true);
        auto next = twoServices();
        next.services.rows[1] = service("web", {{"w3", "has reached a steady state.", 50},
                                                {"w1", "has started 2 tasks: (task 11) (task 22).", 20}});
        model.apply(next);
        QCOMPARE(column(model, M::Service), before);
        QVERIFY(model.heldChanges() > 0);
        model.setFrozen(false);
        QCOMPARE(at(model, 0, M::Service), QString("web"));
        QCOMPARE(model.heldChanges(), 0);
    }

    void anUnchangedSnapshotIsNoWork() {
        M model;
        const auto snapshot = twoServices();
        model.apply(snapshot);
        QSignalSpy changed(&model, &M::countsChanged), cells(&model, &M::dataChanged);
        model.apply(snapshot);
        QCOMPARE(changed.count() + cells.count(), 0);
    }

    void aServiceThatGoesTakesItsEventsAlong() {
        M model;
        auto snapshot = twoServices();
        model.apply(snapshot);
        snapshot.services.rows.pop_back();
        model.apply(snapshot);
        QCOMPARE(column(model, M::Service), QStringList({"api", "api"}));
    }

    void manyAreCutAndToldSo() {
        M model;
        std::vector<console::ServiceEvent> events;
        for (int i = 0; i < M::most + 50; ++i)
            events.push_back(
                {std::to_string(i), "has started " + std::to_string(i) + " tasks", 1'000'000 - i});
        model.apply(world({service("web", events)}));
        QCOMPARE(model.rowCount(), M::most);
        QCOMPARE(model.told(), M::most + 50);
        QVERIFY(at(model, 0, M::What).startsWith("Started 0"));
    }

    void followsTheLanguage() {
        M model;
        model.apply(twoServices());
        Languages::instance().set(Language::ja);
        QCOMPARE(at(model, 0, M::What), QString::fromUtf8("安定した状態になりました"));
        QCOMPARE(model.headerData(M::What, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QString::fromUtf8("内容"));
    }
};

static pilothouse::tests::Registered<EventModelTest> registered("event_model");
#include "event_model_test.moc"
