// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_registry.h"
#include "tests/ui/world.h"
#include "ui/models/task_table_model.h"
#include "ui/widgets/cell.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QtTest>
#include <random>

using namespace pilothouse;
using namespace pilothouse::ui;
using namespace pilothouse::ui::tests;

class TaskModelTest : public QObject {
    Q_OBJECT

private:
    using Column = TaskTableModel::Column;

    static QStringList ids(const TaskTableModel& model) {
        QStringList all;
        for (int r = 0; r < model.rowCount(); ++r)
            all << model.index(r, Column::Id).data().toString();
        return all;
    }
    static QString id(int number) { return QString::fromStdString(taskOf(number).id).left(8); }
    static QString arn(int number) { return QString::fromStdString(taskOf(number).arn); }

private slots:
    void troubleComesFirstThenWhatStarts() {
        TaskTableModel model;
        QAbstractItemModelTester tester(&model);
        auto failed = taskOf(4, "web", ecs::TaskStatus::stopped);
        failed.stopCode = "TaskFailedToStart";
        failed.stoppedReason = "CannotPullContainerError: manifest unknown";
        auto over = taskOf(1, "web", ecs::TaskStatus::stopped);
        over.stopCode = "UserInitiated";
        model.apply(snapshotOf({shared(over), shared(taskOf(2)),
                                shared(taskOf(3, "web", ecs::TaskStatus::pending)), shared(failed)}));
        QCOMPARE(ids(model), QStringList({id(4), id(3), id(2), id(1)}));
    }

    void anUnchangedSnapshotTellsNothing() {
        TaskTableModel model;
        const auto snapshot = snapshotOf({shared(taskOf(1)), shared(taskOf(2))});
        model.apply(snapshot);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy laidOut(&model, &QAbstractItemModel::layoutChanged);
        model.apply(snapshot);
        QCOMPARE(changed.size() + inserted.size() + laidOut.size(), 0);
    }

    void oneChangedRowTellsItsRowAlone() {
        TaskTableModel model;
        auto rows = console::Rows<console::Task>{shared(taskOf(1)), shared(taskOf(2)), shared(taskOf(3))};
        model.apply(snapshotOf(rows));
        auto changed = taskOf(2);
        changed.address = "10.0.0.9";
        rows[1] = shared(changed);
        QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
        model.apply(snapshotOf(rows));
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy[0][0].toModelIndex().row(), model.rowOf(arn(2)));
        QCOMPARE(spy[0][1].toModelIndex().row(), model.rowOf(arn(2)));
    }

    void selectionFollowsItsTasks() {
        TaskTableModel model;
        QAbstractItemModelTester tester(&model);
        QItemSelectionModel selection(&model);
        console::Rows<console::Task> rows;
        for (int i = 10; i < 20; ++i)
            rows.push_back(shared(taskOf(i)));
        model.apply(snapshotOf(rows));
        for (int number : {12, 17})
            selection.select(model.index(model.rowOf(arn(number)), 0),
                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
        rows.erase(rows.begin());                                           // 10 goes
        rows.push_back(shared(taskOf(5, "aaa", ecs::TaskStatus::pending))); // comes first
        rows[1] = shared(taskOf(12, "web", ecs::TaskStatus::stopping));     // 12 moves
        model.apply(snapshotOf(rows));
        QSet<QString> selected;
        for (const auto& index : selection.selectedRows())
            selected << model.arnAt(index.row());
        QCOMPARE(selected, QSet<QString>({arn(12), arn(17)}));
    }

    void orderHoldsStillUnderThePointer() {
        TaskTableModel model;
        QAbstractItemModelTester tester(&model);
        model.apply(snapshotOf({shared(taskOf(1)), shared(taskOf(2)), shared(taskOf(3))}));
        const QStringList before = ids(model);
        model.setFrozen(true);
        auto starting = taskOf(2, "web", ecs::TaskStatus::pending);
        model.apply(snapshotOf({shared(taskOf(1)), shared(starting), shared(taskOf(9))}));
        QCOMPARE(ids(model), before);
        QCOMPARE(model.heldChanges(), 3); // 2 would move, 9 is new, 3 is gone
        QCOMPARE(model.index(model.rowOf(arn(2)), Column::LastStatus).data().toString(),
                 QStringLiteral("PENDING"));
        QVERIFY(model.index(int(before.indexOf(id(3))), 0).data(staleRole).toBool());
        model.setFrozen(false);
        QCOMPARE(model.heldChanges(), 0);
        QCOMPARE(ids(model), QStringList({id(2), id(9), id(1)}));
    }

    void filterAndSort() {
        TaskTableModel model;
        QAbstractItemModelTester tester(&model);
        console::Rows<console::Task> rows;
        for (int i = 0; i < 200; ++i)
            rows.push_back(shared(taskOf(i, i % 2 ? "web" : "worker")));
        model.apply(snapshotOf(rows));
        model.setFilter(parseFilter(QStringLiteral("service:worker")));
        QCOMPARE(model.rowCount(), 100);
        QCOMPARE(model.total(), 200);
        model.sort(Column::Id, Qt::DescendingOrder);
        QCOMPARE(ids(model).first(), id(198));
        model.sort(Column::Id, Qt::AscendingOrder);
        QCOMPARE(ids(model).first(), id(0));
        model.setFilter({});
        QCOMPARE(ids(model), [] {
            QStringList all;
            for (int i = 0; i < 200; ++i)
                all << id(i);
            return all;
        }());
    }

    void aStopThatWasAskedShowsAsPending() {
        TaskTableModel model;
        auto snapshot = snapshotOf({shared(taskOf(1))});
        model.apply(snapshot);
        snapshot.pending.push_back({taskOf(1).arn, "stop", ""});
        QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
        model.apply(snapshot);
        QCOMPARE(spy.size(), 1);
        const auto cell = model.index(0, Column::LastStatus).data(cellRole).value<Cell>();
        QCOMPARE(cell.tone, Tone::change);
        QVERIFY(cell.tail.contains(QStringLiteral("RUNNING")));
    }

    void scatteredChangesAreGathered() {
        TaskTableModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        console::Rows<console::Task> rows, others;
        for (int i = 0; i < 240; ++i)
            (i % 2 ? rows : others).push_back(shared(taskOf(i)));
        model.apply(snapshotOf(rows));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        rows.insert(rows.end(), others.begin(), others.end());
        model.apply(snapshotOf(rows));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(model.rowCount(), 240);
        model.apply(snapshotOf(others));
        QCOMPARE(removed.size(), 1);
        TaskTableModel anew;
        anew.apply(snapshotOf(others));
        QCOMPARE(ids(model), ids(anew));
    }

    void churn_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("watched"); // the tester reads every cell at every signal
        QTest::newRow("watched") << 60 << true;
        QTest::newRow("many") << 50'000 << false;
    }
    void churn() {
        QFETCH(int, count);
        QFETCH(bool, watched);
        TaskTableModel model;
        std::optional<QAbstractItemModelTester> tester;
        if (watched) tester.emplace(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QItemSelectionModel selection(&model);
        std::mt19937 random(7);
        std::map<int, std::shared_ptr<const console::Task>> world;
        for (int i = 0; i < 50'000; ++i)
            world[i] = shared(taskOf(i, "s" + std::to_string(i % 40)));
        const auto rows = [&world] {
            console::Rows<console::Task> all;
            for (auto& [number, task] : world)
                all.push_back(task);
            return all;
        };
        model.apply(snapshotOf(rows()));
        const int kept = count / 2;
        selection.setCurrentIndex(model.index(model.rowOf(arn(kept)), 0),
                                  QItemSelectionModel::Select | QItemSelectionModel::Rows);
        int next = count;
        for (int round = 0; round < (watched ? 4 : 12); ++round) {
            for (int n = 0; n < std::min(125, count / 8); ++n) {
                auto it = world.lower_bound(int(random() % unsigned(next)));
                if (it == world.end() || it->first == kept) continue;
                if (n % 3 == 0)
                    world.erase(it);
                else if (n % 3 == 1)
                    it->second = shared(taskOf(it->first, "s1", ecs::TaskStatus(random() % 8)));
                else
                    world[next] = shared(taskOf(next, "s2", ecs::TaskStatus::pending)), ++next;
            }
            model.setFrozen(round % 4 == 2);
            model.apply(snapshotOf(rows()));
            if (!model.isFrozen()) QCOMPARE(model.rowCount(), int(world.size()));
            QCOMPARE(model.arnAt(selection.currentIndex().row()), arn(kept));
            QCOMPARE(selection.selectedRows().size(), 1);
        }
        model.setFrozen(false);
        TaskTableModel anew;
        anew.apply(snapshotOf(rows()));
        QCOMPARE(ids(model), ids(anew));
    }
};

static pilothouse::tests::Registered<TaskModelTest> registered("task_model");
#include "task_model_test.moc"
