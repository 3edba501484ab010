// SPDX-FileCopyrightText: The Pilothouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/service_table_model.h"

#include "core/base/random.h"
#include "tests/console/rows.h"
#include "tests/support/test_registry.h"
#include "ui/words/language.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace pilothouse;
using namespace pilothouse::tests;
using ui::ServiceTableModel;

namespace {

/// A cluster that changes at random: services come, go, scale, fail; tasks with them.
class World {
public:
    explicit World(std::uint64_t seed) : m_random(seed) { m_now.services.asOf = m_now.tasks.asOf = 1; }

    const console::Snapshot& step() {
        for (int i = 0; i < 40; ++i) {
            const std::string name = "s" + std::to_string(i);
            if (!m_random.chance(0.2)) continue;
            if (m_random.chance(0.2)) {
                m_services.erase(name);
                continue;
            }
            const int desired = int(m_random.below(6)), running = int(m_random.below(6));
            console::Service row = service(name, desired, running);
            row.deployments.front().failed = m_random.chance(0.2) ? 5 : 0;
            m_services[name] = std::make_shared<console::Service>(row);
        }
        m_now.services.rows.clear();
        m_now.pending.clear();
        for (const auto& [name, row] : m_services) {
            m_now.services.rows.push_back(row);
            if (m_random.chance(0.1)) m_now.pending.push_back({row->arn, "scale", "9"});
        }
        std::sort(m_now.services.rows.begin(), m_now.services.rows.end(),
                  [](const auto& a, const auto& b) { return a->arn < b->arn; });
        return m_now;
    }

private:
    Random m_random;
    std::map<std::string, std::shared_ptr<const console::Service>> m_services;
    console::Snapshot m_now;
};

QStringList names(const ServiceTableModel& model) {
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, ServiceTableModel::Name).data().toString();
    return all;
}

console::Snapshot snapshotOf(std::vector<console::Service> services) {
    console::Snapshot snapshot;
    snapshot.services.asOf = 1;
    snapshot.services.state = console::PartState::ok;
    for (auto& row : services)
        snapshot.services.rows.push_back(std::make_shared<console::Service>(std::move(row)));
    return snapshot;
}

} // namespace

class ServiceModelTest : public QObject {
    Q_OBJECT

private slots:
    void randomChangesKeepTheContractOfModels() {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            World world(seed);
            ServiceTableModel model;
            QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            for (int i = 0; i < 20; ++i) {
                if (i == 8) model.sort(ServiceTableModel::Running, Qt::DescendingOrder);
                if (i == 12) model.setFilter(ui::parseFilter("!state:steady"));
                model.setFrozen(i >= 4 && i < 7);
                model.apply(world.step());
            }
            model.setFilter({});
            QCOMPARE(model.rowCount(), model.total());
        }
    }

    void troubleFirstThenWhatChangesThenByName() {
        console::Service bad = service("zebra", 4, 0);
        bad.deployments.front().failed = 3;
        ServiceTableModel model;
        model.apply(snapshotOf({service("b", 1, 1), service("a", 1, 1), service("grows", 4, 2), bad}));
        QCOMPARE(names(model), (QStringList{"zebra", "grows", "a", "b"}));
    }

    void nothingChangedIsNoSignal() {
        const console::Snapshot snapshot = snapshotOf({service("a", 1, 1), service("b", 1, 1)});
        ServiceTableModel model;
        model.apply(snapshot);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy moved(&model, &QAbstractItemModel::layoutChanged);
        model.apply(snapshot);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(moved.count(), 0);
    }

    void onlyTheServiceWhoseTasksChangedIsTold() {
        console::Snapshot snapshot = snapshotOf({service("a", 1, 1), service("b", 1, 1)});
        snapshot.tasks.asOf = 1;
        ServiceTableModel model;
        model.apply(snapshot);
        snapshot.tasks.rows.push_back(
            std::make_shared<console::Task>(task("t", "b", ecs::TaskStatus::running)));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.apply(snapshot);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(),
                 model.rowOf(q(snapshot.services.rows[1]->arn)));
    }

    void aPendingScaleIsMarked() {
        console::Snapshot snapshot = snapshotOf({service("a", 2, 2)});
        snapshot.pending = {{snapshot.services.rows[0]->arn, "scale", "4"}};
        ServiceTableModel model;
        model.apply(snapshot);
        QCOMPARE(model.rowAt(0).scaleTo, std::string("4"));
        snapshot.pending.clear();
        model.apply(snapshot);
        QVERIFY(!model.rowAt(0).isPending());
    }

    void revisionsWhileDeploying() {
        console::Service row = service("payments", 8, 4);
        row.deployments = {deployment("PRIMARY", "payments:58", 8, 0, "IN_PROGRESS"),
                           deployment("ACTIVE", "payments:57", 8, 4, "COMPLETED")};
        ServiceTableModel model;
        model.apply(snapshotOf({row}));
        QCOMPARE(model.index(0, ServiceTableModel::Revision).data().toString(), QString("57 → 58"));
    }

    void filterByWordColumnAndKind() {
        console::Service bad = service("payments", 4, 0);
        bad.deployments.front().failed = 3;
        ServiceTableModel model;
        model.apply(snapshotOf({service("web", 1, 1), service("worker", 0, 0), bad}));
        auto filtered = [&](const char* text) {
            model.setFilter(ui::parseFilter(text));
            return names(model);
        };
        QCOMPARE(filtered("WORK"), QStringList{"worker"});
        QCOMPARE(filtered("service:web"), QStringList{"web"});
        QCOMPARE(filtered("is:trouble"), QStringList{"payments"});
        QCOMPARE(filtered("!is:trouble is:idle"), QStringList{"worker"});
        QCOMPARE(filtered("unheard-of"), QStringList{});
    }

    void wordsFollowTheLanguage() {
        ui::Languages::instance().set(ui::Language::en);
        ServiceTableModel model;
        model.apply(snapshotOf({service("web", 1, 1)}));
        const auto state = [&] { return model.index(0, ServiceTableModel::State).data().toString(); };
        const QString english = state();
        ui::Languages::instance().set(ui::Language::ja);
        QVERIFY(state() != english);
        QVERIFY(model.headerData(ServiceTableModel::Name, Qt::Horizontal, Qt::DisplayRole).toString() ==
                QString::fromUtf8("サービス"));
        ui::Languages::instance().set(ui::Language::en);
    }

    void everyCellSpeaks() {
        ServiceTableModel model;
        model.apply(snapshotOf({service("web", 1, 1)}));
        for (int column = 0; column < model.columnCount(); ++column) {
            QVERIFY(!model.index(0, column).data(Qt::AccessibleTextRole).toString().isEmpty());
            QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::AccessibleTextRole).toString().isEmpty());
        }
    }

private:
    static QString q(const std::string& text) { return QString::fromStdString(text); }
};

static Registered<ServiceModelTest> registered("service_model");
#include "service_model_test.moc"
